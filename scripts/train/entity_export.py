"""The tagger as a Hugging Face folder with 8-bit weights, checked against PyTorch. Usage: entity_export.py <state.pt> <folder>"""

import json
import random
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper

from entities import FOLDER, LAYERS, WIDTH, first_model, keep, padded, scores, tell
from entity_care import turns
from entity_examples import examples
from entity_sets import presidio
from entity_tokens import CASE_TYPES, TAGS, Reader, spans_of
from graph import Graph
from paths import FIGURES, MAX_TOKENS, SEED


class Tagger(Graph):
    """The graph of graph.py with a third input, the case of each token, and logits per token."""

    def embeddings(self, state, prefix="embeddings"):
        words = self.look_up(state[f"{prefix}.word_embeddings.weight"])
        places = state[f"{prefix}.position_embeddings.weight"].astype(np.float32)
        length = self.add("Gather", [self.add("Shape", ["input_ids"]), self.integers(1)])
        taken = self.add("Slice", [self.constant(places), self.integers(0), length, self.integers(0)])
        cases = self.add("Gather", [self.constant(state[f"{prefix}.token_type_embeddings.weight"].astype(np.float32)), "token_type_ids"])
        return self.norm(self.add("Add", [self.add("Add", [words, taken]), cases]), state, f"{prefix}.LayerNorm")

    def finished(self, output):
        self.nodes.append(helper.make_node("Identity", [output], ["logits"]))
        inputs = [helper.make_tensor_value_info(part, TensorProto.INT64, ["batch", "tokens"]) for part in ("input_ids", "attention_mask", "token_type_ids")]
        outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "tokens", len(TAGS)])]
        model = helper.make_model(
            helper.make_graph(self.nodes, "earshot", inputs, outputs, self.weights), opset_imports=[helper.make_opsetid("", 20)], ir_version=9, producer_name="earshot"
        )
        onnx.checker.check_model(model)
        return model


def tagger_graph(state, heads=12):
    graph = Tagger()
    body = {key.removeprefix("bert."): value for key, value in state.items() if key.startswith("bert.")}
    states, hidden = graph.embeddings(body), graph.hidden()
    for i in range(LAYERS):
        states = graph.layer(states, hidden, body, f"encoder.layer.{i}", heads, WIDTH)
    # The last layer stays in full: it is small, and rounding there moves tags.
    logits = graph.add("MatMul", [states, graph.constant(state["classifier.weight"].T.astype(np.float32).copy())])
    return graph.finished(graph.add("Add", [logits, graph.constant(state["classifier.bias"].astype(np.float32))]))


class Session:
    def __init__(self, path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def logits(self, read, cased=True):
        ids, types = np.array([read[0]], np.int64), np.array([read[1]], np.int64)
        return self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types if cased else types * 0})[0][0]


def main():
    state_path, folder = Path(sys.argv[1]), Path(sys.argv[2])
    torch.set_num_threads(1)
    state = torch.load(state_path)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(tagger_graph({key: value.numpy() for key, value in state.items()}), folder / "onnx" / "model_quantized.onnx")
    config = {
        "model_type": "bert", "architectures": ["BertForTokenClassification"], "vocab_size": len(state["bert.embeddings.word_embeddings.weight"]), "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS, "num_attention_heads": 12, "intermediate_size": 1536, "max_position_embeddings": MAX_TOKENS, "type_vocab_size": CASE_TYPES,
        "pad_token_id": 0, "earshot_case_types": True, "id2label": dict(enumerate(TAGS)), "label2id": {tag: i for i, tag in enumerate(TAGS)},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    # One line, or a third of the file is spaces.
    (folder / "tokenizer.json").write_text(json.dumps(json.loads((FOLDER / "tokenizer.json").read_text()), ensure_ascii=False, separators=(",", ":")) + "\n")
    shutil.copyfile(FOLDER / "tokenizer_config.json", folder / "tokenizer_config.json")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"entities: {folder}, {size / 1e6:.1f} MB")
    agreement(state, folder)


def spans(session, reader, text, cased=True):
    return spans_of(reader.read([text])[0], session.logits(reader.read([text])[0], cased))


def agreement(state, folder):
    """How often the 8-bit file and PyTorch give a token the same tag; what the file scores; spans for entity_node.mjs."""
    model, reader, session = first_model(None, state), Reader(folder / "tokenizer.json"), Session(folder / "onnx" / "model_quantized.onnx")
    texts = [text for text, _ in examples(400, random.Random(SEED + 1))] + [text for _, text, _ in presidio()]
    same = count = 0
    with torch.no_grad():
        for read in reader.read(texts):
            ids, types, mask, _ = padded([(read[0], read[1], [0] * len(read[0]))])
            torched = model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits[0].numpy().argmax(1)
            same, count = same + int((session.logits(read).argmax(1) == torched).sum()), count + len(torched)
    print(f"entities: {same / count:.4f} of {count} tokens have the same tag in 8 bits as in PyTorch")
    figures = [{"set": "8 bits against PyTorch", "metric": "share of tokens with the same tag", "value": round(same / count, 4), "n": count}]
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / "entities-agreement.json").write_text(json.dumps(figures, indent=2) + "\n")
    sentences = presidio()
    found = scores([gold for _, _, gold in sentences], [spans(session, reader, text) for _, text, _ in sentences])
    tell("pii_presidio dev (never trained on), the 8-bit file", found)
    keep(found, "entities-presidio", "pii_presidio dev (never trained on), the 8-bit file")
    withheld = scores([gold for _, _, gold in sentences], [spans(session, reader, text, cased=False) for _, text, _ in sentences])
    tell("the same with token_type_ids 0", {name: withheld[name] for name in ("all", "named")})
    care = turns()
    guess = [spans(session, reader, text) for text, _ in care]
    for (text, gold), found in zip(care, guess):
        if set(gold) != set(found):
            print("  missed or made up:", text, [(text[a:b], label) for a, b, label in found])
    found = scores([gold for _, gold in care], guess)
    tell(f"{len(care)} care turns written by hand, lower case, the 8-bit file", found)
    keep(found, "entities-care", "care turns written by hand, lower case, never trained on")
    expected = [{"text": text, "spans": spans(session, reader, text)} for text in texts + [text for text, _ in care] if max(map(ord, text)) < 0x10000]
    (FOLDER / "expected.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main()
