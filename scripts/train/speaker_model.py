"""The speaker model: convolutions over time, mean and spread over all frames, 128 numbers of unit length."""

import torch
from speaker_features import BANDS
from torch import nn
from torch.nn import functional as f

DIMENSIONS = 128
WIDTH = 128


class Block(nn.Module):
    def __init__(self, dilation):
        super().__init__()
        self.convolution = nn.Conv1d(WIDTH, WIDTH, 3, dilation=dilation, padding=dilation)
        self.norm = nn.BatchNorm1d(WIDTH)

    def forward(self, x):
        return x + f.relu(self.norm(self.convolution(x)))


class Speaker(nn.Module):
    """(batch, frames, BANDS) -> (batch, DIMENSIONS). Any number of frames from 16 on."""

    def __init__(self):
        super().__init__()
        self.first = nn.Sequential(nn.Conv1d(BANDS, WIDTH, 5, stride=2, padding=2), nn.ReLU(), nn.BatchNorm1d(WIDTH))
        self.blocks = nn.Sequential(Block(1), Block(2), Block(3))
        self.wide = nn.Sequential(nn.Conv1d(WIDTH, 2 * WIDTH, 1), nn.ReLU(), nn.BatchNorm1d(2 * WIDTH))
        self.last = nn.Sequential(nn.Dropout(0.1), nn.Linear(4 * WIDTH, DIMENSIONS), nn.BatchNorm1d(DIMENSIONS))

    def forward(self, x):
        x = self.wide(self.blocks(self.first(x.transpose(1, 2))))
        mean = x.mean(2)
        spread = ((x - mean.unsqueeze(2)) ** 2).mean(2).clamp_min(1e-5).sqrt()
        out = self.last(torch.cat([mean, spread], 1))
        return out / (out**2).sum(1, keepdim=True).clamp_min(1e-12).sqrt()


class AdditiveMargin(nn.Module):
    """AM-softmax (Wang et al. 2018): the own class must win by a margin of the cosine."""

    def __init__(self, classes, scale=30.0):
        super().__init__()
        self.weights = nn.Parameter(torch.randn(classes, DIMENSIONS) * 0.1)
        self.scale = scale

    def forward(self, embeddings, labels, margin):
        cosines = embeddings @ f.normalize(self.weights).T
        own = f.one_hot(labels, cosines.shape[1]) * margin
        return f.cross_entropy(self.scale * (cosines - own), labels)
