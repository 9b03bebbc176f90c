import { describe, expect, it } from 'vitest';
import { streamOf } from './core-frames.ts';
import { percentile } from './core-latency.ts';

describe('streamOf', () => {
  it('delivers what was pushed before and after the reader waits, in order', async () => {
    let push: (item: number) => void = () => undefined;
    const stream = streamOf<number>((given) => {
      push = given;
      given(1);
      return () => undefined;
    });
    push(2);
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    expect(await stream.next()).toEqual({ done: false, value: 2 });
    const waiting = stream.next();
    push(3);
    expect(await waiting).toEqual({ done: false, value: 3 });
  });

  it('ends and unsubscribes when the reader aborts, even while it waits', async () => {
    let subscribed = true;
    const abort = new AbortController();
    const stream = streamOf<number>(
      () => () => {
        subscribed = false;
      },
      abort.signal,
    );
    const waiting = stream.next();
    abort.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(subscribed).toBe(false);
  });

  it('cuts off a reader that does not read, instead of filling the memory', async () => {
    let push: (item: number) => void = () => undefined;
    const stream = streamOf<number>((given) => {
      push = given;
      return () => undefined;
    });
    for (let item = 0; item < 20_000; item += 1) push(item);
    let read = 0;
    for await (const _item of stream) read += 1;
    expect(read).toBe(10_000);
  });
});

describe('percentile', () => {
  it('is the nearest rank', () => {
    expect(percentile([], 0.5)).toBe(0);
    expect(percentile([5], 0.99)).toBe(5);
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
  });
});
