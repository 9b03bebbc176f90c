"""Made-up speakers and their speech. Usage: speaker_voices.py

Two families. *Formant*: espeak-ng with variant files drawn at random (pitch, eight formants, tilt, breath, roughness, a
Klatt source for some). *Recorded*: festival and flite voices, each built from one person's recordings; played faster or
slower (pitch and formants move along) one person makes several speakers. Voices are split by the person they stem
from, so that no part shares one: train, dev (thresholds), test (figures).
Writes CACHE/speaker/wav/PART/SPEAKER/NN.wav, 16 kHz mono.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
from paths import CACHE, SEED
from speaker_sentences import sentence

WAVS = CACHE / "speaker" / "wav"
FORMANT = {"train": 420, "dev": 60, "test": 60}
ACCENTS = "en-us en-gb en-gb-scotland en-029 en-gb-x-rp en-gb-x-gbclan en-gb-x-gbcwmd".split()
# One name per person behind the voice: kal is in festival and flite, slt too.
RECORDED = {
    "train": {
        "festival": "kal_diphone pc_diphone lp_diphone suo_fi_lj_diphone msu_ru_nsh_clunits upc_ca_ona_hts czech_dita czech_krb".split(),
        "flite": "awb rms slt".split(),
    },
    "dev": {"festival": "czech_machac hy_fi_mv_diphone".split(), "flite": []},
    "test": {"festival": "ked_diphone czech_ph".split(), "flite": []},
}
# Ratios of playing speed. About 7 % apart, which listeners hear as other people.
WARPS = (0.82, 0.88, 0.94, 1.0, 1.07, 1.15, 1.23)
UTTERANCES = {"formant": 9, "recorded": 14}
RATE = 16_000


def variant(rng):
    """The text of an espeak-ng voice variant: docs/voices.md of espeak-ng, drawn at random."""
    low = rng.random() < 0.5
    pitch = rng.uniform(72, 130) if low else rng.uniform(135, 235)
    tract = rng.uniform(86, 104) if low else rng.uniform(102, 126)
    lines = ["language variant", "name made", f"pitch {pitch:.0f} {pitch * rng.uniform(1.25, 1.7):.0f}", f"flutter {rng.randint(0, 10)}", f"roughness {rng.randint(0, 4)}"]
    for formant in range(9):
        lines.append(f"formant {formant} {tract * rng.uniform(0.94, 1.06):.0f} {rng.uniform(65, 130):.0f} {rng.uniform(70, 160):.0f}")
    lines.append(f"tone 600 {rng.randint(110, 200)} 1200 {rng.randint(80, 180)} 2000 {rng.randint(60, 160)} 3500 {rng.randint(50, 160)}")
    lines.append(f"consonants {rng.randint(60, 140)}")
    if rng.random() < 0.3:
        lines.append("breath " + " ".join(str(rng.randint(0, 12)) for _ in range(8)))
    if rng.random() < 0.4:
        lines.append(f"klatt {rng.randint(1, 5)}")
    lines.append(f"voicing {rng.randint(60, 110)}")
    return "\n".join(lines) + "\n", pitch


def espeak_data():
    """A copy of espeak-ng's data that we may add variants to."""
    found = subprocess.run(["espeak-ng", "--version"], check=True, capture_output=True, text=True).stdout
    source = Path(found.split("Data at:")[1].strip())
    target = CACHE / "speaker" / "espeak-ng-data"
    if not target.exists():
        shutil.copytree(source, target)
    return target


