import { resolve } from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeTokens, type WordPieces } from './token-align.ts';

/** The tokenizer of the shipped encoder: 28,884 real word pieces, lower-casing, accents off. */
env.allowRemoteModels = false;
env.localModelPath = resolve('models/weights');
const { _tokenizer: tokenizer } = (await AutoTokenizer.from_pretrained(
  'earshot-encoder',
)) as unknown as {
  readonly _tokenizer: {
    normalizer(text: string): string;
    tokenize(text: string, options: { readonly add_special_tokens: boolean }): string[];
  };
};
const pieces: WordPieces = {
  normalize: (text) => tokenizer.normalizer(text),
  tokenize: (text) => tokenizer.tokenize(text, { add_special_tokens: false }),
  unknown: '[UNK]',
  prefix: '##',
};
const wordOf = (text: string, token: { start: number; end: number }): string =>
  text.slice(token.start, token.end);

test.each([
  ['Where is order #12345?', ['Where', 'is', 'order', '#', '12345', '?']],
  ['Zoë’s café, Straße 9', ['Zoë', '’', 's', 'café', ',', 'Straße', '9']],
  ['me\u0301lange now', ['me\u0301lange', 'now']],
  ['I ❤️ it 👩‍👩‍👧 ok', ['I', '❤️', 'it', '👩‍👩‍👧', 'ok']],
  ['日本 ok', ['日', '本', 'ok']],
  ['soft\u00adware zero\u200bwidth', ['soft\u00adware', 'zero\u200bwidth']],
  ['ΟΔΟΣ ΣΑΣ', ['ΟΔΟΣ', 'ΣΑΣ']],
  ['İstanbul', ['İstanbul']],
  ['jo.doe@x.com', ['jo', '.', 'doe', '@', 'x', '.', 'com']],
  [`${'x'.repeat(100)} yes`, ['x'.repeat(100), 'yes']],
])('%j: each word stands where it was written', (text, wanted) => {
  const words: string[] = [];
  let last: { start: number; end: number } | undefined;
  for (const token of placeTokens(text, pieces)) {
    if (token.first || last === undefined) {
      if (last !== undefined) words.push(wordOf(text, last));
      last = { start: token.start, end: token.end };
    } else last.end = Math.max(last.end, token.end);
  }
  if (last !== undefined) words.push(wordOf(text, last));
  expect(words).toEqual(wanted);
});

test('what a customer types as a special token hurts its own piece only', () => {
  const text = 'before [CLS] and [SEP]x after';
  const placed = placeTokens(text, pieces);
  expect(placed.map((token) => wordOf(text, token))).toEqual([
    'before',
    '[CLS]',
    'and',
    '[SEP]x',
    '[SEP]x',
    'after',
  ]);
});

test('any text: the tokens are the tokenizer’s own, in order, within the text', () => {
  const letters = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          'Order',
          ' ',
          'ß',
          'İ',
          'Σ',
          '\ud800',
          '\udc00',
          'é',
          '#',
          '##a',
          '[UNK]',
          '\n',
          '語',
        ),
      )
      .map((all) => all.join('')),
  );
  fc.assert(
    fc.property(letters, (raw) => {
      const text = raw.toWellFormed();
      const placed = placeTokens(text, pieces);
      let least = 0;
      for (const { start, end } of placed) {
        expect(start).toBeGreaterThanOrEqual(least);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        least = start;
      }
      // A capital sigma is written otherwise at the end of a word: alone it cannot be told.
      if (!text.includes('Σ'))
        expect(placed.map(({ token }) => token)).toEqual(pieces.tokenize(text));
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('ten thousand words take less than a second of one core', () => {
  const text = 'My internet is down again, order 12345-AB! '.repeat(1_300);
  const before = process.threadCpuUsage();
  expect(placeTokens(text, pieces).length).toBeGreaterThan(10_000);
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(1_000);
});
