"""The tagger of entities. Usage: entities.py corpus|base|ours|folds [options]; entities.sh runs them in order.

corpus: sentences and vocabulary. base: trained on sentences written by us, MultiDoGO and GoEmotions, at an even rate.
ours: the base brought to its end with the same sentences, which is what ships; measured on the Presidio developers' half.
folds: the base trained on with four fifths of the Presidio developers' half, measured on the templates left out: an
experiment that did not help, so that what ships has seen none of its sentences.
"""

import argparse
import collections
import json
import math
import pickle
import random
import sys
import time

import numpy as np
import torch
from transformers import BertConfig, BertForTokenClassification

from entity_examples import examples
from entity_sets import comments, multidogo, presidio, without_names
from entity_tokens import CASE_TYPES, IGNORED, LABELS, TAGS, Reader, spans_of, tags_of
from entity_values import Values
from entity_vocabulary import build
from paths import CACHE, FIGURES, MAX_TOKENS, SEED

FOLDER = CACHE / "entities"
LAYERS, WIDTH, LONGEST = 3, 384, 128


def make_corpus(count, second):
    """The second corpus has more text in which common words stand for themselves."""
    random_ = random.Random(SEED + second)
    made = examples(count, random_)
    if second:
        sets = multidogo(random_, count // 20) + comments(random_, Values(random_), count // 4) + without_names(random_, count // 5)
    else:
        sets = multidogo(random_, count // 11) + comments(random_, Values(random_), count // 11)
        build([text for text, _ in made[:60_000] + sets], FOLDER)
    reader = Reader(FOLDER / "tokenizer.json", LONGEST)
    rows = []
    for part in (made, sets):
        for start in range(0, len(part), 10_000):
            slice_ = part[start : start + 10_000]
            for (text, spans), read in zip(slice_, reader.read([text for text, _ in slice_])):
                rows.append((np.array(read[0], np.int16), np.array(read[1], np.int8), np.array(tags_of(read, spans), np.int8)))
    (FOLDER / ("second.pkl" if second else "rows.pkl")).write_bytes(pickle.dumps(rows))
    print(f"entities: {len(made)} sentences written, {len(sets)} from sets, {sum(len(r[0]) for r in rows) / len(rows):.1f} tokens each")


def first_model(start, trained=None):
    """The first layers of the distilled encoder `start`, its tokens' vectors, and a fresh head; or the `trained` state."""
    vocabulary = json.loads((FOLDER / "tokenizer.json").read_text())["model"]["vocab"]
    known = json.loads((CACHE / "tokenizer.json").read_text())["model"]["vocab"]
    torch.manual_seed(SEED)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=12, intermediate_size=1536, max_position_embeddings=MAX_TOKENS,
        type_vocab_size=CASE_TYPES, hidden_dropout_prob=0.1, attention_probs_dropout_prob=0.0, num_labels=len(TAGS), classifier_dropout=0.1,
        id2label=dict(enumerate(TAGS)), label2id={tag: i for i, tag in enumerate(TAGS)},
    )
    model = BertForTokenClassification(config)
    if trained is not None:
        model.load_state_dict(trained)
        return model.eval()
    saved = torch.load(CACHE / f"{start}.pt")["state"]
    state = {key.removeprefix("body."): value for key, value in saved.items() if key.startswith("body.")}
    with torch.no_grad():
        embeddings = model.bert.embeddings
        words = state["embeddings.word_embeddings.weight"]
        for token, row in vocabulary.items():
            embeddings.word_embeddings.weight[row] = words[known[token]] if token in known else words.mean(0)
        embeddings.position_embeddings.weight.copy_(state["embeddings.position_embeddings.weight"])
        embeddings.token_type_embeddings.weight.mul_(0.2).add_(state["embeddings.token_type_embeddings.weight"][:1])
        embeddings.LayerNorm.load_state_dict({k: state[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        for i, layer in enumerate(model.bert.encoder.layer):
            layer.load_state_dict({k.removeprefix(f"encoder.layer.{i}."): v for k, v in state.items() if k.startswith(f"encoder.layer.{i}.")})
    return model


def batches(rows, tokens, random_):
    """Index lists of like length, about `tokens` tokens each, in random order."""
    lengths = np.array([len(row[0]) for row in rows])
    order = np.argsort(lengths + random_.random(len(rows)) * 2, kind="stable")
    found, start = [], 0
    while start < len(order):
        end, longest = start, 0
        while end < len(order) and max(longest, lengths[order[end]]) * (end + 1 - start) <= max(tokens, lengths[order[end]]):
            longest, end = max(longest, lengths[order[end]]), end + 1
        found.append(order[start:end])
        start = end
    random_.shuffle(found)
    return found


def padded(rows, random_=None, hidden=0.05):
    """Tensors of a batch; in training some tokens of entities are hidden, so that the words around them count."""
    width = max(len(row[0]) for row in rows)
    ids, types = np.zeros((len(rows), width), np.int64), np.zeros((len(rows), width), np.int64)
    tags = np.full((len(rows), width), IGNORED, np.int64)
    for i, (a, b, c) in enumerate(rows):
        ids[i, : len(a)], types[i, : len(b)], tags[i, : len(c)] = a, b, c
    mask = (ids != 0).astype(np.int64)
    if random_ is not None:
        ids[(tags > 0) & (random_.random(ids.shape) < hidden)] = 1
    return tuple(torch.from_numpy(x) for x in (ids, types, mask, tags))


def train(model, rows, steps, rate, tokens, seed, said="", decay=True, save=None):
    """`steps` batches in random order; with decay the rate falls along a cosine, else it stays, so that a later run can go on."""
    random_ = np.random.default_rng(seed)
    torch.manual_seed(seed)
    # The head and the case vectors start from nothing and may move faster.
    fresh = [p for name, p in model.named_parameters() if name.startswith("classifier") or "token_type" in name]
    others = [p for name, p in model.named_parameters() if not (name.startswith("classifier") or "token_type" in name)]
    optimiser = torch.optim.AdamW([{"params": others, "lr": rate}, {"params": fresh, "lr": 4 * rate}], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    warm = steps // 9 + 1 if decay else 60
    fall = (lambda s: max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, s / steps))))) if decay else (lambda s: 1.0)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / warm) * fall(s))
    model.train()
    started, told, step, losses = time.time(), time.time(), 0, []
    while step < steps:
        for chosen in batches(rows, tokens, random_):
            if step == steps:
                break
            ids, types, mask, tags = padded([rows[i] for i in chosen], random_)
            logits = model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step, losses = step + 1, losses[-49:] + [loss.item()]
            if save and step % 50 == 0:
                save(model, step)
            if time.time() - told > 30:
                told = time.time()
                print(f"entities{said}: step {step}/{steps}, loss {np.mean(losses):.4f}, {told - started:.0f} s", file=sys.stderr, flush=True)
    print(f"entities{said}: {step} steps, loss {np.mean(losses):.4f}, {time.time() - started:.0f} s, {time.process_time():.0f} s of processor", flush=True)
    return model.eval()


