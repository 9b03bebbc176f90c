"""Pairs of stretches of speech, and what comes out of comparing them.

A stretch is cut so that it holds so many seconds of speech (pauses do not count). `line`: every stretch goes through a
room, line and noise of its own, so that a pair rarely shares one; otherwise recordings are taken as they are.
"""

import csv
import itertools
import os
import re
from pathlib import Path

import numpy as np
from paths import ROOT, SEED
from speaker_features import HOP, WINDOW, features, log_mel, speech
from speaker_sound import through
from speaker_voices import WAVS, read

PEOPLE = Path(os.environ.get("EARSHOT_SPEECH_TEST", ROOT.parent / "shared" / "asr" / "test"))
SECONDS = (3, 6, 15)
# Of one speaker: the made-up ones are many, the people few.
MOST_STRETCHES = {"made": 3, "people": 8}


def joined(recordings):
    """All recordings one after the other, and after each frame how many hold speech up to there."""
    sound = np.concatenate(recordings)
    return sound, np.cumsum(speech(log_mel(sound)[1]))


def made(part):
    """{speaker: joined recordings} of the made-up voices of a part."""
    return {folder.name: joined([read(wav)[0] for wav in sorted(folder.glob("*.wav"))]) for folder in sorted((WAVS / part).iterdir())}


def people():
    """{speaker: joined recordings} of the people in the recogniser's test set; recordings without a speaker's name are left out."""
    found = {}
    with (PEOPLE / "transcripts.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["kind"] == "human" and not row["speaker"].startswith("unlabelled"):
                name = re.sub(r" \(.*", "", row["speaker"])
                found.setdefault(name, []).append(read(PEOPLE / row["file"])[0])
    return {name: joined(recordings) for name, recordings in found.items()}


def person(name):
    """Without the speed: kal_diphone-94 is kal_diphone."""
    return name if name.startswith("formant") else re.sub(r"-\d+$", "", name)


def stretches(sound, heard, seconds, most):
    """As many stretches as there are, one after the other, none overlapping."""
    count = min(most, int(heard[-1]) // (seconds * 100))
    edges = [0, *(int(np.searchsorted(heard, (at + 1) * seconds * 100)) * HOP + WINDOW for at in range(count))]
    return [sound[start:end] for start, end in itertools.pairwise(edges)]


def scores(embed, speakers, seconds, line):
    """Cosines of all pairs of the same person, and of different people; and for each of the latter, how much it counts
    when every pair of people counts the same (one person at seven speeds would else count 49 times).
    `embed`: features -> unit vector."""
    rng = np.random.default_rng(SEED + seconds)
    names, vectors = [], []
    most = MOST_STRETCHES["people" if not any(name.startswith("formant") for name in speakers) else "made"]
    for name, (whole, speaking) in speakers.items():
        for sound in stretches(whole, speaking, seconds, most):
            heard = features(through(rng, sound) if line else sound)
            if len(heard) >= 0.6 * seconds * 100:
                names.append(name)
                vectors.append(embed(heard))
    same, different, people_of = [], [], []
    for (a, va), (b, vb) in itertools.combinations(zip(names, vectors), 2):
        if a == b:
            same.append(float(va @ vb))
        elif person(a) != person(b):
            different.append(float(va @ vb))
            people_of.append(f"{person(a)} {person(b)}")
    _, which, counts = np.unique(people_of, return_inverse=True, return_counts=True)
    return np.array(same), np.array(different), 1 / counts[which]


def equal_error(same, different):
    """The rate at the threshold where as many strangers pass as owners fail; and that threshold."""
    edges = np.sort(np.concatenate([same, different]))
    reject = np.searchsorted(np.sort(same), edges) / len(same)
    accept = 1 - np.searchsorted(np.sort(different), edges) / len(different)
    at = int(np.argmin(np.abs(reject - accept)))
    return float((reject[at] + accept[at]) / 2), float(edges[at])
