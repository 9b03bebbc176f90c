import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { SpeechModelError } from '../speech-model-error.ts';
import { type ListedFile, openArchive } from './archive.ts';

const bytes = new TextEncoder().encode('an archive of a model');
const listed: ListedFile = {
  model: 'little',
  url: 'http://host/models/little/model.tar.gz',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
};

let kept: Map<string, Blob>;
let asked: number;
let served: () => Promise<Response>;
let problems: string[];
let fetched: number[];
beforeEach(() => {
  kept = new Map();
  asked = 0;
  served = () => Promise.resolve(new Response(bytes));
  problems = [];
  fetched = [];
});

/** As it comes over a slow line: two pieces. */
const inTwo = (at: number): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const piece of [bytes.slice(0, at), bytes.slice(at)]) controller.enqueue(piece);
        controller.close();
      },
    }),
  );

/** The browser's store at the edge: a map. */
const store = {
  get: (sha256: string) => Promise.resolve(kept.get(sha256)),
  put: (sha256: string, archive: Blob) => Promise.resolve(void kept.set(sha256, archive)),
  remove: (sha256: string) => Promise.resolve(void kept.delete(sha256)),
};
const open = (ports: Partial<typeof store> = {}) =>
  openArchive(listed, {
    store: { ...store, ...ports },
    fetch: () => {
      asked += 1;
      return served();
    },
    onProblem: (sentence) => problems.push(sentence),
    onFetched: (share) => fetched.push(share),
  });
const failure = async (): Promise<SpeechModelError> => {
  const error: unknown = await open().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SpeechModelError);
  return error as SpeechModelError;
};

describe("a model's archive", () => {
  it('is fetched once and kept', async () => {
    expect(await (await open()).text()).toBe('an archive of a model');
    expect(await (await open()).text()).toBe('an archive of a model');
    expect(asked).toBe(1);
  });

  it('tells how much of it came, and nothing when it was kept', async () => {
    const half = Math.floor(bytes.length / 2);
    served = () => Promise.resolve(inTwo(half));
    await open();
    expect(fetched[0]).toBeCloseTo(0.5, 1);
    expect(fetched.at(-1)).toBe(1);
    fetched = [];
    await open();
    expect(fetched).toEqual([]);
  });

  it.each([
    ['cut off', bytes.slice(0, 10)],
    ['changed', bytes.map((byte) => byte ^ 1)],
    ['empty', new Uint8Array(0)],
  ])('that comes %s is refused, not kept, and fetched anew', async (_how, wrong) => {
    served = () => Promise.resolve(new Response(wrong));
    expect((await failure()).message).toBe('The speech model little is damaged or incomplete.');
    expect(kept.size).toBe(0);
    served = () => Promise.resolve(new Response(bytes));
    await open();
    expect(asked).toBe(2);
  });

  it('that was damaged while it was kept is dropped and fetched anew', async () => {
    kept.set(listed.sha256, new Blob(['something else']));
    expect(await (await open()).text()).toBe('an archive of a model');
    expect(asked).toBe(1);
    expect(await kept.get(listed.sha256)?.text()).toBe('an archive of a model');
  });

  it.each([
    ['refused', () => Promise.resolve(new Response('no', { status: 404 }))],
    ['not reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('that is %s has its sentence and what to do', async (_how, answer) => {
    served = answer;
    const { message, mend } = await failure();
    expect(message).toBe('The speech model little could not be fetched.');
    expect(mend).toMatch(/installed/);
  });

  it('is used and not kept where the browser keeps nothing', async () => {
    const full = () => Promise.reject(new Error('QuotaExceeded'));
    expect(await (await open({ get: full, put: full })).text()).toBe('an archive of a model');
    expect(problems).toHaveLength(2);
  });
});
