import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeardWord } from '#domain/speech.ts';
import { openSegmentRecogniser, SegmentOpeningFailed } from './segment-recogniser.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

interface FakeWorker {
  readonly got: ToWorker[];
  readonly say: (message: FromWorker) => void;
  readonly die: (reason: string) => void;
}
let workers: FakeWorker[];
let finals: HeardWord[][];
let partials: string[];
let failures: string[];
let shares: number[];
beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  finals = [];
  partials = [];
  failures = [];
  shares = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const open = () =>
  openSegmentRecogniser({
    model: 'little',
    startWorker: (say, die) => {
      const got: ToWorker[] = [];
      workers.push({ got, say, die });
      return { post: (message) => got.push(message), terminate: () => undefined };
    },
    opening: { do: 'open', model: 'little', files: [], wasmUrl: '' },
    listener: {
      loading: (share) => shares.push(share),
      partial: (text) => partials.push(text),
      final: (words) => finals.push([...words]),
      failed: ({ message }) => failures.push(message),
    },
    onRestart: () => undefined,
  });
const last = (): FakeWorker => {
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('No worker was started.');
  return worker;
};
const opened = async () => {
  const opening = open();
  last().say({ is: 'open' });
  return opening;
};
const tone = (seconds: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: seconds * 16_000 }, (_, at) => 0.1 * Math.sin(at / 5));
const words: HeardWord[] = [{ text: 'yes', startMs: 10, endMs: 90, confidence: 1 }];
const asked = (worker = last()) => worker.got.filter((one) => one.do === 'recognise');
/** Answers what was asked and not answered. */
const answer = (worker = last()): void => {
  const id = asked(worker).at(-1)?.id ?? 0;
  worker.say({ is: 'recognised', id, words });
};

describe('a recogniser of segments', () => {
  it('says how much of the model came, until it is open', async () => {
    const opening = open();
    last().say({ is: 'loading', share: 0.4 });
    last().say({ is: 'open' });
    await opening;
    expect(shares).toEqual([0.4]);
  });

  it('gives the words of a segment when it has ended, with times of the channel', async () => {
    const recogniser = await opened();
    recogniser.accept(new Float32Array(16_000));
    recogniser.accept(tone(0.5));
    const finished = recogniser.finish();
    answer();
    await finished;
    // A second of silence, of which 0.3 s stay before the voice.
    expect(finals).toEqual([[{ text: 'yes', startMs: 710, endMs: 790, confidence: 1 }]]);
  });

  it('asks nothing about silence', async () => {
    const recogniser = await opened();
    recogniser.accept(new Float32Array(16_000));
    await recogniser.finish();
    expect(asked()).toEqual([]);
  });

  it('looks at the words so far about once a second, and says the same only once', async () => {
    const recogniser = await opened();
    for (let at = 0; at < 3; at += 1) {
      recogniser.accept(tone(1));
      answer();
    }
    expect(asked()).toHaveLength(3);
    expect(partials).toEqual(['yes']);
  });

  it('does not look again while a look is slow', async () => {
    const recogniser = await opened();
    recogniser.accept(tone(1));
    vi.advanceTimersByTime(900);
    answer();
    recogniser.accept(tone(1));
    expect(asked()).toHaveLength(1);
  });

  it('cuts somebody who speaks on and on', async () => {
    const recogniser = await opened();
    recogniser.accept(tone(28));
    answer();
    await recogniser.drained();
    expect(finals).toHaveLength(1);
  });

  it('gives an ended segment to the next worker when one dies, three times at most', async () => {
    const recogniser = await opened();
    recogniser.accept(tone(0.5));
    const finished = recogniser.finish();
    last().die('gone');
    last().say({ is: 'open' });
    expect(asked()).toHaveLength(1);
    last().die('gone');
    last().say({ is: 'open' });
    last().die('gone');
    await finished;
    expect(workers).toHaveLength(3);
    expect(failures).toEqual(['The recogniser with little stopped 3 times in a row.']);
  });

  it('says whether a model that cannot be opened is damaged', async () => {
    const opening = open();
    last().say({
      is: 'failed',
      while: 'opening',
      reason: 'x is not the listed file',
      damaged: true,
    });
    const error: unknown = await opening.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SegmentOpeningFailed);
    expect(error).toMatchObject({ damaged: true });
  });
});
