"""Trains the sentiment classifier. Usage: sentiment_train.py [--start distilled|teacher] [--name x] [--epochs n]; writes <name>.pt into the cache.

The word table and the first layer stay as the student has them: what is written by us has few words, and the rest must
not drift from them. (It is cheaper, too.)
"""

import argparse
import math
import random
import sys
import time

import numpy as np
import torch
from torch import nn

from paths import SEED
from sentiment_data import SENTIMENTS, parts
from sentiment_model import Classifier, padded, save, smaller_vocabulary, start, truncated
from sentiment_text import plain
from vocabulary import tokenizer_of

# Texts per epoch, drawn anew; and what one text of a source counts.
DRAWN = {"comments": 6_000, "written": 11_000, "weak": 2_000}
WEIGHT = {"comments": 1.0, "written": 1.0, "weak": 0.3}
# A draw of the weak labels has no more than this share of neutral.
NEUTRAL_SHARE = 0.5


def drawn(found, random_, shares):
    rows = []
    for name, (train, _) in found.items():
        pool = list(train)
        random_.shuffle(pool)
        if name == "weak":
            neutral = [r for r in pool if r[1] == "neutral"]
            other = [r for r in pool if r[1] != "neutral"]
            pool = other + neutral[: int(len(other) * NEUTRAL_SHARE / (1 - NEUTRAL_SHARE))]
            random_.shuffle(pool)
        rows += [(text, SENTIMENTS.index(label), name) for text, label in pool[: int(shares[name])]]
    return rows


def batches(rows, lengths, size, random_):
    order = sorted(range(len(rows)), key=lambda i: lengths[i] + random_.random() * 3)
    found = [order[begin : begin + size] for begin in range(0, len(order), size)]
    random_.shuffle(found)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--start", default="transformer")
    parser.add_argument("--name", default="sentiment")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--longest", type=int, default=48)
    parser.add_argument("--layers", type=int, nargs="*", default=[0, 1, 3])
    parser.add_argument("--frozen", type=int, default=1, help="layers, from the first, that stay as the student has them")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    random_ = random.Random(SEED)
    found = parts()
    state, tokens = start(options.start)
    texts = [plain(text) for train, _ in found.values() for text, _ in train]
    kept = smaller_vocabulary(tokens, texts)
    tokenizer = truncated(tokenizer_of(kept))
    torch.manual_seed(SEED)
    model = Classifier(state, tokens, kept, tuple(options.layers))
    for part in [model.body.embeddings, *model.body.encoder.layer[: options.frozen]]:
        part.requires_grad_(False)
    groups = [{"params": [p for p in model.body.parameters() if p.requires_grad], "lr": options.rate}, {"params": model.heads.parameters(), "lr": 1e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    counts = np.bincount([SENTIMENTS.index(label) for _, label in found["comments"][0]], minlength=3)
    weights = torch.tensor((counts.mean() / counts) ** 0.5, dtype=torch.float32)
    shares = {name: count * options.share for name, count in DRAWN.items()}
    total = math.ceil(sum(min(shares[n], len(found[n][0])) for n in shares) / options.batch) * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 60) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, s / total)))))
    started = said = time.time()
    step = 0
    for epoch in range(options.epochs):
        rows = drawn(found, random_, shares)
        ids = [e.ids[: options.longest] for e in tokenizer.encode_batch([plain(text) for text, _, _ in rows])]
        model.train()
        seen, right = {name: 0 for name in found}, {name: 0 for name in found}
        for batch in batches(rows, [len(row) for row in ids], options.batch, random_):
            out = model(*padded([ids[i] for i in batch]))
            labels = torch.tensor([rows[i][1] for i in batch])
            loss = 0
            for name in found:
                of = torch.tensor([rows[i][2] == name for i in batch])
                if of.any():
                    logits = out["comments" if name == "comments" else "care"][of]
                    each = nn.functional.cross_entropy(logits, labels[of], weight=weights if name == "comments" else None, label_smoothing=0.05, reduction="sum")
                    loss = loss + WEIGHT[name] * each / len(batch)
                    seen[name] += int(of.sum())
                    right[name] += int((logits.argmax(1) == labels[of]).sum())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if time.time() - said > 30:
                said = time.time()
                print(f"step {step}/{total}, {({n: round(right[n] / max(1, seen[n]), 3) for n in seen})}, {said - started:.0f} s", file=sys.stderr, flush=True)
        save(model, kept, options.name, {"start": options.start})
        print(f"sentiment: epoch {epoch + 1}/{options.epochs}, accuracy while training {({n: round(right[n] / max(1, seen[n]), 3) for n in seen})}, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
