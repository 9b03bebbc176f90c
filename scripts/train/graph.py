"""A student as an ONNX graph with 8-bit weights: input_ids, attention_mask -> last_hidden_state.

The table is one signed byte per value with a scale per row. Matrices are signed 7-bit values with a scale per
column (7 bits, because older processors without VNNI overflow on 8), multiplied with activations that are
quantised as they come.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def rows_to_bytes(matrix, top):
    scale = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-8) / top
    return np.clip(np.round(matrix / scale), -top, top).astype(np.int8), scale.astype(np.float32)


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def constant(self, value, name=None):
        name = name or f"c{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(self, kind, inputs, outputs=1, **attributes):
        self.count += 1
        names = [f"{kind}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=f"{kind}_{self.count}", **attributes))
        return names[0] if outputs == 1 else names

    def integers(self, *values):
        return self.constant(np.array(values, dtype=np.int64))

    def look_up(self, table):
        values, scale = rows_to_bytes(table, 127)
        picked = self.add("Gather", [self.constant(values, "table"), "input_ids"])
        scales = self.add("Gather", [self.constant(scale, "table_scale"), "input_ids"])
        return self.add("Mul", [self.add("Cast", [picked], to=TensorProto.FLOAT), scales])

    def linear(self, states, weight, bias):
        """weight [out, in] as torch keeps it."""
        values, scale = rows_to_bytes(weight, 63)
        activations, activation_scale, zero = self.add("DynamicQuantizeLinear", [states], 3)
        product = self.add("MatMulInteger", [activations, self.constant(values.T.copy()), zero])
        factor = self.add("Mul", [activation_scale, self.constant(scale[:, 0])])
        scaled = self.add("Mul", [self.add("Cast", [product], to=TensorProto.FLOAT), factor])
        return self.add("Add", [scaled, self.constant(bias.astype(np.float32))])

    def norm(self, states, state, name, epsilon=1e-12):
        scale, bias = self.constant(state[f"{name}.weight"]), self.constant(state[f"{name}.bias"])
        return self.add("LayerNormalization", [states, scale, bias], axis=-1, epsilon=epsilon)

    def hidden(self):
        """The padding mask as an additive bias [n, 1, 1, t]."""
        off = self.add("Sub", [self.add("Cast", ["attention_mask"], to=TensorProto.FLOAT), self.constant(np.float32(1))])
        return self.add("Unsqueeze", [self.add("Mul", [off, self.constant(np.float32(1e4))]), self.integers(1, 2)])

    def embeddings(self, state, prefix="embeddings"):
        """Words (8 bits) + positions + the one token type, normalised."""
        words = self.look_up(state[f"{prefix}.word_embeddings.weight"])
        places = state[f"{prefix}.position_embeddings.weight"] + state[f"{prefix}.token_type_embeddings.weight"][0]
        length = self.add("Gather", [self.add("Shape", ["input_ids"]), self.integers(1)])
        taken = self.add("Slice", [self.constant(places.astype(np.float32)), self.integers(0), length, self.integers(0)])
        return self.norm(self.add("Add", [words, taken]), state, f"{prefix}.LayerNorm")

    def layer(self, states, hidden, state, prefix, heads, width):
        """One BERT layer: attention and a feed-forward block, each added to its input and normalised after."""
        part = lambda name: (state[f"{prefix}.{name}.weight"], state[f"{prefix}.{name}.bias"])
        three = [part(f"attention.self.{name}") for name in ("query", "key", "value")]
        qkv = self.linear(states, np.concatenate([w for w, _ in three]), np.concatenate([b for _, b in three]))
        cut = self.add("Split", [qkv], 3, axis=-1, num_outputs=3)
        shape = self.integers(0, 0, heads, width // heads)
        q, k, v = (self.add("Reshape", [piece, shape]) for piece in cut)
        q = self.add("Transpose", [q], perm=[0, 2, 1, 3])
        k = self.add("Transpose", [k], perm=[0, 2, 3, 1])
        v = self.add("Transpose", [v], perm=[0, 2, 1, 3])
        scores = self.add("Mul", [self.add("MatMul", [q, k]), self.constant(np.float32((width // heads) ** -0.5))])
        attention = self.add("Softmax", [self.add("Add", [scores, hidden])], axis=-1)
        mixed = self.add("Transpose", [self.add("MatMul", [attention, v])], perm=[0, 2, 1, 3])
        mixed = self.add("Reshape", [mixed, self.integers(0, 0, width)])
        mixed = self.linear(mixed, *part("attention.output.dense"))
        states = self.norm(self.add("Add", [states, mixed]), state, f"{prefix}.attention.output.LayerNorm")
        inner = self.add("Gelu", [self.linear(states, *part("intermediate.dense"))])
        return self.norm(self.add("Add", [states, self.linear(inner, *part("output.dense"))]), state, f"{prefix}.output.LayerNorm")

    def mean(self, states):
        """The mean over the unmasked tokens: [n, t, d] -> [n, d]."""
        weight = self.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        total = self.add("MatMul", [self.add("Unsqueeze", [weight, self.integers(1)]), states])
        count = self.add("ReduceSum", [weight, self.integers(1)], keepdims=1)
        return self.add("Div", [self.add("Squeeze", [total, self.integers(1)]), count])

    def model(self, output, width, name="last_hidden_state", per_token=True):
        self.nodes.append(helper.make_node("Identity", [output], [name]))
        inputs = [helper.make_tensor_value_info(part, TensorProto.INT64, ["batch", "tokens"]) for part in ("input_ids", "attention_mask")]
        shape = ["batch", "tokens", width] if per_token else ["batch", width]
        outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)]
        graph = helper.make_graph(self.nodes, "earshot", inputs, outputs, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9, producer_name="earshot")
        onnx.checker.check_model(model)
        return model


def bert_states(graph, state, layers, heads=12, prefix=""):
    """Token states of a BERT body whose arrays are named `prefix` + HuggingFace's names."""
    state = {key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)}
    width = state["embeddings.word_embeddings.weight"].shape[1]
    states, hidden = graph.embeddings(state), graph.hidden()
    for i in range(layers):
        states = graph.layer(states, hidden, state, f"encoder.layer.{i}", heads, width)
    return states


def student_graph(state, layers):
    """state: the arrays of a trained student; layers: 0 for the static one."""
    graph = Graph()
    if not layers:
        table = state["table.weight"]
        return graph.model(graph.look_up(table), table.shape[1])
    states = bert_states(graph, state, layers, prefix="body.")
    projection = state["project.weight"]
    return graph.model(graph.linear(states, projection, np.zeros(len(projection), np.float32)), len(projection))
