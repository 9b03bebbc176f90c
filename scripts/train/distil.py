"""Step 4: train a student on the teacher's vectors. Usage: distil.py static|transformer [--epochs n] [--tasks weight] [--name x] [--start y]

A transformer starts from the teacher's layers, or from the student that --start names.

Loss: 1 - cosine to the projected teacher vector, plus the squared error of the in-batch similarities against the
teacher's own (all 384 dimensions), plus, times --tasks, cross-entropies of linear heads on the sentence vector for
intents (within the set a text comes from) and sentiment. The heads are thrown away.
"""

import argparse
import math
import sys
import time

import numpy as np
import torch
from torch import nn

from examples import Examples, unit
from paths import CACHE, DIMENSIONS, MAX_TOKENS, SEED
from students import Static, Transformer, from_teacher, pooled


def first_table(examples):
    """One vector per vocabulary entry: what the teacher says about that entry alone, weighted down when frequent."""
    from teacher import load_teacher

    vocabulary = examples.tokenizer.get_vocab()
    tokens = [token.removeprefix("##") for token, _ in sorted(vocabulary.items(), key=lambda item: item[1])]
    words = load_teacher().encode(tokens, batch_size=512, normalize_embeddings=True, show_progress_bar=False)
    counts = np.bincount(np.concatenate(examples.ids), minlength=examples.vocabulary_size)
    weight = 1e-3 / (1e-3 + counts / counts.sum())
    table = unit(words.astype(np.float32) @ examples.projection) * weight[:, None]
    table[:5] = 0
    return table.astype(np.float32)


class Heads(nn.Module):
    def __init__(self, examples, width):
        super().__init__()
        self.intents, self.sentiments = nn.Linear(width, len(examples.labels)), nn.Linear(width, 3)
        self.label_set = examples.label_set
        # Rare sentiments count more, or every comment is neutral.
        counts = np.bincount(examples.sentiment[examples.sentiment >= 0], minlength=3)
        self.sentiment_weight = torch.tensor((counts.mean() / counts) ** 0.5, dtype=torch.float32)

    def loss(self, vectors, intent, sentiment):
        total = vectors.sum() * 0
        has = intent >= 0
        if has.any():
            other = self.label_set[None, :] != self.label_set[intent[has]][:, None]
            logits = self.intents(vectors[has] * 16).masked_fill(other, -1e4)
            total = total + nn.functional.cross_entropy(logits, intent[has]) * has.float().mean()
        has = sentiment >= 0
        if has.any():
            loss = nn.functional.cross_entropy(self.sentiments(vectors[has] * 16), sentiment[has], weight=self.sentiment_weight)
            total = total + loss * has.float().mean()
        return total


def first_transformer(examples, layers):
    """A student that starts from the teacher's layers and, for its added words, from the mean of the pieces they were."""
    from teacher import load_teacher

    module = load_teacher()
    teacher, pieces = module[0].auto_model, module.tokenizer
    known = pieces.get_vocab()
    tokens = [token for token, _ in sorted(examples.tokenizer.get_vocab().items(), key=lambda item: item[1])]

    def split(token):
        return [known[token]] if token in known else pieces.convert_tokens_to_ids(pieces.tokenize(token))

    student = Transformer(len(tokens), layers, DIMENSIONS, MAX_TOKENS)
    from_teacher(student, teacher, tokens, split, examples.projection)
    return student


def train(student, examples, epochs, stop, batch, rate, table_rate, tasks, seed, save):
    random_ = np.random.default_rng(seed)
    torch.manual_seed(seed)
    heads = Heads(examples, examples.targets.shape[1])
    table = student.table.weight if student.kind == "static" else student.body.embeddings.word_embeddings.weight
    inner = [p for p in student.parameters() if p is not table]
    groups = [{"params": [table], "lr": table_rate}, {"params": list(heads.parameters()), "lr": 2e-3}]
    groups += [{"params": inner, "lr": rate}] if inner else []
    optimiser = torch.optim.Adam(groups, betas=(0.9, 0.98), fused=True)
    student.train()
    total = len(examples.batches(batch, np.random.default_rng(seed))) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 200) * 0.5 * (1 + math.cos(math.pi * min(1, s / total))))
    started = time.time()
    for epoch in range(stop or epochs):
        sums, count, said = np.zeros(3), 0, started
        for rows in examples.batches(batch, random_):
            ids, mask = examples.tensors(rows, random_)
            vectors = pooled(student(ids, mask), mask)
            near = 1 - (vectors * torch.from_numpy(examples.targets[rows])).sum(1).mean()
            teacher = torch.from_numpy(examples.teacher[rows])
            alike = (vectors @ vectors.T - teacher @ teacher.T).square().mean()
            named = heads.loss(vectors, torch.from_numpy(examples.intent[rows]), torch.from_numpy(examples.sentiment[rows])) if tasks else near * 0
            optimiser.zero_grad(set_to_none=True)
            (near + 4 * alike + tasks * named).backward()
            if inner:
                nn.utils.clip_grad_norm_(inner, 1.0)
            optimiser.step()
            schedule.step()
            sums, count = sums + [near.item(), alike.item(), named.item()], count + 1
            if time.time() - said > 60:
                said = time.time()
                print(f"{student.kind}: epoch {epoch + 1}, step {count}, 1-cosine now {near.item():.4f}, {said - started:.0f} s", file=sys.stderr, flush=True)
        save()
        print(f"{student.kind}: epoch {epoch + 1}/{epochs}, 1-cosine {sums[0] / count:.4f}, similarity error {sums[1] / count:.5f}, tasks {sums[2] / count:.3f}, {time.time() - started:.0f} s", flush=True)
    return student


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("static", "transformer"))
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--stop", type=int, help="end after this many epochs of the schedule")
    parser.add_argument("--tasks", type=float, default=0.0)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=192)
    parser.add_argument("--share", type=float, default=1.0, help="share of the texts, drawn anew, that an epoch sees")
    parser.add_argument("--longest", type=int, default=MAX_TOKENS, help="leave out texts of more tokens")
    parser.add_argument("--labelled", action="store_true", help="only texts that have a label")
    parser.add_argument("--without", nargs="*", default=[], help="sets whose labels are not used, for a figure on labels never seen")
    parser.add_argument("--start", help="go on from this student instead of the teacher's layers")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--name")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    examples = Examples(options.share, options.longest, options.without, options.labelled)
    transformer = options.kind == "transformer"
    if transformer:
        student = first_transformer(examples, options.layers)
        if options.start:
            student.load_state_dict(torch.load(CACHE / f"{options.start}.pt")["state"])
        for part in student.modules():
            if isinstance(part, torch.nn.Dropout):
                part.p = options.dropout
    else:
        student = Static(first_table(examples))
    shape = {"layers": options.layers} if transformer else {}

    def save():
        kept = {"kind": options.kind, "shape": shape, "state": student.state_dict(), "projection": torch.from_numpy(examples.projection)}
        torch.save(kept, CACHE / f"{options.name or options.kind}.pt")

    if transformer:
        train(student, examples, options.epochs or 2, options.stop, options.batch, options.rate, options.rate, options.tasks, SEED, save)
    else:
        train(student, examples, options.epochs or 12, options.stop, 1024, options.rate, 3e-3, options.tasks, SEED, save)


if __name__ == "__main__":
    main()
