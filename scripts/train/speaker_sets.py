"""Features of the made-up speakers, once as they are and twice through a line. Usage: speaker_sets.py

Writes CACHE/speaker/train.npz: frames (all utterances one after the other), starts, and for each utterance its speaker
and whether it went through a line.
"""

import sys

import numpy as np
from paths import CACHE, SEED
from speaker_features import BANDS, features
from speaker_sound import through
from speaker_voices import WAVS, read

SETS = CACHE / "speaker"


def main():
    for part in sys.argv[1:] or ("train",):
        path = SETS / f"{part}.npz"
        if path.exists():
            continue
        rng = np.random.default_rng(SEED)
        names = sorted(folder.name for folder in (WAVS / part).iterdir())
        frames, starts, speakers, treated = [], [0], [], []
        for number, name in enumerate(names):
            for wav in sorted((WAVS / part / name).glob("*.wav")):
                samples, _ = read(wav)
                others = [read(rng.choice(sorted((WAVS / part / other).glob("*.wav"))))[0] for other in rng.choice(names, 3)]
                for times in range(3):
                    found = features(samples if times == 0 else through(rng, samples, others))
                    if len(found) < 80:
                        continue
                    frames.append(found.astype(np.float16))
                    starts.append(starts[-1] + len(found))
                    speakers.append(number)
                    treated.append(times)
        np.savez(path, frames=np.concatenate(frames) if frames else np.zeros((0, BANDS)), starts=starts, speakers=speakers, treated=treated, names=names)
        print(f"speaker sets, {part}: {len(speakers)} utterances, {starts[-1] / 360_000:.1f} h of speech, {len(names)} speakers", flush=True)


if __name__ == "__main__":
    main()
