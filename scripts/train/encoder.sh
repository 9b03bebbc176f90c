#!/usr/bin/env bash
# Makes the embedded models from the shared data: npm run train:encoder.
# About 20 minutes on two quiet cores; 50 with EARSHOT_TRAIN_TRANSFORMER=1, which also trains and measures the
# transformer student. EARSHOT_STUDENT=static|transformer says which one goes into models/ (default static).
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
ship="${EARSHOT_STUDENT:-static}"
kinds=(static)
if [ "${EARSHOT_TRAIN_TRANSFORMER:-0}" = 1 ] || [ "$ship" = transformer ]; then kinds+=(transformer); fi

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --requirement scripts/train/requirements.txt
step() { nice -n 19 .venv/bin/python "scripts/train/$1.py" "${@:2}"; }

step corpus
step teacher
step vocabulary
step distil static --epochs 12 --tasks 0.1
if [ "${#kinds[@]}" = 2 ]; then step distil transformer --epochs 5 --tasks 0.2; fi
for kind in "${kinds[@]}"; do
  step export "$kind" "$students/$kind"
  "$node" scripts/train/speed.mjs "$students/$kind"
  step measure "$students/$kind"
done
step measure teacher
step sentiment "$students/$ship"
step register "$ship"
# These run the product's own code, which reads the registry; it is written again with their figures.
"$node" scripts/train/roundtrip.mjs
"$node" scripts/train/heads.mjs
step register "$ship"
