"""The two students. Both turn token ids [n, t] and a mask [n, t] into token states [n, t, d]; pooling is the mean.

Static: a table look-up. Transformer: four BERT layers that start from four of the teacher's six.
"""

import torch
from torch import nn
from transformers import BertConfig, BertModel


class Static(nn.Module):
    kind = "static"

    def __init__(self, table):
        super().__init__()
        self.table = nn.Embedding.from_pretrained(torch.as_tensor(table), freeze=False, padding_idx=0)

    def forward(self, ids, mask):
        return self.table(ids)


# Which of the teacher's six layers a student of four starts from.
FROM_TEACHER = (0, 1, 3, 5)


class Transformer(nn.Module):
    """BERT layers (post-norm, learned positions) of the teacher's width, then a projection to the shipped dimensions.

    A linear projection of token states commutes with the mean over tokens, so that pooling stays outside.
    """

    kind = "transformer"

    def __init__(self, vocabulary, layers, dimensions, positions):
        super().__init__()
        config = BertConfig(
            vocab_size=vocabulary, hidden_size=384, num_hidden_layers=layers, num_attention_heads=12, intermediate_size=1536,
            max_position_embeddings=positions, type_vocab_size=1, hidden_dropout_prob=0.1, attention_probs_dropout_prob=0.0,
        )
        self.body = BertModel(config, add_pooling_layer=False)
        self.project = nn.Linear(384, dimensions, bias=False)

    def forward(self, ids, mask):
        return self.project(self.body(input_ids=ids, attention_mask=mask).last_hidden_state)


def from_teacher(student, teacher, tokens, split, projection):
    """Starts a student from a teacher's layers (as DistilBERT did, Sanh et al. 2019): every weight is trained on from there.

    tokens: the student's vocabulary in order; split(token) -> the teacher's token ids for it; projection [384, d].
    """
    source, body = teacher.state_dict(), student.body
    with torch.no_grad():
        words = source["embeddings.word_embeddings.weight"]
        for row, token in enumerate(tokens):
            body.embeddings.word_embeddings.weight[row] = words[split(token)].mean(0)
        positions = body.embeddings.position_embeddings.weight
        positions.copy_(source["embeddings.position_embeddings.weight"][: len(positions)])
        body.embeddings.token_type_embeddings.weight.copy_(source["embeddings.token_type_embeddings.weight"][:1])
        body.embeddings.LayerNorm.load_state_dict({k: source[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        for layer, old in zip(body.encoder.layer, FROM_TEACHER if len(body.encoder.layer) == 4 else range(6)):
            layer.load_state_dict({k.removeprefix(f"encoder.layer.{old}."): v for k, v in source.items() if k.startswith(f"encoder.layer.{old}.")})
        student.project.weight.copy_(torch.as_tensor(projection.T))


def pooled(states, mask):
    """Mean over the unmasked tokens, then unit length: [n, d]."""
    weight = mask[:, :, None].to(states.dtype)
    return nn.functional.normalize((states * weight).sum(1) / weight.sum(1).clamp(min=1), dim=-1)
