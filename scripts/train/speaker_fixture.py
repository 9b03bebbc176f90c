"""Numbers for the test of electron/core/inference/log-mel.ts: what Python hears in a sound that both make from a
formula. Usage: speaker_fixture.py

Writes electron/core/inference/log-mel.fixture.json: frames, a few rows of features, and the embedding.
"""

import json

import numpy as np
import onnxruntime
from paths import MODELS, ROOT
from speaker_features import RATE, features

SECONDS = 6.5


def sound():
    """Harmonics of a wandering pitch, in syllables of 0.35 s with pauses, on a little hum."""
    t = np.arange(int(SECONDS * RATE)) / RATE
    phase = 2 * np.pi * (140 * t - 8 * np.cos(2 * np.pi * 0.7 * t))
    voice = sum(np.sin(k * phase) * np.exp(-(((k * 140 - 600) / 900) ** 2)) for k in range(1, 25))
    syllable = np.maximum(0, np.sin(2 * np.pi * t / 0.7)) * (t % 2.1 < 1.7)
    return (0.1 * voice * syllable + 0.001 * np.sin(2 * np.pi * 50 * t) + 0.0005 * np.sin(2 * np.pi * 1234 * t)).astype(np.float32)


def main():
    heard = features(sound())
    session = onnxruntime.InferenceSession(str(MODELS / "weights" / "earshot-speaker" / "onnx" / "model.onnx"))
    embedding = session.run(None, {"features": heard[None]})[0][0]
    rows = {str(at): [round(float(v), 5) for v in heard[at]] for at in (0, 1, len(heard) // 2, len(heard) - 1)}
    path = ROOT / "electron" / "core" / "inference" / "log-mel.fixture.json"
    path.write_text(json.dumps({"seconds": SECONDS, "frames": len(heard), "rows": rows, "embedding": [round(float(v), 5) for v in embedding]}, indent=2) + "\n")
    print(f"speaker fixture: {len(heard)} frames")


if __name__ == "__main__":
    main()
