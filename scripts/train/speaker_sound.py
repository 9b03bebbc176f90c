"""Lines and rooms: what a recording goes through on its way to the desk, at random."""

import numpy as np
from speaker_features import RATE


def mu_law(samples):
    """8 bit and back, as telephone networks do it (ITU-T G.711, mu = 255)."""
    squeezed = np.sign(samples) * np.log1p(255 * np.abs(np.clip(samples, -1, 1))) / np.log(256)
    squeezed = np.round(squeezed * 127) / 127
    return np.sign(squeezed) * np.expm1(np.abs(squeezed) * np.log(256)) / 255


def response(rng, bins, line):
    """Gain per frequency: a tilt, two gentle bumps, the edges of a line."""
    hertz = np.linspace(0, RATE / 2, bins)
    octaves = np.log2(np.maximum(hertz, 50) / 1000)
    decibel = rng.uniform(-3, 3) * octaves
    for _ in range(2):
        decibel += rng.uniform(-7, 7) * np.exp(-0.5 * ((octaves - rng.uniform(-2.5, 2)) / rng.uniform(0.3, 1)) ** 2)
    if line:
        low, high = rng.uniform(120, 350), rng.uniform(3_300, 3_900)
        decibel -= 18 * np.maximum(0, np.log2(low / np.maximum(hertz, 20))) + 60 * np.maximum(0, np.log2(np.maximum(hertz, 20) / high))
    return 10 ** (decibel / 20)


def noise(rng, count):
    spectrum = np.fft.rfft(rng.standard_normal(count))
    hertz = np.maximum(np.linspace(0, RATE / 2, len(spectrum)), 60)
    made = np.fft.irfft(spectrum * hertz ** -rng.uniform(0, 1), count)
    return made / np.sqrt(np.mean(made**2))


def room(rng, count):
    """A short decaying tail, as a spectrum for `count` samples."""
    length = int(RATE * rng.uniform(0.05, 0.35))
    tail = rng.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length) * rng.uniform(0.01, 0.06)
    tail[0] = 1
    return np.fft.rfft(tail, count)


def through(rng, samples, others=None, line=None):
    """The recording after a room, a line and noise. `others`: speech of other people, for babble."""
    count = 1 << int(np.ceil(np.log2(len(samples) + RATE // 3)))
    spectrum = np.fft.rfft(samples, count)
    if rng.random() < 0.4:
        spectrum = spectrum * room(rng, count)
    is_line = rng.random() < 0.5 if line is None else line
    sound = np.fft.irfft(spectrum * response(rng, len(spectrum), is_line), count)[: len(samples)]
    sound *= 10 ** (rng.uniform(-30, -12) / 20) / max(1e-6, np.sqrt(np.mean(sound**2)))
    if rng.random() < 0.7:
        added = noise(rng, len(sound))
        if others is not None and rng.random() < 0.3:
            babble = sum(np.resize(other, len(sound)) for other in others)
            added = babble / max(1e-6, np.sqrt(np.mean(babble**2)))
        sound = sound + added * np.sqrt(np.mean(sound**2)) * 10 ** (-rng.uniform(8, 35) / 20)
    return mu_law(sound) if is_line else np.clip(sound, -1, 1)
