"""Readers of the shared data. Training texts come only from the functions named train_*.

Sets that are evaluation only (airline_sentiment, support_tickets_priority, dialogsum, vader_gold)
and every dev, val or queries file are read by the measuring steps alone.
"""

import csv
import json

from paths import DATA


def rows(name, delimiter=","):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL))


def lines(name):
    with open(DATA / name, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


MULTIDOGO = ("airline", "finance", "insurance", "media", "software")


def train_labelled():
    """Returns [(set, text, intent)] of every labelled training utterance."""
    found = [("banking77", r["text"], r["intent"]) for r in rows("banking77/train.csv")]
    found += [("clinc150", r["text"], r["intent"]) for r in rows("clinc150/train.csv")]
    found += [("bitext", r["utterance"], r["intent"]) for r in rows("bitext_customer_support/train.csv")]
    found += [("insurance", r["text"], r["intent"]) for r in lines("dstc11_care_intents/insurance.jsonl")]
    for domain in MULTIDOGO:
        found += [(f"multidogo_{domain}", r["utterance"], r["intent"]) for r in rows(f"multidogo/{domain}_train.tsv", "\t")]
    return [(name, text.strip(), intent) for name, text, intent in found if text and text.strip()]


def train_out_of_scope():
    return [r["text"] for r in rows("clinc150/oos_train.csv")]


def train_sentiment():
    """Returns [(text, 'negative'|'neutral'|'positive')]; 'ambiguous' and 'mixed' rows are dropped."""
    return sentiment_rows("goemotions/train.csv")


def sentiment_rows(name):
    kept = ("negative", "neutral", "positive")
    return [(r["text"], r["sentiment"]) for r in rows(name) if r["sentiment"] in kept]


def train_knowledge():
    """Returns the knowledge entries [{entity, title, text}] of both retrieval sets, each (title, text) once."""
    seen, found = set(), []
    for name in ("kb_retrieval", "kb_retrieval_spoken"):
        for entry in lines(f"{name}/knowledge.jsonl"):
            key = (entry["title"], entry["text"])
            if key not in seen:
                seen.add(key)
                found.append({"entity": entry["entity"], "title": entry["title"], "text": entry["text"]})
    return found


def train_articles():
    """Returns [(title, text)] of the retail policy articles."""
    return [(a["title"], a["text"]) for a in lines("abcd/kb_articles.jsonl")]
