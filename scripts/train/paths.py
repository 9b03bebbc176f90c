"""Where the training reads and writes, and the seed that every step uses."""

import os
from pathlib import Path

SEED = 20261122
ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("EARSHOT_DATA", ROOT.parent / "shared" / "data"))
CACHE = Path(os.environ.get("EARSHOT_TRAIN_CACHE", ROOT / ".cache" / "train"))
MODELS = ROOT / "models"
ENCODER = MODELS / "weights" / "earshot-encoder"
SENTIMENT = MODELS / "weights" / "earshot-sentiment"
FIGURES = CACHE / "figures"
STUDENTS = CACHE / "students"
DIMENSIONS = 256
MAX_TOKENS = 256
