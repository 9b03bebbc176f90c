#!/usr/bin/env bash
# Makes models/weights/earshot-entities: npm run train:entities. Needs the distilled encoder (npm run train:encoder).
# About 25 minutes of one quiet core.
set -euo pipefail
cd "$(dirname "$0")/../.."

data="${EARSHOT_DATA:-../shared/data}"
cache="${EARSHOT_TRAIN_CACHE:-.cache/train}"
if [ ! -f "$data/README.md" ]; then
  echo "The training data is not at $data; put the shared data folder there or set EARSHOT_DATA." >&2
  exit 1
fi
if [ ! -f "$cache/distilled.pt" ]; then
  echo "There is no distilled encoder in $cache; run npm run train:encoder first." >&2
  exit 1
fi
export EARSHOT_DATA="$(cd "$data" && pwd)"
export PYTHONHASHSEED=0 OMP_NUM_THREADS=1 HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 TOKENIZERS_PARALLELISM=false
.venv/bin/python -m pip install --quiet --requirement scripts/train/requirements.txt
step() { nice -n 12 .venv/bin/python "scripts/train/$1.py" "${@:2}"; }

step entities corpus --count 100000
step entities base --steps 1200 --rate 3e-4
step entities corpus --second --count 30000
step entities base --second --name second --steps 1000 --rate 3e-4
step entities ours --second --name second --steps 200 --rate 2e-4
step entity_export "$cache/entities/ours.pt" models/weights/earshot-entities
node_modules/.bin/node scripts/train/entity_node.mjs models/weights/earshot-entities
step entity_register
