import { describe, expect, test } from 'vitest';
import type { Speaker } from '#domain/conversation.ts';
import { crashesIn, playCrashed } from './card-crash-play.ts';
import type { EarlierTurn } from './card-recall.ts';
import { createCardWatch, type CardWatch } from './card-watch.ts';
import { digitsOf, heardLine, longestLeft } from './card-watch-play.ts';
import { cardDialogues, harmlessDialogues } from './card-watch-set.ts';

const hows = [
  { pauseMs: 900, awayMs: 0 },
  { pauseMs: 2_400, awayMs: 0 },
  { pauseMs: 900, awayMs: 12_000 },
];

describe('the card-data set, with a crash after every line', () => {
  test.each(hows)('leaves no more of a card than without one: %o', (how) => {
    const left: string[] = [];
    let crashes = 0;
    for (const { code, lines, name, number } of cardDialogues)
      for (const crash of crashesIn(lines, how)) {
        crashes += 1;
        const heard = playCrashed(lines, crash);
        const shown = [heard.lines, ...heard.captions.map((text) => [text])].map(digitsOf);
        const most = Math.max(...shown.map((digits) => longestLeft(number, digits)));
        const coded = code !== undefined && shown.some((digits) => digits.includes(code));
        if (most > 3 || coded)
          left.push(`${name}, after ${crash.after}: ${heard.lines.join(' / ')}`);
      }
    expect(left).toEqual([]);
    expect(crashes).toBeGreaterThan(500);
  });

  test.each(hows)('numbers that are no card data come through: %o', (how) => {
    for (const lines of harmlessDialogues)
      for (const crash of crashesIn(lines, how))
        expect(playCrashed(lines, crash).lines).toEqual(lines.map(([, text]) => text));
  });
});

const turn = (speaker: Speaker, text: string, startMs: number): EarlierTurn => ({
  speaker,
  text,
  startMs,
  endMs: startMs + 2_000,
});
const recalling = (nowMs: number, ...said: readonly EarlierTurn[]): CardWatch => {
  const watch = createCardWatch();
  watch.recall(said, nowMs);
  return watch;
};
/** What becomes of a line, at the latest at the end of the call. */
const written = (watch: CardWatch, text: string, startMs: number, nowMs?: number): string => {
  const line = heardLine('customer', text, startMs);
  return [...watch.line(line, nowMs ?? line.endMs + 500).released, ...watch.due(Infinity).released]
    .flatMap((released) => released.line.words.map((word) => word.text))
    .join(' ');
};

describe('recall', () => {
  const question = turn('agent', 'Can I take your card number', 1_000);
  const digits = 'one one one one';

  test('knows that a card number was asked for, and until when', () => {
    const watch = recalling(5_000, question);
    expect(watch.holding(5_000)).toBe(true);
    expect(written(watch, digits, 5_000)).toBe('[card number]');
    const later = recalling(110_000, question);
    expect(later.holding(110_000)).toBe(false);
    expect(written(later, digits, 110_000)).toBe(digits);
  });

  test('takes a mark for a number that may go on', () => {
    const half = turn('customer', 'It is [card number]', 1_000);
    expect(recalling(4_000, half).holding(4_000)).toBe(true);
    expect(written(recalling(4_000, half), digits, 4_000)).toBe('[card number]');
    const code = turn('customer', '[security code]', 1_000);
    expect(written(recalling(4_000, code), 'three', 4_000)).toBe('[security code]');
  });

  test('forgets the card where the talk moved on', () => {
    const half = turn('customer', 'It is [card number]', 1_000);
    const moved = turn('agent', 'Thank you and what is your order number', 4_000);
    const watch = recalling(7_000, half, moved);
    expect(watch.holding(7_000)).toBe(false);
    expect(written(watch, 'four two one seven nine', 7_000)).toBe('four two one seven nine');
  });

  test('joins digits that were written with those that follow', () => {
    const first = turn('customer', '41111111', 1_000);
    const watch = recalling(4_000, first);
    expect(written(watch, 'one one one one one one one one', 4_000)).toBe('[card number]');
    expect(written(recalling(30_000, first), digits, 30_000)).toBe(digits);
  });

  test('drops the sound of a turn that turns out to be half of a number', () => {
    const watch = recalling(4_000, turn('customer', '411111', 1_000));
    const late = watch.line(heardLine('agent', 'is that your card number', 4_000), 6_500);
    expect(late.dropped).toEqual([{ startMs: 700, endMs: 3_300 }]);
  });

  test('counts a line once that was stored and is heard again', () => {
    const phone = 'seven one five one three nine oh';
    const stored = turn('customer', '7151390', 1_000);
    expect(written(recalling(4_000, stored), phone, 1_000, 4_000)).toBe(phone);
    expect(written(recalling(4_000, stored), phone, 4_000)).toBe('[card number]');
  });

  test('judges a line by when it was said, also when it comes minutes later', () => {
    const watch = recalling(200_000, question);
    const partial = { speaker: 'agent', text: 'two', startMs: 199_000, atMs: 200_000 } as const;
    expect(watch.partial(partial)).toEqual({ text: 'two', holding: false });
    expect(written(watch, digits, 5_000, 200_500)).toBe('[card number]');
    expect(written(watch, digits, 200_000)).toBe(digits);
  });

  test('holds no longer where the clock began anew than after a question just asked', () => {
    const watch = recalling(2_000, turn('agent', 'Can I take your card number', 600_000));
    expect(watch.holding(2_000)).toBe(true);
    expect(watch.holding(12_000)).toBe(false);
  });
});
