"""The tagger's vocabulary: the tokens of the encoder's that the entity texts use most, and letters that stay when accents go."""

import collections
import json

import numpy as np
from tokenizers import Tokenizer

from paths import CACHE, MAX_TOKENS
from teacher import corpus_texts
from vocabulary import SPECIAL, TOKENIZER_CONFIG, tokenizer_of

SIZE = 13_000
EXTRA_LETTERS = "łøæßþðđıəœħŋ" + "αβγδεζηθικλμνξοπρςστυφχψω" + "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def build(texts, folder):
    """Writes tokenizer.json; returns the number of each kept token in the encoder's vocabulary, -1 for a new letter."""
    source = Tokenizer.from_file(str(CACHE / "tokenizer.json"))
    vocabulary = source.get_vocab()
    counts = collections.Counter()
    # The corpus of the encoder stands for the words of calls that no pattern has.
    for part in (texts, corpus_texts()[::4]):
        for start in range(0, len(part), 10_000):
            for encoding in source.encode_batch(part[start : start + 10_000]):
                counts.update(encoding.ids)
    single = [token for token in vocabulary if len(token.removeprefix("##")) == 1]
    kept = set(SPECIAL) | set(single)
    by_use = sorted(vocabulary, key=lambda token: (-counts[vocabulary[token]], token))
    letters = [mark + letter for letter in EXTRA_LETTERS for mark in ("", "##") if mark + letter not in vocabulary]
    for token in by_use:
        if len(kept) + len(letters) >= SIZE:
            break
        kept.add(token)
    tokens = SPECIAL + sorted(kept - set(SPECIAL), key=lambda token: vocabulary[token]) + letters
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer_of(tokens).save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({**TOKENIZER_CONFIG, "model_max_length": MAX_TOKENS}, indent=2) + "\n")
    return tokens, np.array([vocabulary.get(token, -1) for token in tokens])
