import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeardWord } from '#domain/speech.ts';
import type { WorkerPort } from '../worker-port.ts';
import { OpeningFailed, openVoskRecogniser } from './vosk-recogniser.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** A worker at the edge of the process: it does what the test says. */
interface FakeWorker extends WorkerPort<ToWorker> {
  readonly got: ToWorker[];
  readonly say: (message: FromWorker) => void;
  readonly die: (reason: string) => void;
  ended: boolean;
}

let workers: FakeWorker[];
let finals: HeardWord[][];
let partials: string[];
let failures: { message: string; mend: string }[];
let restarts: string[];

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  finals = [];
  partials = [];
  failures = [];
  restarts = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const opening = openVoskRecogniser({
    model: 'little',
    startWorker: (say, die) => {
      const worker: FakeWorker = {
        got: [],
        ended: false,
        say,
        die,
        post: (message) => worker.got.push(message),
        terminate: () => {
          worker.ended = true;
        },
      };
      workers.push(worker);
      return worker;
    },
    opening: {
      do: 'open',
      wasm: {} as WebAssembly.Module,
      archive: new Blob(),
      sampleRate: 16_000,
    },
    listener: {
      partial: (text) => partials.push(text),
      final: (words) => finals.push([...words]),
      failed: (problem) => failures.push({ ...problem }),
    },
    onRestart: (reason) => restarts.push(reason),
  });
  // Looked at by the test; one that fails first must not end the run.
  opening.catch(() => undefined);
  return opening;
}
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
const second = (): Float32Array<ArrayBuffer> => new Float32Array(16_000);
const word = (text: string, startMs: number, endMs: number): HeardWord => ({
  text,
  startMs,
  endMs,
  confidence: 1,
});
const secondsGot = (worker: FakeWorker): number =>
  worker.got.reduce((sum, one) => sum + (one.do === 'accept' ? one.samples.length : 0), 0) / 16_000;

describe('a recogniser', () => {
  it('gives partials, and finals with the times of the channel', async () => {
    const recogniser = await opened();
    recogniser.accept(second());
    last().say({ is: 'partial', text: 'hello' });
    last().say({ is: 'worked', upTo: 16_000 });
    last().say({ is: 'utterance', words: [word('hello', 200, 600)], upTo: 16_000 });
    expect(partials).toEqual(['hello']);
    expect(finals).toEqual([[word('hello', 200, 600)]]);
  });

  it('keeps silence to itself', async () => {
    const recogniser = await opened();
    recogniser.accept(second());
    last().say({ is: 'utterance', words: [], upTo: 16_000 });
    expect(finals).toEqual([]);
  });

  it('finishes when the final was given, and at once when nothing is open', async () => {
    const recogniser = await opened();
    await recogniser.finish();
    expect(last().got.some((one) => one.do === 'finish')).toBe(false);
    recogniser.accept(second());
    let done = false;
    const finished = recogniser.finish().then(() => (done = true));
    await Promise.resolve();
    expect(done).toBe(false);
    last().say({ is: 'worked', upTo: 16_000 });
    last().say({ is: 'utterance', words: [word('yes', 0, 100)], upTo: 16_000 });
    last().say({ is: 'finished', id: 1 });
    await finished;
    expect(finals).toHaveLength(1);
    await recogniser.finish();
  });

  it('is drained when all that was accepted was worked on', async () => {
    const recogniser = await opened();
    await recogniser.drained();
    recogniser.accept(second());
    let done = false;
    const drained = recogniser.drained().then(() => (done = true));
    last().say({ is: 'worked', upTo: 8_000 });
    await Promise.resolve();
    expect(done).toBe(false);
    last().say({ is: 'worked', upTo: 16_000 });
    await drained;
  });

  it('hears again what was not final when its worker dies, with times that go on', async () => {
    const recogniser = await opened();
    recogniser.accept(second());
    recogniser.accept(second());
    last().say({ is: 'worked', upTo: 32_000 });
    last().say({ is: 'utterance', words: [word('first', 0, 900)], upTo: 16_000 });
    const finished = recogniser.finish();
    last().die('out of memory');
    expect(workers).toHaveLength(2);
    expect(workers[0]?.ended).toBe(true);
    recogniser.accept(second());
    last().say({ is: 'open' });
    expect(last().got.map((one) => one.do)).toEqual(['open', 'accept', 'finish', 'accept']);
    expect(secondsGot(last())).toBe(2);
    last().say({ is: 'utterance', words: [word('second', 100, 400)], upTo: 16_000 });
    last().say({ is: 'finished', id: 1 });
    await finished;
    expect(finals.at(-1)).toEqual([word('second', 1100, 1400)]);
    expect(restarts).toEqual(['out of memory']);
    expect(failures).toEqual([]);
  });

  it('does not listen to a worker that was replaced', async () => {
    const recogniser = await opened();
    recogniser.accept(second());
    last().die('gone');
    workers[0]?.say({ is: 'utterance', words: [word('ghost', 0, 1)], upTo: 16_000 });
    expect(finals).toEqual([]);
  });

  it('replaces a worker that stopped answering while it owes an answer', async () => {
    const recogniser = await opened();
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(1);
    recogniser.accept(second());
    vi.advanceTimersByTime(4_500);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect(workers).toHaveLength(2);
    expect(restarts).toEqual(['the worker stopped answering']);
  });

  it('gives up after three deaths in a row, and not when there was progress between them', async () => {
    const recogniser = await opened();
    for (let time = 1; time <= 5; time += 1) {
      recogniser.accept(second());
      last().say({ is: 'worked', upTo: 16_000 });
      last().say({ is: 'utterance', words: [word('ok', 0, 9)], upTo: 16_000 });
      last().die('stumbled');
      last().say({ is: 'open' });
    }
    expect(failures).toEqual([]);
    recogniser.accept(second());
    const finished = recogniser.finish();
    for (let time = 1; time <= 3; time += 1) {
      last().die('broken');
      if (failures.length === 0) last().say({ is: 'open' });
    }
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).toMatch(/little stopped 3 times in a row\.$/);
    await finished;
    await recogniser.drained();
    recogniser.accept(second());
    expect(last().ended).toBe(true);
  });

  it('is not opened with a model that is none, and does not try the same again', async () => {
    const opening = open();
    last().say({ is: 'failed', while: 'opening', reason: 'it is not a tar archive' });
    await expect(opening).rejects.toThrow(OpeningFailed);
    expect(workers).toHaveLength(1);
    expect(last().ended).toBe(true);
    expect(failures).toEqual([]);
  });

  it('ends its worker when it is closed, and says nothing more', async () => {
    const recogniser = await opened();
    recogniser.accept(second());
    const finished = recogniser.finish();
    recogniser.close();
    await finished;
    last().say({ is: 'utterance', words: [word('late', 0, 9)], upTo: 16_000 });
    expect(finals).toEqual([]);
    expect(last().ended).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(1);
  });
});
