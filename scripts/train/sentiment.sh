#!/usr/bin/env bash
# Makes the sentiment model from the student of encoder.sh and the shared data: about 10 minutes on one quiet core.
set -euo pipefail
cd "$(dirname "$0")/../.."
export EARSHOT_DATA="${EARSHOT_DATA:-../shared/data}"
export PYTHONHASHSEED=0 OMP_NUM_THREADS=1 HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 TOKENIZERS_PARALLELISM=false
step() { nice -n 12 .venv/bin/python "scripts/train/$1.py" "${@:2}"; }

step sentiment_text
step sentiment_train --start "${EARSHOT_STUDENT:-transformer}" --name sentiment --longest 36
step sentiment sentiment
node_modules/.bin/node scripts/train/sentiment_speed.mjs "${EARSHOT_TRAIN_CACHE:-.cache/train}/students/earshot-sentiment"
step register sentiment
