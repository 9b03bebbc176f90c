"""Examples from sets that may be trained on: MultiDoGO slots (CDLA-Permissive-1.0), GoEmotions comments (Apache-2.0), Presidio sentences (MIT)."""

import json
import re

import entity_words as w
import written
from paths import DATA, SEED
from sources import MULTIDOGO, rows, train_articles

SLOTS = {
    "name": "PERSON", "current_city": "GPE", "new_city": "GPE", "arrival_city": "GPE", "departure_city": "GPE", "company_name": "ORGANIZATION",
    "address": "STREET_ADDRESS", "current_zipcode": "ZIP_CODE", "new_zipcode": "ZIP_CODE", "phone_number": "PHONE_NUMBER",
}
# Slots whose words are surely none of the names; every other slot is left out of the loss.
NOT_NAMES = set("datacategoryvalues service_type booking_confirmation_number cost car_model claimid policyid software_name quantity item_code transferamount charge_amount price".split())
NOT_VALUES = set("me my i is the a to name city zip code zipcode new address company".split())
PLACES = {place.lower() for place in w.CITIES + w.COUNTRIES + w.STATES}


def multidogo(random, count):
    """Lower-cased chat turns; half of them with a slot that is a name. Names are put in order of the crowd's habit: as typed."""
    with_names, without = [], []
    for domain in MULTIDOGO:
        for row in rows(f"multidogo/{domain}_train.tsv", "\t"):
            words, slots = row["utterance"].split(" "), row["slot_labels"].split(" ")
            if len(words) != len(slots) or not 0 < len(words) < 60:
                continue
            spans, at, named, i = [], 0, False, 0
            starts = []
            for word in words:
                starts.append(at)
                at += len(word) + 1
            while i < len(words):
                j = i
                while j + 1 < len(words) and slots[j + 1] == slots[i]:
                    j += 1
                if slots[i] != "O":
                    label, value = SLOTS.get(slots[i]), " ".join(words[i : j + 1])
                    if label in ("PERSON", "GPE", "ORGANIZATION") and (set(value.split()) & NOT_VALUES or re.search(r"\d", value)):
                        label = None
                    if label or slots[i] not in NOT_NAMES:
                        spans.append((starts[i], starts[j] + len(words[j]), label))
                        named |= label is not None
                elif words[i] in PLACES:
                    spans.append((starts[i], starts[i] + len(words[i]), None))
                i = j + 1 if slots[i] != "O" else i + 1
            (with_names if named else without).append((" ".join(words), spans))
    half = count // 2
    return random.sample(with_names, min(half, len(with_names))) + random.sample(without, count - min(half, len(with_names)))


def comments(random, values, count):
    """Comments whose masked names are filled again; capitalised words inside a sentence that nobody labelled do not count."""
    texts = [row["text"] for row in rows("goemotions/train.csv")]
    named = [text for text in texts if "[NAME]" in text]
    random.shuffle(named)
    plain = random.sample([text for text in texts if "[" not in text], count // 2)
    found = []
    for text in named[: count - len(plain)] + plain:
        values.begin()
        out, spans, at = "", [], 0
        for mark in re.finditer(r"\[(NAME|RELIGION)\]", text):
            out += text[at : mark.start()]
            value, label = values.person()[0] if mark[1] == "NAME" else values.belief()[0]
            spans.append((len(out), len(out) + len(value), label))
            out, at = out + value, mark.end()
        out += text[at:]
        for word in re.finditer(r"(?<=[a-z,] )[A-Z][\w'.&-]*|\b\d{4}\b|\b(?:[A-Z]{2,}\b ?)+", out):
            if word[0] not in ("I", "I'm", "I'll", "I've", "I'd") and not any(a < word.end() and b > word.start() for a, b, _ in spans):
                spans.append((word.start(), word.end(), None))
        for place in re.finditer(r"[a-z]+", out.lower()):
            if place[0] in PLACES and not any(a < place.end() and b > place.start() for a, b, _ in spans):
                spans.append((*place.span(), None))
        if random.random() < 0.5 and len(out.lower()) == len(out):
            out = out.lower()
        found.append((out, spans))
    return found


def without_names(random, count):
    """Care sentences written by us and policy articles (ABCD, MIT): nothing there is an entity; capitals inside a sentence do not count."""
    texts = written.sentences(SEED, count) + [line for _, text in train_articles() for line in text.split("\n") if 3 < len(line.split()) < 60]
    found = []
    for text in random.sample(texts, min(count, len(texts))):
        masked = [(*word.span(), None) for word in re.finditer(r"(?<=[a-z,] )[A-Z][\w'.&-]+", text)]
        found.append((text.lower() if random.random() < 0.4 and len(text.lower()) == len(text) else text, masked))
    return found


def presidio():
    """[(template, text, spans)] of the developers' half."""
    with open(DATA / "pii_presidio" / "dev.jsonl", encoding="utf-8") as file:
        read = [json.loads(line) for line in file]
    return [(r["template_id"], r["text"], [(e["start"], e["end"], e["type"]) for e in r["entities"]]) for r in read]
