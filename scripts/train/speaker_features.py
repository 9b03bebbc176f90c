"""What the speaker model hears: log-mel energies of the frames that hold speech. electron/core/inference/log-mel.ts is
the same in TypeScript, step by step; speaker_fixture.py makes the numbers that its test compares with.

Only 100 to 3,800 Hz count, so that a telephone and a headset give the same. The mean of each band over the speech is
taken off, which takes off the colour of a line.
"""

import numpy as np

RATE = 16_000
WINDOW, HOP, FFT = 400, 160, 512
BANDS, LOWEST_HZ, HIGHEST_HZ = 40, 100.0, 3_800.0
# Decibel: a frame is speech when it is less than 30 under the loud ones, and off the floor by a quarter of the way.
UNDER_LOUD, OFF_FLOOR, LEAST_RANGE, LEAST_LEVEL = 30.0, 0.25, 8.0, -65.0


def mel(hertz):
    return 2595.0 * np.log10(1.0 + np.asarray(hertz) / 700.0)


def filters():
    """Triangles over the power spectrum, BANDS rows of FFT // 2 + 1; the HTK mel scale."""
    edges = np.linspace(mel(LOWEST_HZ), mel(HIGHEST_HZ), BANDS + 2)
    places = mel(np.arange(FFT // 2 + 1) * RATE / FFT)
    rows = []
    for at in range(BANDS):
        low, middle, high = edges[at : at + 3]
        rows.append(np.maximum(0, np.minimum((places - low) / (middle - low), (high - places) / (high - middle))))
    return np.array(rows)


FILTERS = filters()
HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)


def frames_of(samples):
    count = max(0, 1 + (len(samples) - WINDOW) // HOP)
    return np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP][:count] if count else np.zeros((0, WINDOW))


def percentile(values, share):
    """The value at floor(share x (n - 1)) in order: no interpolation, so that it is the same everywhere."""
    return np.sort(values)[int(np.floor(share * (len(values) - 1)))]


def log_mel(samples):
    """Natural logarithm of the band energies of every frame, and each frame's level in the same bands, in decibel."""
    power = np.abs(np.fft.rfft(frames_of(np.asarray(samples, np.float64)) * HANN, FFT)) ** 2
    energy = power @ FILTERS.T
    return np.log(energy + 1e-8), 10 * np.log10(energy.sum(1) / (WINDOW * WINDOW / 4) + 1e-12)


def speech(level):
    """Which frames hold speech; none when the level hardly moves, as in noise or silence."""
    if len(level) == 0:
        return np.zeros(0, bool)
    loud, floor = percentile(level, 0.95), percentile(level, 0.05)
    if loud - floor < LEAST_RANGE:
        return np.zeros(len(level), bool)
    return level > max(loud - UNDER_LOUD, floor + OFF_FLOOR * (loud - floor), LEAST_LEVEL)


def features(samples):
    """Speech frames x BANDS, float32, each band's mean taken off."""
    bands, level = log_mel(samples)
    kept = bands[speech(level)]
    return (kept - kept.mean(0) if len(kept) else kept).astype(np.float32)
