"""Trains the speaker model. Usage: speaker_train.py [--steps N] [--minutes M]

Every made-up speaker counts three times: as made, and with the frequency axis stretched and squeezed by a tenth (vocal
tract length perturbation, Jaitly and Hinton 2013), which is another speaker to the model.
"""

import argparse
import random
import time

import numpy as np
import torch
from paths import CACHE, SEED
from speaker_features import BANDS, HIGHEST_HZ, LOWEST_HZ, mel
from speaker_model import AdditiveMargin, Speaker

STRETCHES = (1.0, 0.9, 1.1)
BATCH = 64
RATE = 3e-3


def stretch_table(factor):
    """Which bands, as real numbers, the bands are read from when frequencies move by a factor."""
    middles = np.linspace(mel(LOWEST_HZ), mel(HIGHEST_HZ), BANDS + 2)[1:-1]
    hertz = 700 * (10 ** (middles / 2595) - 1)
    return np.clip(np.interp(mel(hertz / factor), middles, np.arange(BANDS)), 0, BANDS - 1)


def stretched(frames, factor):
    if factor == 1.0:
        return frames
    places = stretch_table(factor)
    low = np.floor(places).astype(int)
    high = np.minimum(low + 1, BANDS - 1)
    share = (places - low).astype(np.float32)
    return frames[:, low] * (1 - share) + frames[:, high] * share


class Draw:
    def __init__(self, path):
        found = np.load(path)
        self.frames, self.starts = found["frames"], found["starts"]
        self.speakers = int(found["speakers"].max()) + 1
        self.of = [np.flatnonzero(found["speakers"] == number) for number in range(self.speakers)]
        self.classes = self.speakers * len(STRETCHES)

    def crop(self, rng, speaker, length):
        """Frames of one or two recordings of a speaker."""
        got = []
        while sum(map(len, got)) < length:
            at = rng.choice(self.of[speaker])
            start, end = self.starts[at], self.starts[at + 1]
            begin = start + rng.randrange(max(1, end - start - length // 2))
            got.append(np.asarray(self.frames[begin : min(end, begin + length)], np.float32))
        return np.concatenate(got)[:length]

    def batch(self, rng):
        length = rng.randint(120, 280)
        labels = [rng.randrange(self.classes) for _ in range(BATCH)]
        rows = []
        for label in labels:
            speaker, which = divmod(label, len(STRETCHES))
            frames = stretched(self.crop(rng, speaker, length), STRETCHES[which])
            if rng.random() < 0.5:  # a noise floor
                floor = np.float32(rng.uniform(-9, -3)) + frames.max(0).mean()
                frames = np.logaddexp(frames, floor)
            frames = frames - frames.mean(0)
            if rng.random() < 0.4:
                at, width = rng.randrange(BANDS), rng.randint(1, 7)
                frames[:, at : at + width] = 0
            rows.append(frames)
        return torch.from_numpy(np.stack(rows)), torch.tensor(labels)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--steps", type=int, default=2200)
    options.add_argument("--minutes", type=float, default=30)
    asked = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    draw = Draw(CACHE / "speaker" / "train.npz")
    model, head = Speaker(), AdditiveMargin(draw.classes)
    optimiser = torch.optim.AdamW([*model.parameters(), *head.parameters()], lr=RATE, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=asked.steps, pct_start=0.1)
    began, mean = time.monotonic(), None
    for step in range(asked.steps):
        frames, labels = draw.batch(rng)
        loss = head(model(frames), labels, margin=0.2 * min(1.0, step / (0.3 * asked.steps)))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        if step % 200 == 199:
            print(f"speaker train: step {step + 1}, loss {mean:.3f}, {(time.monotonic() - began) / 60:.1f} min", flush=True)
        if (time.monotonic() - began) / 60 > asked.minutes:
            print(f"speaker train: the time was over at step {step + 1}; the result depends on the machine", flush=True)
            break
    model.eval()
    torch.save(model.state_dict(), CACHE / "speaker" / "speaker.pt")
    print(f"speaker train: {draw.speakers} speakers, {draw.classes} classes, {sum(p.numel() for p in model.parameters())} parameters")


if __name__ == "__main__":
    main()
