import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWav } from '#core/measure/wav.ts';
import { agentSentences, customerSentences } from '#tests/fakes/sentences.ts';
import {
  clipped,
  joined,
  louder,
  mixed,
  music,
  noise,
  resampled,
  silence,
  standardRate,
} from '#tests/fakes/sound.ts';
import { agentVoice, canSpeak, customerVoice, spoken } from '#tests/fakes/spoken.ts';
import { findChromium } from './browser-session.ts';

/**
 * @file Recordings as bad as they come, through the recogniser of the window in a real browser: one
 * command reads them all, so that a bad one in the middle cannot spoil what comes after it.
 */

const chromium = await findChromium();
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'earshot-bad-sound-'));

interface Transcript {
  readonly file: string;
  readonly seconds: number;
  readonly lines: readonly {
    readonly speaker: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly text: string;
    readonly words: readonly { readonly text: string; readonly confidence: number }[];
    readonly confidence: number;
  }[];
  readonly problem?: string;
}

const [question] = customerSentences;
const [greeting] = agentSentences;
const customer = spoken(question, customerVoice);
const agent = spoken(greeting, agentVoice);
const inQuiet = (...sound: readonly Float32Array[]): Float32Array =>
  mixed(
    joined(silence(0.6), ...sound, silence(0.8)),
    noise(sound.reduce((sum, { length }) => sum + length, 0) / standardRate + 1.4, { db: -65 }),
  );
const wav = (sound: Float32Array, rate: number = standardRate): Uint8Array =>
  writeWav({ rate, channels: [resampled(sound, standardRate, rate)] });

/** Several: of one alone a single word more or less decides. */
const clippedSentences = customerSentences.slice(0, 4);
const plain = wav(inQuiet(customer));
const long = wav(inQuiet(customer, silence(1), spoken(customerSentences[1], customerVoice)));
const damaged = Uint8Array.from(long);
// A block of a disk that is gone: zeros and rubbish in the middle of the sound.
damaged.fill(0, 60_000, 64_096);

const sounds: Readonly<Record<string, Uint8Array>> = {
  'plain.wav': plain,
  'silence.wav': wav(silence(4)),
  'noise.wav': wav(noise(4, { db: -40 })),
  ...Object.fromEntries(
    clippedSentences.map((text, index) => [
      `clipped-${index}.wav`,
      wav(clipped(inQuiet(spoken(text, customerVoice)), 26)),
    ]),
  ),
  'quiet.wav': wav(louder(inQuiet(customer), -25)),
  'telephone.wav': writeWav(
    { rate: 8_000, channels: [resampled(inQuiet(customer), standardRate, 8_000)] },
    'mulaw',
  ),
  'studio.wav': wav(inQuiet(customer), 48_000),
  'music.wav': wav(music(8)),
  'two-people.wav': wav(inQuiet(mixed(customer, louder(agent, -3)))),
  'truncated.wav': long.subarray(0, Math.floor(long.length * 0.6)),
  'damaged.wav': damaged,
  'no-sound.wav': new TextEncoder().encode(
    'This is a shopping list and no recording.\n'.repeat(40),
  ),
  'header-only.wav': plain.subarray(0, 44),
  ...(canSpeak() && {
    'german.wav': wav(inQuiet(spoken('Guten Tag, wo bleibt mein Paket?', { voice: 'de' }))),
  }),
  'last.wav': plain,
};

describe.skipIf(chromium === undefined)('bad recordings', () => {
  const read = new Map<string, Transcript>();
  let said = '';
  let code = 0;

  beforeAll(async () => {
    const files = Object.entries(sounds).map(([name, bytes]) => {
      const file = join(folder, name);
      writeFileSync(file, bytes);
      return file;
    });
    const ended = await promisify(execFile)(
      process.execPath,
      [
        join(root, 'scripts', 'earshot.mjs'),
        'transcribe',
        '--json',
        '--speaker',
        'customer',
        ...files,
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    ).then(
      (output) => ({ ...output, code: 0 }),
      (thrown: unknown) => thrown as { stdout: string; stderr: string; code: number },
    );
    ({ code } = ended);
    said = ended.stderr;
    for (const line of ended.stdout.split('\n').filter(Boolean)) {
      const transcript = JSON.parse(line) as Transcript;
      read.set(basename(transcript.file), transcript);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const lines = (name: string): Transcript['lines'] => read.get(name)?.lines ?? [];
  const words = (name: string): string[] =>
    lines(name).flatMap((line) => line.words.map(({ text }) => text));
  /** Share of the words of a sentence that were recognised. */
  const found = (name: string, sentence: string): number => {
    const heard = new Set(words(name));
    const wanted = sentence.split(' ');
    return wanted.filter((word) => heard.has(word)).length / wanted.length;
  };
  const sentenceAbout = (name: string): string =>
    said.split('\n').find((line) => line.includes(`${name}:`)) ?? '';

  it.each(['plain.wav', 'telephone.wav', 'studio.wav', 'quiet.wav', 'last.wav'])(
    'reads %s, whatever its rate and level',
    (name) => {
      expect(found(name, question), words(name).join(' ')).toBeGreaterThanOrEqual(0.8);
      expect(sentenceAbout(name)).toBe('');
    },
  );

  it('reads speech that is clipped, as far as it goes', () => {
    const shares = clippedSentences.map((text, index) => found(`clipped-${index}.wav`, text));
    const share = shares.reduce((sum, one) => sum + one, 0) / shares.length;
    expect(share, shares.map((one) => one.toFixed(2)).join(' ')).toBeGreaterThan(0.5);
  });

  it.each(['silence.wav', 'noise.wav', 'music.wav'])(
    'makes no words of %s, and says so',
    (name) => {
      expect(words(name)).toEqual([]);
      expect(sentenceAbout(name)).toMatch(/No speech/);
    },
  );

  it('survives two people at once on one channel', () => {
    expect(read.has('two-people.wav')).toBe(true);
  });

  it('gives what there is of a recording that was cut off', () => {
    expect(found('truncated.wav', question)).toBeGreaterThanOrEqual(0.8);
    expect(read.get('truncated.wav')?.seconds).toBeLessThan(6);
    expect(sentenceAbout('truncated.wav')).toMatch(/damaged or cut off: from 0:05 of 0:09/);
  });

  it('gives the rest of a recording with a hole in it', () => {
    expect(found('damaged.wav', customerSentences[1])).toBeGreaterThanOrEqual(0.7);
  });

  it('says in a sentence what is no recording, and fails', () => {
    for (const name of ['no-sound.wav', 'header-only.wav']) {
      expect(sentenceAbout(name), said).toMatch(/^.+: [A-Z].+\. [A-Z].+\.$/);
      expect(words(name)).toEqual([]);
    }
    expect(code).toBe(1);
  });

  it.skipIf(!canSpeak())('is not sure of another language', () => {
    const sure = (name: string): number =>
      lines(name)
        .flatMap((line) => line.words)
        .filter(({ confidence }) => confidence > 0.95).length;
    expect(sure('german.wav')).toBeLessThan(sure('plain.wav'));
  });
});
