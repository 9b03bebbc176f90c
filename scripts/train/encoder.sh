#!/usr/bin/env bash
# Makes the embedded models from the shared data: npm run train:encoder. About an hour on two cores.
set -euo pipefail
cd "$(dirname "$0")/../.."

data="${EARSHOT_DATA:-../shared/data}"
if [ ! -f "$data/README.md" ]; then
  echo "The training data is not at $data; put the shared data folder there or set EARSHOT_DATA." >&2
  exit 1
fi
export EARSHOT_DATA="$(cd "$data" && pwd)"
export PYTHONHASHSEED=0 OMP_NUM_THREADS=2 HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 TOKENIZERS_PARALLELISM=true
node=node_modules/.bin/node
cache="${EARSHOT_TRAIN_CACHE:-.cache/train}"
students="$cache/students"

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --requirement scripts/train/requirements.txt
step() { nice -n 19 .venv/bin/python "scripts/train/$1.py" "${@:2}"; }

step corpus
step teacher
step vocabulary
step distil static --epochs 12 --tasks 0.1
step distil transformer --epochs 5 --tasks 0.2
step export static "$students/static"
step export transformer "$students/transformer"
step export transformer models/weights/earshot-encoder
"$node" scripts/train/speed.mjs "$students/static" "$students/transformer" models/weights/earshot-encoder
step measure teacher "$students/static" "$students/transformer" models/weights/earshot-encoder
step sentiment models/weights/earshot-encoder
step register
# These run the product's own code, which reads the registry; so the registry is written again with their figures.
"$node" scripts/train/roundtrip.mjs
"$node" scripts/train/heads.mjs
step register
