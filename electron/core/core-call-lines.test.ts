import { describe, expect, it } from 'vitest';
import type { HeardLine } from '#domain/speech.ts';
import type { LineContext } from './core-call-context.ts';
import { createCallLines } from './core-call-lines.ts';
import { createVirtualClock } from './replay-ports.ts';
import type { EarlierTurn } from './understand/index.ts';

const line = (speaker: 'agent' | 'customer', text: string, startMs: number): HeardLine => {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    startMs: startMs + index * 300,
    endMs: startMs + index * 300 + 280,
    confidence: 0.9,
  }));
  return { speaker, words, startMs, endMs: startMs + words.length * 300, model: 'test' };
};

/** Lines of one call over a clock; `earlier` is what is on record when this core first hears of it. */
function listening(earlier: readonly EarlierTurn[] = []) {
  const clock = createVirtualClock(1_000_000);
  const dropped: { startMs: number; endMs: number }[] = [];
  let read = 0;
  const lines = createCallLines({
    clock,
    packs: new Map(),
    learned: () => [],
    redact: (text) => text,
    onDropped: (_, startMs, endMs) => void dropped.push({ startMs, endMs }),
  });
  const context = (startedAt: number): LineContext => ({
    conversation: 'c',
    pack: 'none',
    startedAt,
    before: [],
    earlier: () => {
      read += 1;
      return earlier;
    },
  });
  return {
    dropped,
    lines,
    context,
    reads: () => read,
    /** The text that is stored. */
    hear: async (said: HeardLine, startedAt = 1) => {
      const answer = lines.line(context(startedAt), said);
      for (let step = 0; step < 60; step += 1) {
        await Promise.resolve();
        clock.advance(100);
      }
      return (await answer).text;
    },
  };
}

const question: EarlierTurn = {
  speaker: 'agent',
  text: 'And your card number',
  startMs: 60_000,
  endMs: 62_000,
};
const digits = (startMs: number) => line('customer', 'one one one one', startMs);

describe('lines of a call that an earlier core heard', () => {
  it('are masked where the record says what they are, and the record is read once', async () => {
    const call = listening([question]);
    expect(await call.hear(digits(64_000))).toBe('[card number]');
    expect(await call.hear(digits(67_000))).toBe('[card number]');
    expect(call.reads()).toBe(1);
  });

  it('are held from the first partial on, on the clock of the call', () => {
    const call = listening([question]);
    const partial = { speaker: 'customer', text: 'one', startMs: 64_000, atMs: 64_500 } as const;
    expect(call.lines.partial(call.context(1), partial).holding).toBe(true);
    call.lines.finish('c');
    expect(call.dropped).toContainEqual({ startMs: 61_500, endMs: 64_500 });
  });

  it('are as they were said where the record says nothing', async () => {
    expect(await listening().hear(digits(64_000))).toBe('1111');
  });
});

describe('a window that begins anew in the same call', () => {
  it('has a clock of its own, and what was said before still counts', async () => {
    const call = listening([{ ...question, startMs: -4_000, endMs: -2_000 }]);
    await call.hear(line('customer', 'hello i have a question', 300_000), 1);
    expect(await call.hear(digits(2_000), 400_000)).toBe('[card number]');
    expect(call.reads()).toBe(2);
    call.lines.finish('c');
    // Said from two to three seconds: nothing of minute five is dropped.
    expect(Math.max(...call.dropped.map(({ endMs }) => endMs))).toBeLessThan(30_000);
  });
});
