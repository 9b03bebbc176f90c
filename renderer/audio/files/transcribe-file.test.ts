import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HeardLine } from '#domain/speech.ts';
import { createScriptedEngine } from '#tests/fakes/scripted-speech.ts';
import { wav } from '#tests/fixtures/wav.ts';
import { seconds, silence, speechLike, together } from '../capture/test-sound.ts';
import type { CallSink } from '../session.ts';
import type { AudioFileError } from './audio-file.ts';
import {
  type FileProgress,
  transcribeFile,
  type TranscribeFileOptions,
} from './transcribe-file.ts';

const wasm = readFileSync('node_modules/@echogarden/fvad-wasm/fvad.wasm');
const said = speechLike(1.2, -22, { pauses: false });

async function run(
  file: Uint8Array<ArrayBuffer>,
  change: Partial<TranscribeFileOptions> = {},
  engine = createScriptedEngine(),
) {
  const lines: { key: string; line: HeardLine }[] = [];
  const captures: Parameters<CallSink['capture']>[0][] = [];
  const progress: FileProgress[] = [];
  const result = await transcribeFile(new Blob([file]), {
    engine,
    name: 'call.wav',
    session: 'f1',
    fvad: new Uint8Array(wasm).buffer,
    onProgress: (one) => progress.push(one),
    sink: {
      partial: () => undefined,
      line: async (key, line) => {
        lines.push({ key, line });
        return { outcome: 'kept' };
      },
      capture: async (one) => {
        captures.push(one);
      },
    },
    ...change,
  });
  return { result, lines, captures, progress };
}

/** Two people, one after the other. */
const agent = together(silence(1), said, silence(4));
const customer = together(silence(3.5), said, silence(1.5));
const startsOf = (lines: readonly { line: HeardLine }[]) =>
  lines.map(({ line }) => [line.speaker, Math.round((line.words[0]?.startMs ?? 0) / 100) / 10]);

describe('a recording', () => {
  it('in stereo is the agent left and the customer right', async () => {
    const { result, lines, captures, progress } = await run(wav([agent, customer], 16_000));
    expect(startsOf(lines)).toEqual([
      ['agent', 1],
      ['customer', 3.5],
    ]);
    expect(lines.map(({ key }) => key)).toEqual(['f1:agent:0', 'f1:customer:0']);
    expect(result).toMatchObject({ sides: 'both', lines: 2, problems: [], cancelled: false });
    expect(captures.map(({ state, agent: source }) => [state, source?.label])).toEqual([
      ['running', 'call.wav'],
      ['ended', 'call.wav'],
    ]);
    expect(progress.at(-1)?.share).toBe(1);
  });

  it('with one channel is the customer, and says so', async () => {
    const { result, lines } = await run(wav([together(agent, customer)], 16_000));
    expect(startsOf(lines)).toEqual([
      ['customer', 1],
      ['customer', 9.7],
    ]);
    expect(result.problems[0]?.message).toContain('one channel');
  });

  it('with one channel twice is not written twice', async () => {
    const { result, lines } = await run(wav([agent, agent], 16_000));
    expect(lines).toHaveLength(1);
    expect(result.sides).toBe('customer');
    expect(result.problems[0]?.message).toContain('the same');
  });

  it.each([8_000, 44_100, 48_000])('at %i Hz has the same times', async (rate) => {
    // Every rate from the same shape: repeat or drop samples, the voice stays a voice.
    const at = (samples: Float32Array) =>
      Float32Array.from(
        { length: Math.round((samples.length * rate) / 16_000) },
        (_, index) => samples[Math.round((index * 16_000) / rate)] ?? 0,
      );
    const { lines } = await run(wav([at(agent), at(customer)], rate));
    expect(startsOf(lines)).toEqual([
      ['agent', 1],
      ['customer', 3.5],
    ]);
  });

  it('waits for a slow recogniser and shows how far it is', async () => {
    const long = together(...Array.from({ length: 4 }, () => agent));
    const { progress } = await run(wav([long], 16_000), {}, createScriptedEngine({ slowMs: 5 }));
    const shares = progress.map(({ share }) => share);
    expect(shares.length).toBeGreaterThan(4);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('can be cancelled in the middle', async () => {
    const controller = new AbortController();
    const long = together(...Array.from({ length: 8 }, () => agent));
    const { result, lines, captures } = await run(wav([long], 16_000), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(result.cancelled).toBe(true);
    expect(lines.length).toBeLessThan(3);
    expect(captures.at(-1)?.reason).toContain('cancelled');
  });
});

describe('a bad recording', () => {
  it('that was cut off gives what is there and says from where on', async () => {
    const whole = wav([together(agent, agent)], 16_000);
    const { result, lines } = await run(whole.slice(0, 44 + seconds(5) * 2));
    expect(lines).toHaveLength(1);
    expect(result.problems.at(-1)?.message).toBe(
      'The recording is damaged or cut off: from 0:05 of 0:12 on it could not be read.',
    );
  });

  it.each([
    ['empty', new Uint8Array(0), 'empty'],
    [
      'no recording',
      new TextEncoder().encode('Dear Sir or Madam, '.repeat(500)),
      'not a recording',
    ],
    ['noise', Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 251), 'not a recording'],
  ])('that is %s is refused in one sentence', async (_name, bytes, sentence) => {
    const error = await run(bytes).then(
      () => undefined,
      (reason: unknown) => reason as AudioFileError,
    );
    expect(error?.message).toContain(sentence);
    expect(error?.mend).toMatch(/\.$/);
  });

  it('a recogniser that cannot be had ends it with its own sentence', async () => {
    const engine = createScriptedEngine({
      load: () => Promise.reject(Object.assign(new Error('No model.'), { mend: 'Install one.' })),
    });
    await expect(run(wav([agent], 16_000), {}, engine)).rejects.toMatchObject({
      message: 'No model.',
      mend: 'Install one.',
    });
  });
});
