"""The sentiment classifier: three BERT layers of 384, the mean over the tokens, two linear heads, and its vocabulary.

One head learns from comments between strangers, one from customer care. What ships is one head: `blend` of the two.
"""

import collections
import json

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from paths import CACHE, SEED
from students import Transformer
from vocabulary import SPECIAL, tokenizer_of

LAYERS = (0, 1, 3)
POSITIONS = 128
ENTRIES = 13_000


def start(name):
    """(state of a Transformer student, its vocabulary in order): a trained one, or the teacher's layers as they are."""
    tokenizer = Tokenizer.from_file(str(CACHE / "tokenizer.json"))
    tokens = [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    if name != "teacher":
        return torch.load(CACHE / f"{name}.pt")["state"], tokens
    from distil import first_transformer
    from types import SimpleNamespace

    examples = SimpleNamespace(tokenizer=tokenizer, projection=np.eye(384, 256, dtype=np.float32))
    return first_transformer(examples, 4).state_dict(), tokens


def smaller_vocabulary(tokens, texts, entries=ENTRIES):
    """The entries that the texts use, all single letters, and the rest by their place (frequent words stand first)."""
    whole = tokenizer_of(tokens)
    counts = collections.Counter(token for encoding in whole.encode_batch(texts) for token in encoding.tokens)
    always = [t for t in tokens if len(t.removeprefix("##")) == 1 and t not in SPECIAL]
    used = [t for t, _ in counts.most_common() if counts[t] > 1]
    return list(dict.fromkeys(SPECIAL + always + used + tokens[len(SPECIAL) :]))[:entries]


class Classifier(nn.Module):
    def __init__(self, state, tokens, kept, layers=LAYERS):
        super().__init__()
        self.layers = len(layers)
        student = Transformer(len(kept), len(layers), 256, POSITIONS)
        self.body = student.body
        place = {token: i for i, token in enumerate(tokens)}
        own = {}
        for key, value in state.items():
            key = key.removeprefix("body.")
            if key == "embeddings.word_embeddings.weight":
                value = value[[place[token] for token in kept]]
            if key == "embeddings.position_embeddings.weight":
                value = value[:POSITIONS]
            if key.startswith("encoder.layer."):
                old = int(key.split(".")[2])
                if old not in layers:
                    continue
                key = key.replace(f"layer.{old}.", f"layer.{layers.index(old)}.")
            own[key] = value
        own = {key: value for key, value in own.items() if key in self.body.state_dict()}
        self.body.load_state_dict(own, strict=False)
        for part in self.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.1
        torch.manual_seed(SEED)
        self.heads = nn.ModuleDict({"comments": nn.Linear(384, 3), "care": nn.Linear(384, 3)})

    def pooled(self, ids, mask):
        states = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask[:, :, None].to(states.dtype)
        return (states * weight).sum(1) / weight.sum(1)

    def forward(self, ids, mask):
        vectors = self.pooled(ids, mask)
        return {name: head(vectors) for name, head in self.heads.items()}


def padded(rows):
    ids = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = row
    ids = torch.from_numpy(ids)
    return ids, (ids != 0).long()


def logits_of(model, tokenizer, texts, size=64):
    """{'comments' | 'care': logits [n, 3]} of plain texts."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    order = np.argsort([len(row) for row in ids], kind="stable")
    found = {name: np.zeros((len(texts), 3), np.float32) for name in model.heads}
    model.eval()
    with torch.inference_mode():
        for begin in range(0, len(order), size):
            part = order[begin : begin + size]
            for name, logits in model(*padded([ids[i] for i in part])).items():
                found[name][part] = logits.float().numpy()
    model.train()
    return found


def truncated(tokenizer):
    tokenizer.enable_truncation(POSITIONS)
    return tokenizer


def save(model, kept, name, extra):
    torch.save({"state": model.state_dict(), "tokens": kept, "layers": model.layers, **extra}, CACHE / f"{name}.pt")