def guessed(model, reader, texts, cased=True):
    found = []
    with torch.no_grad():
        for start in range(0, len(texts), 32):
            reads = reader.read(texts[start : start + 32])
            rows = [(r[0], r[1] if cased else [0] * len(r[1]), [0] * len(r[0])) for r in reads]
            ids, types, mask, _ = padded(rows)
            logits = model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits.numpy()
            found += [spans_of(read, logits[i]) for i, read in enumerate(reads)]
    return found


def scores(gold, guess):
    """Exact spans: {label: (precision, recall, F2, n)}, `all` over every label and `named` over those that need context."""
    right, said, real = collections.Counter(), collections.Counter(), collections.Counter()
    for a, b in zip(gold, guess):
        for spans, counter in ((set(a) & set(b), right), (b, said), (a, real)):
            for _, _, label in spans:
                for name in (label, "all", *(["named"] if label in LABELS[:8] else [])):
                    counter[name] += 1
    found = {}
    for name in ["all", "named", *LABELS]:
        p, r = right[name] / max(1, said[name]), right[name] / max(1, real[name])
        found[name] = (p, r, 5 * p * r / max(1e-9, 4 * p + r), real[name])
    return found


def tell(title, found):
    print(title)
    for name, (p, r, f, n) in found.items():
        if n:
            print(f"  {name:18} precision {p:.3f} recall {r:.3f} F2 {f:.3f} n={n}")
    sys.stdout.flush()


