import { describe, expect, test } from 'vitest';
import { createCardWatch } from './card-watch.ts';
import { digitsOf, heardLine, longestLeft, play } from './card-watch-play.ts';
import { cardDialogues, harmlessDialogues, type Said } from './card-watch-set.ts';

describe('the card-data set', () => {
  test('has sixty dialogues of each kind', () => {
    expect(cardDialogues.length).toBeGreaterThanOrEqual(60);
    expect(harmlessDialogues.length).toBeGreaterThanOrEqual(60);
  });

  test.each(cardDialogues)('$name', ({ number, code, lines }) => {
    const heard = play(lines);
    for (const shown of [heard.lines, ...heard.captions.map((text) => [text])].map(digitsOf)) {
      expect(longestLeft(number, shown), heard.lines.join(' / ')).toBeLessThanOrEqual(3);
      if (code !== undefined) expect(shown).not.toContain(code);
    }
    expect(heard.marks).toBeGreaterThan(0);
  });

  test.each([300, 1_800, 2_400, 2_900])('so also with pauses of %i ms', (pauseMs) => {
    for (const { code, lines, name, number } of cardDialogues) {
      const shown = digitsOf(play(lines, pauseMs).lines);
      expect(longestLeft(number, shown), name).toBeLessThanOrEqual(3);
      if (code !== undefined) expect(shown, name).not.toContain(code);
    }
  });

  test('numbers that are no card data come through', () => {
    const wrong = harmlessDialogues
      .map((lines) => [lines.map(([, text]) => text), play(lines).lines] as const)
      .filter(([said, kept]) => said.join(' / ') !== kept.join(' / '));
    expect(wrong).toEqual([]);
  });
});

test('the words around the digits stay, and the mark is the placeholder', () => {
  const lines: Said[] = [
    ['customer', 'my card number is four one one one one one one one and so on thanks'],
    ['agent', 'and what is the security code'],
    ['customer', 'it is one two three'],
  ];
  expect(play(lines).lines).toEqual([
    'my card number is [card number] and so on thanks',
    'and what is the security code',
    'it is [security code]',
  ]);
});

test('sound is dropped from before the first digit to after the last', () => {
  const watch = createCardWatch();
  watch.line(heardLine('agent', 'can i take your card number', 0), 2_500);
  const line = heardLine('customer', 'sure four one one one please', 4_000);
  const [first, last] = [line.words[1]?.startMs ?? 0, line.words[4]?.endMs ?? 0];
  expect(watch.line(line, 7_000).dropped).toEqual([{ startMs: first - 300, endMs: last + 300 }]);
});

describe('holding', () => {
  const ask = heardLine('agent', 'can i take your card number', 0);

  test('begins with the question, in a partial too, and ends by itself without digits', () => {
    const watch = createCardWatch();
    expect(watch.holding(0)).toBe(false);
    const text = 'can i take your card number';
    expect(watch.partial({ speaker: 'agent', text, startMs: 0, atMs: 2_000 }).holding).toBe(true);
    watch.line(ask, 2_500);
    expect(watch.holding(12_000)).toBe(true);
    expect(watch.holding(12_600)).toBe(false);
  });

  test('ends when the number is whole', () => {
    const watch = createCardWatch();
    watch.line(ask, 2_500);
    const half = 'four one one one one one one one';
    expect(watch.line(heardLine('customer', half, 3_000), 6_000).holding).toBe(true);
    const rest = 'one one one one one one one one';
    expect(watch.line(heardLine('customer', rest, 6_500), 9_500).holding).toBe(false);
  });

  test('ends when the agent turns to something else', () => {
    const watch = createCardWatch();
    watch.line(ask, 2_500);
    const turn = heardLine('agent', 'sorry i mean your order number', 3_000);
    expect(watch.line(turn, 5_000).holding).toBe(false);
    const order = heardLine('customer', 'four two one seven nine', 6_000);
    expect(watch.line(order, 8_000).released[0]?.line.words).toEqual(order.words);
  });
});

describe('digits that nobody explained', () => {
  const digits = heardLine('customer', 'four two one seven nine', 0);

  test('wait, shown as an ellipsis, and are released after four seconds', () => {
    const watch = createCardWatch();
    const text = 'four two one seven nine';
    const partial = watch.partial({ speaker: 'customer', text, startMs: 0, atMs: 1_500 });
    expect(partial).toEqual({ text: '\u2026', holding: false });
    expect(watch.line(digits, 2_000).released).toEqual([]);
    expect(watch.waitUntil()).toBe(6_000);
    expect(watch.due(5_900).released).toEqual([]);
    expect(watch.due(6_000).released).toEqual([{ line: digits, mark: false }]);
    expect(watch.waitUntil()).toBeUndefined();
  });

  test('are released at once when somebody says what they are', () => {
    const watch = createCardWatch();
    watch.line(digits, 2_000);
    const said = heardLine('customer', 'that is my order number', 2_500);
    expect(watch.line(said, 4_000).released.map(({ mark }) => mark)).toEqual([false, false]);
  });

  test('are masked when it was a card number, and their sound is dropped late', () => {
    const watch = createCardWatch();
    watch.line(heardLine('customer', 'four two one', 0), 1_500);
    watch.line(heardLine('customer', 'four two one seven', 2_000), 3_800);
    const late = watch.line(heardLine('agent', 'is that your card number', 4_000), 5_500);
    expect(late.released[0]?.line.words.map(({ text }) => text)).toEqual(['[card number]']);
    expect(late.dropped[0]).toEqual({ startMs: 0, endMs: 1_220 });
    expect(late.dropped.length).toBe(2);
  });
});
