"""The training examples as arrays: token ids, teacher targets and, where a text has them, its labels."""

import numpy as np
import torch
from tokenizers import Tokenizer

from paths import CACHE, DIMENSIONS, MAX_TOKENS
from sources import train_labelled, train_sentiment
from teacher import corpus_texts

SENTIMENTS = ("negative", "neutral", "positive")


def projection(vectors, dimensions=DIMENSIONS):
    """The main directions of the teacher's vectors, not centred, so that cosines survive: [384, dimensions]."""
    values, directions = np.linalg.eigh(vectors.T @ vectors)
    return directions[:, np.argsort(values)[::-1][:dimensions]].astype(np.float32)


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class Examples:
    def __init__(self, share=1.0, longest=MAX_TOKENS, without=(), labelled=False):
        self.share, self.longest, self.without, self.labelled = share, longest, set(without), labelled
        texts = corpus_texts()
        self.teacher = np.load(CACHE / "vectors.npy").astype(np.float32)
        self.projection = projection(self.teacher)
        self.targets = unit(self.teacher @ self.projection)
        self.tokenizer = Tokenizer.from_file(str(CACHE / "tokenizer.json"))
        self.ids = [np.array(e.ids[:MAX_TOKENS], dtype=np.int64) for e in self.tokenizer.encode_batch(texts)]
        self.lengths = np.array([len(ids) for ids in self.ids])
        vocabulary = self.tokenizer.get_vocab()
        self.vocabulary_size = len(vocabulary)
        self.is_mark = np.zeros(len(vocabulary), dtype=bool)
        for token, index in vocabulary.items():
            self.is_mark[index] = len(token) == 1 and not token.isalnum()
        self.label_texts(texts)

    def label_texts(self, texts):
        """intent[i] is -1 or an index into labels; the softmax of a text runs over the labels of its own set."""
        index = {text: i for i, text in enumerate(texts)}
        labelled = [(name, index.get(text), intent) for name, text, intent in train_labelled() if name not in self.without]
        self.labels = sorted({(name, intent) for name, i, intent in labelled if i is not None})
        number = {label: i for i, label in enumerate(self.labels)}
        sets = sorted({name for name, _ in self.labels})
        self.label_set = torch.tensor([sets.index(name) for name, _ in self.labels])
        self.intent = np.full(len(texts), -1)
        for name, i, intent in labelled:
            if i is not None:
                self.intent[i] = number[(name, intent)]
        self.sentiment = np.full(len(texts), -1)
        for text, label in train_sentiment():
            if text in index:
                self.sentiment[index[text]] = SENTIMENTS.index(label)

    def batches(self, size, random_):
        """Index arrays of `size` rows and like length, in random order; long rows go in smaller batches."""
        drawn = random_.random(len(self.lengths)) < self.share if self.share < 1 else True
        kept = (self.lengths <= self.longest) & drawn
        if self.labelled:
            kept &= (self.intent >= 0) | (self.sentiment >= 0)
        pool = np.nonzero(kept)[0]
        jitter = self.lengths[pool] + random_.random(len(pool)) * 3
        order, found, start = pool[np.argsort(jitter, kind="stable")], [], 0
        while start < len(order):
            room = max(32, min(size, 24_576 // max(1, int(self.lengths[order[min(start + size, len(order)) - 1]]))))
            found.append(order[start : start + room])
            start += room
        random_.shuffle(found)
        return found

    def tensors(self, rows, random_, unmarked=0.25):
        """Padded ids and mask; a quarter of the texts loses its punctuation, as recognised speech does, but keeps its target."""
        ids = [self.ids[i] for i in rows]
        for place in np.nonzero(random_.random(len(ids)) < unmarked)[0]:
            bare = ids[place][~self.is_mark[ids[place]]]
            ids[place] = bare if len(bare) > 2 else ids[place]
        padded = np.zeros((len(ids), max(len(row) for row in ids)), dtype=np.int64)
        for place, row in enumerate(ids):
            padded[place, : len(row)] = row
        padded = torch.from_numpy(padded)
        return padded, (padded != 0).long()
