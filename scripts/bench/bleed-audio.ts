import { spawnSync } from 'node:child_process';
import type { Speaker } from '../../electron/domain/conversation.ts';
import { type SaidLine, seeded } from './bleed-set.ts';

const rate = 16_000;
const voices: Readonly<Record<Speaker, string>> = { customer: 'en-us+f3', agent: 'en-gb+m3' };
/** Root mean square of speech on a line, of full scale: -20 dB. */
const speechLevel = 0.1;
/** Noise of a quiet office in the microphone and of a telephone line: -60 and -66 dB. */
const noise: Readonly<Record<Speaker, number>> = { agent: 0.001, customer: 0.0005 };
/** Samples of the made-up room's response: 0.25 s. */
const roomSamples = 4_000;

export const espeakThere = (): boolean =>
  spawnSync('espeak-ng', ['--version'], { stdio: 'ignore' }).status === 0;

const recordings = new Map<string, Float32Array>();

/** A line said by espeak-ng, 16 kHz, silence cut off at both ends. */
export function spoken(text: string, speaker: Speaker): Float32Array {
  const key = `${speaker}:${text}`;
  const known = recordings.get(key);
  if (known !== undefined) return known;
  const made = spawnSync('espeak-ng', ['-v', voices[speaker], '-s', '165', '--stdout', text], {
    maxBuffer: 2 ** 26,
  });
  if (made.status !== 0) throw new Error(`espeak-ng could not say "${text}"`);
  const bytes = made.stdout;
  const from = bytes.readUInt32LE(24);
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44));
  const resampled = lowered(
    Float32Array.from(samples, (value) => value / 32_768),
    from,
  );
  recordings.set(key, resampled);
  return resampled;
}

/** To 16 kHz by a windowed sinc of 24 zeros, at the level of speech, without silent ends. */
function lowered(samples: Float32Array, from: number): Float32Array {
  const ratio = from / rate;
  const reach = Math.ceil(12 * ratio);
  const out = new Float32Array(Math.floor(samples.length / ratio));
  for (let index = 0; index < out.length; index += 1) {
    const centre = index * ratio;
    let sum = 0;
    for (let at = Math.ceil(centre - reach); at <= centre + reach; at += 1) {
      const x = (at - centre) / ratio;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      sum += (samples[at] ?? 0) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / 12));
    }
    out[index] = sum / ratio;
  }
  const loud = (value: number): boolean => Math.abs(value) > 0.005;
  const cut = out.slice(out.findIndex(loud), out.findLastIndex(loud) + 1);
  const power = Math.sqrt(cut.reduce((sum, value) => sum + value * value, 0) / cut.length);
  return cut.map((value) => (value * speechLevel) / power);
}

export const spokenDuration = (text: string, speaker: Speaker): number =>
  (spoken(text, speaker).length / rate) * 1000;

export interface Bleed {
  /** Of the customer's voice in the microphone against the customer's channel; negative. */
  readonly levelDb: number;
  readonly delayMs: number;
}

/** Both channels of a laid-out talk: the customer's line, and the microphone with the bleed. */
export function mixed(
  lines: readonly SaidLine[],
  bleed: Bleed,
  seed: number,
): Record<Speaker, Float32Array> {
  const random = seeded(seed);
  const length = Math.ceil(((lines.at(-1)?.endMs ?? 0) / 1000 + 2) * rate);
  const sides = { agent: new Float32Array(length), customer: new Float32Array(length) };
  for (const line of lines) {
    const at = Math.round((line.startMs / 1000) * rate);
    for (const [index, value] of spoken(line.text, line.speaker).entries())
      sides[line.speaker][at + index] = (sides[line.speaker][at + index] ?? 0) + value;
  }
  const gain = 10 ** (bleed.levelDb / 20);
  const delay = Math.round((bleed.delayMs / 1000) * rate);
  // A direct path, some reflections that fade by 60 dB in the room's time: 6 dB below it in all.
  const taps: { at: number; gain: number }[] = [{ at: 0, gain: 0.9 }];
  const echoes = 60;
  for (let count = 0; count < echoes; count += 1) {
    const at = 16 + Math.floor(random() * roomSamples);
    const fade = 10 ** (-3 * (at / roomSamples));
    taps.push({ at, gain: (random() * 2 - 1) * fade * 0.25 });
  }
  for (const tap of taps)
    for (let index = 0; index + delay + tap.at < length; index += 1) {
      const value = sides.customer[index] ?? 0;
      if (value !== 0) {
        const at = index + delay + tap.at;
        sides.agent[at] = (sides.agent[at] ?? 0) + value * gain * tap.gain;
      }
    }
  for (const speaker of ['agent', 'customer'] as const)
    for (let index = 0; index < length; index += 1)
      sides[speaker][index] =
        (sides[speaker][index] ?? 0) +
        noise[speaker] * 1.22 * (random() + random() - random() - random());
  return sides;
}
