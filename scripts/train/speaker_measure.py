"""Exports the trained model, chooses its thresholds on the developers' voices and measures it on others.
Usage: speaker_measure.py

Writes models/weights/earshot-speaker (onnx/model.onnx, config.json) and CACHE/figures/earshot-speaker.json. The people of
the recogniser's test set are only measured: no parameter and no threshold is chosen on them.
"""

import hashlib
import json
import shutil

import numpy as np
import onnxruntime
import torch
from paths import CACHE, FIGURES, MODELS
from speaker_features import BANDS, HIGHEST_HZ, LEAST_LEVEL, LEAST_RANGE, LOWEST_HZ, OFF_FLOOR, UNDER_LOUD
from speaker_model import DIMENSIONS, Speaker
from speaker_trials import SECONDS, equal_error, made, people, scores

FOLDER = MODELS / "weights" / "earshot-speaker"
# On the developers' voices: so many strangers may be called consistent, so many owners different.
STRANGERS, OWNERS = 0.05, 0.01


def sets():
    for name, speakers in (("people", people()), ("made-up voices, unseen", made("test"))):
        yield name, speakers, False
        yield f"{name}, through lines", speakers, True


def export(path):
    model = Speaker()
    model.load_state_dict(torch.load(CACHE / "speaker" / "speaker.pt"))
    model.eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        model, (torch.randn(1, 200, BANDS),), str(path), input_names=["features"], output_names=["embedding"],
        dynamic_axes={"features": {1: "frames"}}, opset_version=17, dynamo=False,
    )


def embedder(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options)
    return lambda heard: session.run(None, {"features": heard[None]})[0][0]


def quantile(values, share, weights):
    order = np.argsort(values)
    return float(values[order][np.searchsorted(np.cumsum(weights[order]) / weights.sum(), share)])


def thresholds(embed):
    """Chosen on the developers' voices through lines, the strictest over all lengths. What 99 of 100 owners reach at any
    length is asked for too before a voice is called consistent, so that the two never cross."""
    voices = made("dev")
    strangers, owners = [], []
    for seconds in SECONDS:
        same, different, weights = scores(embed, voices, seconds, True)
        strangers.append(quantile(different, 1 - STRANGERS, weights))
        owners.append(float(np.quantile(same, OWNERS)))
        print(f"developers, {seconds} s: equal error {equal_error(same, different)[0]:.3f}, n = {len(same)} same, {len(different)} different, "
              f"{STRANGERS:.0%} of strangers above {strangers[-1]:.3f}, {OWNERS:.0%} of owners below {owners[-1]:.3f}", flush=True)
    return round(max(*strangers, *owners), 3), round(min(*strangers, *owners), 3)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    path = FOLDER / "onnx" / "model.onnx"
    export(path)
    embed = embedder(path)
    consistent, different_below = thresholds(embed)
    print(f"thresholds: consistent from {consistent}, different below {different_below}")
    measured, figures = [], []
    for name, speakers, line in sets():
        for seconds in SECONDS:
            same, different, _ = scores(embed, speakers, seconds, line)
            row = {"set": name, "seconds": seconds, "speakers": len(speakers), "same": len(same), "different": len(different)}
            if len(same) and len(different):
                row |= {
                    "equalErrorRate": round(equal_error(same, different)[0], 4),
                    "falseAccept": round(float((different >= consistent).mean()), 4),
                    "falseReject": round(float((same < different_below).mean()), 4),
                    "unsureSame": round(float(((same < consistent) & (same >= different_below)).mean()), 4),
                    "unsureDifferent": round(float(((different < consistent) & (different >= different_below)).mean()), 4),
                }
                figures.append({"set": f"{name}, {seconds} s", "metric": "equal error rate", "value": row["equalErrorRate"], "n": len(same) + len(different)})
            measured.append(row)
            print(json.dumps(row), flush=True)
    config = {
        "model_type": "earshot-speaker", "dimensions": DIMENSIONS, "sampleRate": 16000, "least_seconds": 3,
        "features": {"bands": BANDS, "lowestHz": LOWEST_HZ, "highestHz": HIGHEST_HZ, "underLoudDb": UNDER_LOUD, "offFloor": OFF_FLOOR, "leastRangeDb": LEAST_RANGE, "leastLevelDb": LEAST_LEVEL},
        "thresholds": {"consistent": consistent, "different": different_below},
        "measured": measured,
    }
    (FOLDER / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / "earshot-speaker.json").write_text(json.dumps(figures, indent=2))
    print(f"earshot-speaker: {path.stat().st_size} bytes, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
