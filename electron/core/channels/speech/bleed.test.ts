import { describe, expect, test } from 'vitest';
import type { Speaker } from '#domain/conversation.ts';
import type { Echo, HeardLine } from '#domain/speech.ts';
import { type BleedDecision, createBleedFilter } from './bleed.ts';
import { wordLikeness } from './bleed-words.ts';

const wordMs = 300;

/** Words of equal length from `startMs` on. */
function line(speaker: Speaker, text: string, startMs: number, echo?: Partial<Echo>): HeardLine {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    startMs: startMs + index * wordMs,
    endMs: startMs + (index + 1) * wordMs - 20,
    confidence: 0.9,
  }));
  const base: HeardLine = {
    speaker,
    words,
    startMs,
    endMs: startMs + words.length * wordMs,
    model: 'test',
  };
  return echo === undefined
    ? base
    : { ...base, echo: { likeness: 0, lagMs: 100, levelDb: -12, ...echo } };
}
const textOf = (decision: BleedDecision | undefined): string =>
  decision?.kind === 'keep' ? decision.line.words.map(({ text }) => text).join(' ') : 'dropped';

const said = 'the parcel came last week without the cable';

describe('the customer in the microphone', () => {
  test('is dropped when the words are the same at the same moment', () => {
    const filter = createBleedFilter();
    filter.line(line('customer', said, 1_000), 4_000);
    expect(filter.line(line('agent', said, 1_120), 4_100)).toMatchObject([{ kind: 'drop' }]);
  });

  test('also where a recogniser got every fourth word wrong', () => {
    const filter = createBleedFilter();
    filter.line(line('customer', 'the parcel came lost weak without a cable', 1_000), 4_000);
    const heard = line('agent', 'a parcel came last week with the cables', 1_120);
    expect(filter.line(heard, 4_100)).toMatchObject([{ kind: 'drop' }]);
  });

  test('one word is dropped when the sound says so, and kept when it does not', () => {
    const yes = (echo?: Partial<Echo>): string => {
      const filter = createBleedFilter();
      filter.line(line('customer', 'yes', 1_000), 2_000);
      return textOf(filter.line(line('agent', 'yes', 1_120, echo), 2_100)[0]);
    };
    expect(yes({ likeness: 0.95 })).toBe('dropped');
    expect(yes({ likeness: 0.1 })).toBe('yes');
    expect(yes()).toBe('yes');
  });

  test('what the agent answers right behind it stays, with its times', () => {
    const filter = createBleedFilter();
    filter.line(line('customer', said, 1_000), 4_000);
    const both = line('agent', `${said} i will send you another one today`, 1_120);
    const [decision] = filter.line(both, 6_500);
    expect(textOf(decision)).toBe('i will send you another one today');
    expect(decision?.line.startMs).toBe(1_120 + 8 * wordMs);
    expect(decision?.line.endMs).toBe(both.endMs);
  });
});

describe('the agent', () => {
  test('is kept when repeating what the customer said before', () => {
    const filter = createBleedFilter();
    filter.line(line('customer', 'order four two one seven', 1_000), 3_000);
    const readback = line('agent', 'order four two one seven', 3_200);
    expect(textOf(filter.line(readback, 5_500)[0])).toBe('order four two one seven');
  });

  test('is kept when both speak at once', () => {
    const filter = createBleedFilter();
    filter.line(line('customer', said, 1_000), 4_000);
    const over = line('agent', 'we will of course put that right for you', 1_500, {
      likeness: 0.4,
    });
    expect(textOf(filter.line(over, 4_400)[0])).toBe('we will of course put that right for you');
  });

  test('does not wait while the customer is silent', () => {
    const filter = createBleedFilter();
    expect(filter.line(line('agent', said, 1_000), 4_000)).toHaveLength(1);
    expect(filter.waitUntil()).toBeUndefined();
  });
});

describe('waiting', () => {
  const partial = { speaker: 'customer' as const, text: said, startMs: 1_000, atMs: 3_400 };

  test('ends with the customer\u2019s line', () => {
    const filter = createBleedFilter();
    filter.partial(partial);
    expect(filter.line(line('agent', said, 1_120), 4_000)).toEqual([]);
    expect(filter.waitUntil()).toBe(5_200);
    const decided = filter.line(line('customer', said, 1_000), 4_300);
    expect(decided.map(({ kind }) => kind)).toEqual(['keep', 'drop']);
    expect(filter.waitUntil()).toBeUndefined();
  });

  test('ends after 1.2 seconds, and goes by the partial then', () => {
    const filter = createBleedFilter();
    filter.partial(partial);
    filter.line(line('agent', said, 1_120), 4_000);
    expect(filter.due(5_100)).toEqual([]);
    expect(filter.due(5_200)).toMatchObject([{ kind: 'drop' }]);
  });

  test('keeps the order of the agent\u2019s lines', () => {
    const filter = createBleedFilter();
    filter.partial(partial);
    filter.line(line('agent', said, 1_120), 4_000);
    const own = line('agent', 'let me have a look', 4_100);
    expect(filter.line(own, 4_900)).toEqual([]);
    const later = [...filter.due(5_200), ...filter.due(6_100)];
    expect(later.map(({ kind }) => kind)).toEqual(['drop', 'keep']);
  });
});

test.each([
  ['two', 'to', 'alike'],
  ['week', 'weak', 'alike'],
  ['cable', 'cables', 'alike'],
  ['delivery', 'delivry', 'alike'],
  ['cable', 'parcel', 'other'],
  ['no', 'yes', 'other'],
  ['same', 'same', 'same'],
])('%s and %s are %s', (one, other, likeness) => {
  expect(wordLikeness(one, other)).toBe(likeness);
});
