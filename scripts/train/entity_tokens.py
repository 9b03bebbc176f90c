"""Text to tokens with their case, entities to tags and back. The card of earshot-entities says the same for the runtime."""

import numpy as np
from tokenizers import Tokenizer

LABELS = (
    "PERSON STREET_ADDRESS GPE ORGANIZATION NRP TITLE DATE_TIME AGE ZIP_CODE PHONE_NUMBER EMAIL_ADDRESS CREDIT_CARD IBAN_CODE IP_ADDRESS DOMAIN_NAME US_SSN US_DRIVER_LICENSE"
).split()
TAGS = ["O"] + [f"{mark}-{label}" for label in LABELS for mark in "BI"]
NUMBER = {tag: i for i, tag in enumerate(TAGS)}
UNKNOWN, LOWER, CAPITALISED, UPPER, MIXED = range(5)
AFTER_BREAK = 5
CASE_TYPES = 10
IGNORED = -100


def case_of(word):
    """Of a word as the tokenizer cuts it: LOWER also when it has no letter that has case."""
    letters = [c for c in word if c.lower() != c.upper()]
    if not letters or all(c == c.lower() for c in letters):
        return LOWER
    if all(c == c.upper() for c in letters):
        return UPPER if len(letters) > 1 else CAPITALISED
    return CAPITALISED if letters[0] != letters[0].lower() and all(c == c.lower() for c in letters[1:]) else MIXED


def has_capital(text):
    return any(c != c.lower() for c in text)


class Reader:
    def __init__(self, path, longest=256):
        self.tokenizer, self.longest = Tokenizer.from_file(str(path)), longest

    def read(self, texts):
        """[(ids, types, offsets, words)]: words[i] is the number of the word a token is of, None for [CLS] and [SEP]."""
        found = []
        for text, encoding in zip(texts, self.tokenizer.encode_batch(texts)):
            ids, offsets, words = encoding.ids[: self.longest], encoding.offsets[: self.longest], encoding.word_ids[: self.longest]
            cased, types, cases, end, line = has_capital(text), [], {}, 0, 0
            spans = {}
            for (start, stop), word in zip(offsets, words):
                if word is not None:
                    spans[word] = (min(start, spans.get(word, (start, stop))[0]), max(stop, spans.get(word, (start, stop))[1]))
            last, breaks = 0, {}
            for word in sorted(spans):
                breaks[word] = AFTER_BREAK if "\n" in text[last : spans[word][0]] else 0
                cases[word] = (case_of(text[spans[word][0] : spans[word][1]]) if cased else UNKNOWN) + breaks[word]
                last = spans[word][1]
            types = [UNKNOWN if word is None else cases[word] for word in words]
            found.append((ids, types, offsets, words))
        return found


def tags_of(read, spans):
    """One tag number per token; IGNORED for [CLS] and [SEP] and for spans whose label is None."""
    _, _, offsets, words = read
    tags = [IGNORED if word is None else 0 for word in words]
    for start, end, label in spans:
        first = None
        for i, (a, b) in enumerate(offsets):
            if words[i] is None or b <= start or a >= end:
                continue
            if label is None:
                tags[i] = IGNORED
                continue
            first = words[i] if first is None else first
            begins = words[i] == first and (i == 0 or words[i - 1] != first)
            tags[i] = NUMBER[("B-" if begins else "I-") + label]
    return tags


# What may come before a tag: anything before O and B-, only B- or I- of its own label before I-.
FORBIDDEN = np.array([[tag[0] == "I" and before[2:] != tag[2:] for tag in TAGS] for before in TAGS])
NEVER = -1e9


def best_path(scores):
    """The likeliest tags of the words, given log-probabilities [words, tags]; nothing goes on that did not begin."""
    step = np.where(FORBIDDEN, NEVER, 0.0)
    total = scores[0] + np.array([NEVER if tag[0] == "I" else 0.0 for tag in TAGS])
    came = []
    for row in scores[1:]:
        ways = total[:, None] + step
        came.append(ways.argmax(0))
        total = ways.max(0) + row
    path = [int(total.argmax())]
    for row in reversed(came):
        path.append(int(row[path[-1]]))
    return path[::-1]


def spans_of(read, logits):
    """[(start, end, label)] from logits [tokens, tags]: a word has the tag of its first token, as in electron/core/inference/bio.ts."""
    _, _, offsets, words = read
    firsts = [i for i, word in enumerate(words) if word is not None and (i == 0 or words[i - 1] != word)]
    if not firsts:
        return []
    rows = logits[firsts].astype(np.float64)
    path = best_path(rows - rows.max(1, keepdims=True) - np.log(np.exp(rows - rows.max(1, keepdims=True)).sum(1, keepdims=True)))
    ends = {word: offsets[i][1] for i, word in enumerate(words) if word is not None}
    found = []
    for i, tag in zip(firsts, path):
        name, end = TAGS[tag], ends[words[i]]
        if name[0] == "B":
            found.append((offsets[i][0], end, name[2:]))
        elif name[0] == "I":
            found[-1] = (found[-1][0], end, name[2:])
    return found
