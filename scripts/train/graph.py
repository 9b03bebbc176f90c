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

    def norm(self, states, state, name):
        scale, bias = self.constant(state[f"{name}.weight"]), self.constant(state[f"{name}.bias"])
        return self.add("LayerNormalization", [states, scale, bias], axis=-1, epsilon=1e-5)

    def bias(self, slopes):
        """The distance bias [heads, t, t] plus the padding mask [n, 1, 1, t]."""
        length = self.add("Gather", [self.add("Shape", ["input_ids"]), self.constant(np.int64(1))])
        place = self.add("Cast", [self.add("Range", [self.constant(np.int64(0)), length, self.constant(np.int64(1))])], to=TensorProto.FLOAT)
        offset = self.add("Sub", [self.add("Unsqueeze", [place, self.integers(0)]), self.add("Unsqueeze", [place, self.integers(1)])])
        right = self.add("Relu", [offset])
        left = self.add("Relu", [self.add("Neg", [offset])])
        total = self.add("Add", [
            self.add("Mul", [left, self.constant(-slopes[:, 0].reshape(-1, 1, 1))]),
            self.add("Mul", [right, self.constant(-slopes[:, 1].reshape(-1, 1, 1))]),
        ])
        hidden = self.add("Sub", [self.add("Cast", ["attention_mask"], to=TensorProto.FLOAT), self.constant(np.float32(1))])
        masked = self.add("Unsqueeze", [self.add("Mul", [hidden, self.constant(np.float32(1e4))]), self.integers(1, 2)])
        return self.add("Add", [total, masked])

    def layer(self, states, bias, state, prefix, heads, width):
        part = lambda name: (state[f"{prefix}.{name}.weight"], state[f"{prefix}.{name}.bias"])
        qkv = self.linear(self.norm(states, state, f"{prefix}.before_attention"), *part("qkv"))
        cut = self.add("Split", [qkv], 3, axis=-1, num_outputs=3)
        shape = self.integers(0, 0, heads, width // heads)
        q, k, v = (self.add("Reshape", [piece, shape]) for piece in cut)
        q = self.add("Transpose", [q], perm=[0, 2, 1, 3])
        k = self.add("Transpose", [k], perm=[0, 2, 3, 1])
        v = self.add("Transpose", [v], perm=[0, 2, 1, 3])
        scores = self.add("Mul", [self.add("MatMul", [q, k]), self.constant(np.float32((width // heads) ** -0.5))])
        attention = self.add("Softmax", [self.add("Add", [scores, bias])], axis=-1)
        mixed = self.add("Transpose", [self.add("MatMul", [attention, v])], perm=[0, 2, 1, 3])
        mixed = self.add("Reshape", [mixed, self.integers(0, 0, width)])
        states = self.add("Add", [states, self.linear(mixed, *part("out"))])
        inner = self.linear(self.norm(states, state, f"{prefix}.before_inner"), *part("up"))
        return self.add("Add", [states, self.linear(self.add("Gelu", [inner]), *part("down"))])

    def model(self, output, width):
        self.nodes.append(helper.make_node("Identity", [output], ["last_hidden_state"]))
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in ("input_ids", "attention_mask")]
        outputs = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", width])]
        graph = helper.make_graph(self.nodes, "earshot-encoder", inputs, outputs, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9, producer_name="earshot")
        onnx.checker.check_model(model)
        return model


def student_graph(state, layers, heads=4):
    """state: the arrays of a trained student; layers: 0 for the static one."""
    graph, table = Graph(), state["table.weight"]
    states = graph.look_up(table)
    if layers:
        bias = graph.bias(state["slopes"].astype(np.float32))
        for i in range(layers):
            states = graph.layer(states, bias, state, f"layers.{i}", heads, table.shape[1])
    return graph.model(states, table.shape[1])
