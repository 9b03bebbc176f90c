"""Tiny models for the tests of the inference runtime, one per task, whose answers follow from a rule.

    .venv/bin/python scripts/train/tiny.py        writes tests/fixtures/models

Nothing is learned: a table says what each word means, so that a test can say what the answer must be. What is real
is everything around it: the folder layout, the tokenizer, the ONNX session. Seed 7.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

TARGET = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "models"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
GIVEN, FAMILY = ["alice", "bob", "jose", "zoe", "chen", "maria"], ["smith", "garcia", "muller"]
GOOD, BAD = ["great", "thanks", "love", "perfect", "happy"], ["angry", "terrible", "broken", "late", "awful", "never"]
TOPICS = ["refund", "money", "delivery", "parcel", "password", "login", "invoice", "bill", "cancel", "router"]
OTHER = "i my the a is was it to and about customer wants this example where order name call me for with in of".split()
LETTERS, DIGITS, MARKS = "abcdefghijklmnopqrstuvwxyz", "0123456789", list(".,!?'\"@-#$&:;()/[]_+")
NUMBERS = list(DIGITS) + [f"##{digit}" for digit in DIGITS]
VOCABULARY = [*SPECIAL, *MARKS, *NUMBERS, *LETTERS, *(f"##{letter}" for letter in LETTERS),
              *GIVEN, *FAMILY, *GOOD, *BAD, *TOPICS, *OTHER]
PLACE = {token: place for place, token in enumerate(VOCABULARY)}
WIDTH = 16


def tokenizer():
    special = [{"id": place, "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
                "special": True} for place, token in enumerate(SPECIAL)]
    first, second = ({"Sequence": {"id": part, "type_id": place}} for place, part in enumerate("AB"))
    start, end = ({"SpecialToken": {"id": token, "type_id": 0}} for token in ("[CLS]", "[SEP]"))
    last = {"SpecialToken": {"id": "[SEP]", "type_id": 1}}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
                       "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing", "single": [start, first, end], "pair": [start, first, end, second, last],
                           "special_tokens": {token: {"id": token, "ids": [PLACE[token]], "tokens": [token]}
                                              for token in ("[CLS]", "[SEP]")}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 60,
                  "vocab": PLACE},
    }


def table(width, meanings):
    values = np.zeros((len(VOCABULARY), width), np.float32)
    for words, row in meanings:
        for word in words:
            values[PLACE[word]] = row
    return values


def graph(nodes, weights, output, shape, inputs=("input_ids", "attention_mask"), more_inputs=(), more_outputs=()):
    make = helper.make_tensor_value_info
    built = helper.make_graph(
        [helper.make_node(kind, parts, [name], **extra) for kind, parts, name, extra in nodes], "tiny",
        [*(make(name, TensorProto.INT64, ["batch", "tokens"]) for name in inputs),
         *(make(name, TensorProto.FLOAT, dims) for name, dims in more_inputs)],
        [make(output, TensorProto.FLOAT, shape), *(make(name, TensorProto.FLOAT, dims) for name, dims in more_outputs)],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()])
    model = helper.make_model(built, opset_imports=[helper.make_opsetid("", 17)], ir_version=9, producer_name="earshot")
    onnx.checker.check_model(model)
    return model


LOOK_UP = [("Gather", ["table", "input_ids"], "rows", {})]


def embedding(random):
    """A random direction per token."""
    return graph([*LOOK_UP, ("Identity", ["rows"], "last_hidden_state", {})],
                 {"table": random.normal(size=(len(VOCABULARY), WIDTH)).astype(np.float32)},
                 "last_hidden_state", ["batch", "tokens", WIDTH])


def sentiment():
    """The sum over the words: good ones against bad ones."""
    rows = table(3, [(BAD, [3, 0, 0]), (GOOD, [0, 0, 3]), (["[CLS]"], [0, 1, 0])])
    return graph([*LOOK_UP, ("ReduceSum", ["rows", "axis"], "logits", {"keepdims": 0})],
                 {"table": rows, "axis": np.array([1], np.int64)}, "logits", ["batch", 3])


def entities():
    """A label per token: names, and numbers digit by digit."""
    rows = table(5, [(VOCABULARY, [4, 0, 0, 0, 0]), (GIVEN, [0, 6, 1, 0, 0]), (FAMILY, [0, 1, 6, 0, 0]),
                     (NUMBERS[:10], [0, 0, 0, 6, 5]), (NUMBERS[10:], [0, 0, 0, 0, 6])])
    return graph([*LOOK_UP, ("Identity", ["rows"], "logits", {})], {"table": rows}, "logits", ["batch", "tokens", 5])


def nli(random, weights=(-4, 0, 4)):
    """Entailed is what shares words of topics: dot product of the sums over the two sides."""
    rows = table(WIDTH, [])
    for pair in zip(TOPICS[::2], TOPICS[1::2], strict=True):
        direction = random.normal(size=WIDTH)
        for word in pair:
            rows[PLACE[word]] = direction / np.linalg.norm(direction)
    return graph([
        *LOOK_UP,
        ("Cast", ["token_type_ids"], "types", {"to": TensorProto.FLOAT}), ("Unsqueeze", ["types", "last"], "second", {}),
        ("Sub", ["one", "second"], "first", {}),
        ("Mul", ["rows", "first"], "premise", {}), ("ReduceSum", ["premise", "tokens"], "p", {"keepdims": 0}),
        ("Mul", ["rows", "second"], "hypothesis", {}), ("ReduceSum", ["hypothesis", "tokens"], "h", {"keepdims": 0}),
        ("Mul", ["p", "h"], "product", {}), ("ReduceSum", ["product", "tokens"], "score", {"keepdims": 1}),
        ("Mul", ["score", "weights"], "logits", {}),
    ], {"table": rows, "last": np.array([-1], np.int64), "tokens": np.array([1], np.int64), "one": np.float32(1),
        "weights": np.array([weights], np.float32)}, "logits", ["batch", len(weights)], ("input_ids", "attention_mask", "token_type_ids"))


def generator():
    """After a word of a topic comes its partner, after that the end; before it everything else leads to "thanks".
    One layer of memory that holds nothing, because a generator without any is not what is loaded in life."""
    follows = np.full((len(VOCABULARY), len(VOCABULARY)), -9, np.float32)
    follows[:, PLACE["thanks"]] = 1
    for word, partner in zip(TOPICS[::2], TOPICS[1::2], strict=True):
        follows[PLACE[word], PLACE[partner]] = 9
        follows[PLACE[partner], PLACE["[SEP]"]] = 9
    follows[PLACE["thanks"], PLACE["[SEP]"]] = 9
    memory = ["batch", 1, "before", 1]
    grown = ["batch", 1, "after", 1]
    return graph([
        ("Gather", ["table", "input_ids"], "logits", {}),
        ("Cast", ["input_ids"], "ids", {"to": TensorProto.FLOAT}), ("Mul", ["ids", "zero"], "nothing", {}),
        ("Unsqueeze", ["nothing", "outer"], "room", {}),
        ("Concat", ["past_key_values.0.key", "room"], "present.0.key", {"axis": 2}),
        ("Concat", ["past_key_values.0.value", "room"], "present.0.value", {"axis": 2}),
    ], {"table": follows, "zero": np.float32(0), "outer": np.array([1, 3], np.int64)},
        "logits", ["batch", "tokens", len(VOCABULARY)], ("input_ids", "attention_mask"),
        [("past_key_values.0.key", memory), ("past_key_values.0.value", memory)],
        [("present.0.key", grown), ("present.0.value", grown)])


def main():
    random, listed = np.random.default_rng(7), []
    tasks = [
        ("embedding", embedding(random), "BertModel", []),
        ("sentiment", sentiment(), "BertForSequenceClassification", ["negative", "neutral", "positive"]),
        ("entities", entities(), "BertForTokenClassification", ["O", "B-PERSON", "I-PERSON", "B-NUMBER", "I-NUMBER"]),
        ("zero-shot", nli(random), "BertForSequenceClassification", ["contradiction", "neutral", "entailment"]),
        ("reranking", nli(random, [4]), "BertForSequenceClassification", ["LABEL_0"]),
        ("text-generation", generator(), "GPT2LMHeadModel", []),
    ]
    for task, model, architecture, labels in tasks:
        name = {"zero-shot": "nli", "text-generation": "generator"}.get(task, task)
        folder = TARGET / name
        (folder / "onnx").mkdir(parents=True, exist_ok=True)
        onnx.save(model, folder / "onnx" / "model_quantized.onnx")
        config = {"model_type": "bert", "architectures": [architecture], "vocab_size": len(VOCABULARY), "hidden_size": WIDTH,
                  "max_position_embeddings": 256}
        if task == "text-generation":
            config |= {"model_type": "gpt2", "n_layer": 1, "n_head": 1, "n_embd": 1, "n_positions": 256,
                       "eos_token_id": PLACE["[SEP]"], "pad_token_id": PLACE["[PAD]"]}
        if labels:
            config["id2label"] = {str(place): label for place, label in enumerate(labels)}
            config["label2id"] = {label: place for place, label in enumerate(labels)}
        write = lambda file, value: (folder / file).write_text(json.dumps(value, indent=1) + "\n")
        write("config.json", config)
        write("tokenizer.json", tokenizer())
        write("tokenizer_config.json", {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": 256,
                                        "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]",
                                        "mask_token": "[MASK]",
                                        **({"chat_template": "{% for message in messages %}{{ message['content'] }} {% endfor %}"}
                                           if task == "text-generation" else {})})
        files = [{"path": f"{name}/{file}", "sha256": hashlib.sha256((folder / file).read_bytes()).hexdigest(),
                  "bytes": (folder / file).stat().st_size}
                 for file in ("config.json", "onnx/model_quantized.onnx", "tokenizer.json", "tokenizer_config.json")]
        listed.append({"name": f"tiny-{name}", "version": "1.0.0", "task": task, "files": files, "licence": "Apache-2.0",
                       "source": "scripts/train/tiny.py", "quality": [], "speed": [], "default": True,
                       **({"dimensions": WIDTH} if task == "embedding" else {})})
    (TARGET / "registry.json").write_text(json.dumps(listed, indent=1) + "\n")
    print(f"tiny: {len(listed)} models, {sum(file['bytes'] for entry in listed for file in entry['files'])} bytes, in tests/fixtures/models")


if __name__ == "__main__":
    main()
