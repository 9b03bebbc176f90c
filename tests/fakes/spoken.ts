import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWav } from '#core/measure/wav.ts';
import { resampled, standardRate } from './sound.ts';

/**
 * @file Speech for tests and benchmarks: sentences of ours, spoken by espeak-ng where it is
 * installed. Where it is not, the recordings in tests/fixtures/spoken stand in, which are the same
 * sentences spoken once.
 */

export interface Voice {
  readonly voice?: string;
  /** Words a minute. */
  readonly speed?: number;
  /** 0 to 99. */
  readonly pitch?: number;
}

/** Two voices that a listener tells apart. */
export const agentVoice: Voice = { voice: 'en-us+m3', pitch: 40 };
export const customerVoice: Voice = { voice: 'en-us+f2', pitch: 60 };

export const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'spoken');

let found: boolean | undefined;

/** Whether any sentence can be spoken, or only those that were recorded. */
export function canSpeak(): boolean {
  found ??= spawnSync('espeak-ng', ['--version'], { stdio: 'ignore' }).status === 0;
  return found;
}

/** The file in tests/fixtures/spoken with these words. */
export const recordedName = (text: string): string =>
  `${text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)}.wav`;

/**
 * The words as sound, mono, 16 kHz.
 *
 * @throws where espeak-ng is not installed and nobody has recorded these words
 */
export function spoken(text: string, { voice = 'en-us', speed = 150, pitch = 50 }: Voice = {}) {
  const { rate, channels } = readWav(
    canSpeak() ? speak(text, voice, speed, pitch) : recording(text),
  );
  return resampled(channels[0] ?? new Float32Array(), rate, standardRate);
}

function speak(text: string, voice: string, speed: number, pitch: number): Uint8Array {
  const { status, stdout, stderr } = spawnSync(
    'espeak-ng',
    ['-v', voice, '-s', String(speed), '-p', String(pitch), '--stdout', text],
    { maxBuffer: 256 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`espeak-ng failed: ${stderr.toString().trim()}`);
  return stdout;
}

function recording(text: string): Uint8Array {
  try {
    return readFileSync(join(folder, recordedName(text)));
  } catch (cause) {
    throw new Error(
      `espeak-ng is not installed and tests/fixtures/spoken has no ${recordedName(text)}.`,
      { cause },
    );
  }
}
