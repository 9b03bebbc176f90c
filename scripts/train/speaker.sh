#!/usr/bin/env bash
# Makes models/weights/earshot-speaker: about 45 minutes on one quiet core. Needs espeak-ng, flite, festival and its voices
# (Debian: apt-get install espeak-ng flite festival festvox-kallpc16k festvox-kdlpc16k festvox-italp16k festvox-itapc16k
# festvox-ca-ona-hts festvox-czech-dita festvox-czech-krb festvox-czech-machac festvox-czech-ph festvox-ru
# festvox-suopuhe-lj festvox-suopuhe-mv), and the recogniser's test set for the figures on people.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PYTHONHASHSEED=0 OMP_NUM_THREADS=1
python="${EARSHOT_PYTHON:-.venv/bin/python}"
step() { nice -n 12 "$python" "scripts/train/$1.py" "${@:2}"; }

step speaker_voices
step speaker_sets
step speaker_train
step speaker_measure
step speaker_fixture
step speaker_register
