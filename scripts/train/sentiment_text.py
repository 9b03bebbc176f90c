"""How a text is written before the sentiment classifier reads it: the same as electron/core/understand/sentiment-text.ts.

The table of pictures is read from there; sentiment-text.test.ts and `python sentiment_text.py` hold the same examples.
"""

import re

from paths import ROOT

SOURCE = ROOT / "electron" / "core" / "understand" / "sentiment-text.ts"
EMOJI = dict(re.findall(r"^  \['([^']+)', '([^']+)'\],$", SOURCE.read_text(encoding="utf-8"), flags=re.M))
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}
EMOJI = {sign: words for sign, words in EMOJI.items() if sign not in ENTITIES}
LONGEST = 600


def split_tag(match):
    return re.sub(r"([a-z])([A-Z0-9])", r"\1 \2", match[1].replace("_", " "))


def plain(text):
    text = text[:LONGEST]
    for entity, sign in ENTITIES.items():
        text = text.replace(entity, sign)
    text = re.sub("[\u2018\u2019]", "'", text)
    text = re.sub("[\u201c\u201d]", '"', text)
    text = re.sub(r"(?:https?://|www\.)[^ ]+", " http ", text, flags=re.I)
    text = re.sub(r"^(?:[ .]*@[A-Za-z0-9_]+[ :,]*)+", "", text)
    text = re.sub(r"(^|[^A-Za-z0-9_])@[A-Za-z0-9_]+", r"\1user", text)
    text = re.sub(r"#([A-Za-z0-9_]+)", split_tag, text)
    text = re.sub(r"([A-Za-z])\1{2,}", r"\1\1", text)
    text = "".join(f" {EMOJI[sign]} " if sign in EMOJI else sign for sign in text)
    return re.sub(r"[ \t\r\n]+", " ", text.replace("\ufe0f", "")).strip()


EXAMPLES = {
    "@acme @shop: my order is sooooo late #NeverAgain \U0001F621": "my order is soo late Never Again very angry",
    "I love @acme &amp; its people \u2764\ufe0f https://example.com/x": "I love user & its people love http",
    "don\u2019t mail ann@example.com #late_again": "don't mail ann@example.com late again",
}

if __name__ == "__main__":
    for text, expected in EXAMPLES.items():
        assert plain(text) == expected, (plain(text), expected)
    print(f"sentiment_text: {len(EXAMPLES)} examples hold, {len(EMOJI)} pictures")