def encoded(reader, pairs):
    return [(np.array(r[0]), np.array(r[1]), np.array(tags_of(r, spans))) for (_, spans), r in zip(pairs, reader.read([t for t, _ in pairs]))]


def folds_of(sentences, count=5):
    """The templates in five folds of like many sentences, drawn by the seed."""
    templates = sorted({t for t, _, _ in sentences})
    random.Random(SEED).shuffle(templates)
    return [set(templates[i::count]) for i in range(count)]


def lowered(pairs):
    return [(text.lower(), spans) for text, spans in pairs if len(text.lower()) == len(text)]


def tuned(model, reader, pairs, rows, seed, options):
    """Trained on with Presidio sentences, their lower-cased copies for a third, and as many of the base's rows."""
    random_ = random.Random(seed)
    more = pairs + lowered(random_.sample(pairs, len(pairs) // 3))
    ours = encoded(reader, more) + random_.sample(rows, options.rehearsed * len(more))
    return train(model, ours, options.steps, options.rate, options.tokens, seed, " tuned")


def keep(found, name, set_):
    FIGURES.mkdir(parents=True, exist_ok=True)
    figures = [{"set": set_, "metric": f"F2 of exact spans, {'17 types' if k == 'all' else '8 types of names' if k == 'named' else k}", "value": round(v[2], 4), "n": v[3]} for k, v in found.items() if v[3]]
    (FIGURES / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=("corpus", "base", "ours", "folds"))
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--start", default="distilled")
    parser.add_argument("--steps", type=int, default=2_000)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--tokens", type=int, default=1024)
    parser.add_argument("--rehearsed", type=int, default=1)
    parser.add_argument("--name", default="base")
    parser.add_argument("--second", action="store_true", help="the second corpus; base goes on from the first base")
    options = parser.parse_args()
    torch.set_num_threads(1)
    if options.step == "corpus":
        return make_corpus(options.count, options.second)
    rows = pickle.loads((FOLDER / ("second.pkl" if options.second else "rows.pkl")).read_bytes())
    reader = Reader(FOLDER / "tokenizer.json")
    sentences = presidio()
    if options.step == "base":

        def save(model, step):
            torch.save(model.state_dict(), FOLDER / f"{options.name}.pt")

        begun = first_model(None, torch.load(FOLDER / "base.pt")) if options.second else first_model(options.start)
        model = train(begun, rows, options.steps, options.rate, options.tokens, SEED + options.second, " base", decay=False, save=save)
        save(model, options.steps)
        return None

    def base():
        return first_model(None, torch.load(FOLDER / f"{options.name}.pt"))

    if options.step == "ours":
        model = train(base(), rows, options.steps, options.rate, options.tokens, SEED + 1, " ours")
        torch.save(model.state_dict(), FOLDER / "ours.pt")
        found = scores([s for _, _, s in sentences], guessed(model, reader, [t for _, t, _ in sentences]))
        tell("pii_presidio dev, never trained on its sentences", found)
        return keep(found, "entities-generated", "pii_presidio dev (never trained on), PyTorch")

    gold, guess, without = [], [], []
    for number, left_out in enumerate(folds_of(sentences)):
        pairs = [(text, spans) for template, text, spans in sentences if template not in left_out]
        test = [(text, spans) for template, text, spans in sentences if template in left_out]
        model = tuned(base(), reader, pairs, rows, SEED + number, options)
        gold += [spans for _, spans in test]
        guess += guessed(model, reader, [text for text, _ in test])
        without += guessed(model, reader, [text for text, _ in test], cased=False)
    found = scores(gold, guess)
    tell("pii_presidio dev, 5 folds by template", found)
    tell("the same, case and line breaks withheld", {k: v for k, v in scores(gold, without).items() if k in ("all", "named")})
    return keep(found, "entities-folds", "pii_presidio dev, 5 folds by template")


if __name__ == "__main__":
    main()
