"""Step 5: write a trained student as a Hugging Face folder. Usage: export.py <name> <folder>"""

import json
import shutil
import sys
from pathlib import Path

import onnx
import torch

from graph import student_graph
from paths import CACHE, DIMENSIONS, MAX_TOKENS


def main():
    name, folder = sys.argv[1], Path(sys.argv[2])
    saved = torch.load(CACHE / f"{name}.pt")
    state = {key: value.numpy() for key, value in saved["state"].items()}
    layers = saved["shape"].get("layers", 0)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(student_graph(state, layers), folder / "onnx" / "model_quantized.onnx")
    table = state["body.embeddings.word_embeddings.weight"] if layers else state["table.weight"]
    width = DIMENSIONS
    config = {
        "model_type": "bert", "architectures": ["BertModel"], "vocab_size": len(table), "hidden_size": table.shape[1],
        "num_hidden_layers": layers, "num_attention_heads": 12 if layers else 0, "intermediate_size": 1536 if layers else 0,
        "max_position_embeddings": MAX_TOKENS, "type_vocab_size": 1, "pad_token_id": 0,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    for file in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(CACHE / file, folder / file)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"export: {name} -> {folder}, {size / 1e6:.1f} MB, {layers} layers, {width} dimensions")


if __name__ == "__main__":
    main()
