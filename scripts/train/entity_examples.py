"""Generated sentences and their entities: [(text, [(start, end, label)])]. Spoken and noisy variants included."""

import re

from entity_sentences import PARTS
from entity_values import Values

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
# Parts of text that never change under noise: they are patterns.
SPOKEN_MARKS = re.compile(r"[,.;:!?\"()]")


def patterns():
    return {name: [line.replace("\\n", "\n") for line in text.strip().split("\n")] for name, text, _ in PARTS}


def filled(pattern, values, random):
    while CHOICE.search(pattern):
        pattern = CHOICE.sub(lambda m: random.choice(m[1].split("|")), pattern)
    pattern = re.sub(r" +([,.?!])", r"\1", re.sub(r"(?<=\S) {2,}(?=[^\s])", " ", pattern)) if "   " not in pattern else pattern
    pattern = pattern.lstrip(" ,").rstrip(" ")
    segments, at = [], 0
    for match in SLOT.finditer(pattern):
        segments += [(pattern[at : match.start()], None), *getattr(values, match[1])()]
        at = match.end()
    segments.append((pattern[at:], None))
    return segments


def mistyped(word, random):
    at = random.randrange(len(word) - 1)
    kind = random.random()
    if kind < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind < 0.7 else word[:at] + word[at] + word[at:]


def spoken(segments):
    """What a recogniser writes: no capitals, no marks outside patterns."""
    found = []
    for text, label in segments:
        if label not in ("EMAIL_ADDRESS", "PHONE_NUMBER", "IBAN_CODE", "DOMAIN_NAME", "IP_ADDRESS", "CREDIT_CARD", "US_SSN", "DATE_TIME", "ZIP_CODE"):
            text = SPOKEN_MARKS.sub("", text)
        found.append((re.sub(r"\s+", " ", text).lower(), label))
    return found


def noisy(segments, random, part):
    shape = random.random()
    if part == "spoken":
        return spoken(segments) if shape < 0.85 else segments
    if shape < 0.13:
        return spoken(segments)
    if shape < 0.30:
        return [(text.lower(), label) for text, label in segments]
    if shape < 0.33:
        return [(text.upper(), label) for text, label in segments]
    if shape < 0.38:
        # Hurried chat: words of the sentence mistyped, names left as they are.
        return [(re.sub(r"[a-z]{4,}", lambda m: mistyped(m[0], random) if random.random() < 0.15 else m[0], text) if label is None else text, label) for text, label in segments]
    if shape < 0.42:
        # Only the names lower-cased, as in quick typing.
        return [(text.lower() if label in ("PERSON", "GPE", "STREET_ADDRESS", "ORGANIZATION", "NRP") else text, label) for text, label in segments]
    return segments


def joined(segments):
    text, spans = "", []
    for piece, label in segments:
        if label is None:
            text += piece
            continue
        core = piece.strip()
        start = len(text) + piece.index(core) if core else len(text)
        if core:
            spans.append((start, start + len(core), label))
        text += piece
    return text, spans


def example(values, random, patterns_, names, weights):
    part = random.choices(names, weights)[0]
    values.begin()
    segments = filled(random.choice(patterns_[part]), values, random)
    while random.random() < 0.15 and part in ("care", "prose", "plain"):
        # A second sentence, so that entities also follow something.
        other = random.choice(("care", "prose", "plain"))
        segments += [(random.choice([" ", " ", "\n"]), None), *filled(random.choice(patterns_[other]), values, random)]
    return joined(noisy(segments, random, part))


def examples(count, random):
    values, patterns_ = Values(random), patterns()
    names, weights = [name for name, _, _ in PARTS], [weight for _, _, weight in PARTS]
    found = []
    while len(found) < count:
        text, spans = example(values, random, patterns_, names, weights)
        if text.strip():
            found.append((text, spans))
    return found