def read(path):
    """Samples in -1 to 1 and the rate. ffmpeg reads what a program wrote with an odd header."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768, file.getframerate()


def write(folder, said):
    """All of one speaker or nothing, so that a run that was cut off can go on."""
    scratch = folder.with_name(f".{folder.name}")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    for at, samples in enumerate(said):
        with wave.open(str(scratch / f"{at:02}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    scratch.rename(folder)


def resample(samples, ratio):
    """`ratio` output samples per input sample, by cutting or padding the spectrum."""
    n = len(samples)
    m = round(n * ratio)
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(m // 2 + 1, complex)
    width = min(len(kept), len(spectrum))
    kept[:width] = spectrum[:width]
    return (np.fft.irfft(kept, m) * (m / n)).astype(np.float32)


def formant_speaker(part, number, data):
    folder = WAVS / part / f"formant-{number:03}"
    if folder.exists():
        return
    rng = random.Random(f"{SEED}/{part}/{number}")
    text, _ = variant(rng)
    # In a folder of its own: espeak-ng lists all variants at every start.
    name = f"made-{part}-{number}"
    (data / "voices" / "!v" / name).write_text(text)
    accent, speed = rng.choice(ACCENTS), rng.uniform(135, 195)
    said = []
    with tempfile.TemporaryDirectory() as scratch:
        for at in range(UTTERANCES["formant"]):
            out = Path(scratch) / f"{at}.wav"
            # A person does not speak twice at the same pitch and speed.
            subprocess.run(
                ["espeak-ng", "--path", str(data.parent), "-v", f"{accent}+{name}", "-s", f"{speed * rng.uniform(0.85, 1.2):.0f}",
                 "-p", str(rng.randint(38, 62)), "-a", str(rng.randint(60, 120)), "-w", str(out), sentence(rng)],
                check=True, capture_output=True,
            )
            samples, rate = read(out)
            said.append(resample(samples, RATE / rate))
    write(folder, said)
    (data / "voices" / "!v" / name).unlink()


def festival(voice, rng, count, scratch):
    outs = [Path(scratch) / f"{at}.wav" for at in range(count)]
    lines = [f"(voice_{voice})"]
    for out in outs:
        lines.append(f"(Parameter.set 'Duration_Stretch {rng.uniform(0.85, 1.25):.2f})")
        lines.append(f'(utt.save.wave (utt.synth (Utterance Text "{sentence(rng)}")) "{out}" \'riff)')
    script = Path(scratch) / "say.scm"
    script.write_text("\n".join(lines))
    subprocess.run(["festival", "-b", str(script)], check=True, capture_output=True)
    return outs


def flite(voice, rng, count, scratch):
    outs = [Path(scratch) / f"{at}.wav" for at in range(count)]
    for out in outs:
        subprocess.run(["flite", "-voice", voice, "--setf", f"duration_stretch={rng.uniform(0.85, 1.25):.2f}", "-t", sentence(rng), "-o", str(out)], check=True, capture_output=True)
    return outs


def recorded_speaker(part, program, voice):
    """The voice at every speed; other sentences at each, or the words would tell who it is."""
    for warp in WARPS:
        folder = WAVS / part / f"{voice}-{round(warp * 100)}"
        if folder.exists():
            continue
        rng = random.Random(f"{SEED}/{voice}/{warp}")
        with tempfile.TemporaryDirectory() as scratch:
            outs = {"festival": festival, "flite": flite}[program](voice, rng, UTTERANCES["recorded"], scratch)
            said = [resample(samples, RATE / rate / (warp * rng.uniform(0.985, 1.015))) for samples, rate in map(read, outs)]
        write(folder, said)


def main():
    for program in ("espeak-ng", "festival", "flite"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not installed; on Debian: apt-get install espeak-ng flite festival and the festvox-* voices of speaker_voices.py.")
    os.environ["LC_ALL"] = "C"
    data = espeak_data()
    for part, programs in RECORDED.items():
        for program, voices in programs.items():
            for voice in voices:
                recorded_speaker(part, program, voice)
    for part, count in FORMANT.items():
        for number in range(count):
            formant_speaker(part, number, data)
    for part in FORMANT:
        print(f"speaker voices, {part}: {len(list((WAVS / part).iterdir()))}")


if __name__ == "__main__":
    main()
