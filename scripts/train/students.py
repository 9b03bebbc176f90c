"""The two students. Both turn token ids [n, t] and a mask [n, t] into token states [n, t, d]; pooling is the mean.

Static: a table look-up. Transformer: the same table under a few pre-norm layers whose attention is biased by
distance (ALiBi with separate slopes to the left and right), so there is no position table and no length limit.
"""

import torch
from torch import nn


class Static(nn.Module):
    kind = "static"

    def __init__(self, table):
        super().__init__()
        self.table = nn.Embedding.from_pretrained(torch.as_tensor(table), freeze=False, padding_idx=0)

    def forward(self, ids, mask):
        return self.table(ids)


def distance_bias(length, slopes):
    """slopes [heads, 2] (to the left, to the right) -> additive bias [heads, length, length]."""
    place = torch.arange(length, dtype=torch.float32)
    offset = place[None, :] - place[:, None]
    return -(slopes[:, 0, None, None] * (-offset).clamp(min=0) + slopes[:, 1, None, None] * offset.clamp(min=0))


def head_slopes(heads):
    """Half of the heads look mostly left, half mostly right; the last two look everywhere."""
    steep = [2.0 ** -(1 + i // 2 * 1.5) for i in range(heads)]
    pairs = [(s, s * 4) if i % 2 == 0 else (s * 4, s) for i, s in enumerate(steep)]
    pairs[-1] = (0.0, 0.0)
    return torch.tensor(pairs)


class Layer(nn.Module):
    def __init__(self, width, inner, heads):
        super().__init__()
        self.heads = heads
        self.before_attention, self.before_inner = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, states, bias):
        n, t, d = states.shape
        q, k, v = self.qkv(self.before_attention(states)).view(n, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        states = states + self.out(mixed.transpose(1, 2).reshape(n, t, d))
        return states + self.down(nn.functional.gelu(self.up(self.before_inner(states))))


class Transformer(nn.Module):
    kind = "transformer"

    def __init__(self, table, layers=3, inner=768, heads=4):
        super().__init__()
        width = table.shape[1]
        self.table = nn.Embedding.from_pretrained(torch.as_tensor(table), freeze=False, padding_idx=0)
        self.layers = nn.ModuleList(Layer(width, inner, heads) for _ in range(layers))
        self.register_buffer("slopes", head_slopes(heads))
        for layer in self.layers:
            # A new layer starts as the identity, so training begins from the static student.
            nn.init.zeros_(layer.out.weight), nn.init.zeros_(layer.out.bias)
            nn.init.zeros_(layer.down.weight), nn.init.zeros_(layer.down.bias)

    def forward(self, ids, mask):
        bias = distance_bias(ids.shape[1], self.slopes)[None].masked_fill(mask[:, None, None, :] == 0, -1e4)
        states = self.table(ids)
        for layer in self.layers:
            states = layer(states, bias)
        return states


def pooled(states, mask):
    """Mean over the unmasked tokens, then unit length: [n, d]."""
    weight = mask[:, :, None].to(states.dtype)
    return nn.functional.normalize((states * weight).sum(1) / weight.sum(1).clamp(min=1), dim=-1)
