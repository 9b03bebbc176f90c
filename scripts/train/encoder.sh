#!/usr/bin/env bash
# Makes the encoder from the shared data: npm run train:encoder. About two hours on two quiet cores.
# EARSHOT_STUDENT=static|transformer says which student goes into models/ (default transformer).
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
students="${EARSHOT_TRAIN_CACHE:-.cache/train}/students"
ship="${EARSHOT_STUDENT:-transformer}"
kinds=(static distilled transformer unseen)

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --requirement scripts/train/requirements.txt
step() { nice -n 19 .venv/bin/python "scripts/train/$1.py" "${@:2}"; }

step corpus
step teacher
step vocabulary
step distil static --epochs 12 --tasks 0.1
# The teacher's vectors alone, no labels: where every other transformer of ours starts.
step distil transformer --name first --epochs 3 --stop 1 --longest 128
step distil transformer --name distilled --start first --epochs 1 --rate 1.5e-4 --longest 128
# Shipped: goes on with the labels of the training parts.
step distil transformer --name transformer --start distilled --labelled --tasks 1 --epochs 3 --rate 1e-4 --dropout 0.1 --longest 64
# For an honest few-shot figure only: the same without the labels of the sets that are measured.
step distil transformer --name unseen --start distilled --labelled --without banking77 clinc150 --tasks 1 --epochs 3 --rate 1e-4 --dropout 0.1 --longest 64
for kind in "${kinds[@]}"; do
  step export "$kind" "$students/$kind"
  "$node" scripts/train/speed.mjs "$students/$kind"
  step measure "$students/$kind"
done
step measure teacher
step register encoder "$ship"
# These run the product's own code, which reads the registry; it is written again with their figures.
"$node" scripts/train/roundtrip.mjs
"$node" scripts/train/heads.mjs
step register encoder "$ship"
