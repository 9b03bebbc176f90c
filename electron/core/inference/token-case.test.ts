import { resolve } from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import { expect, test } from 'vitest';
import { placeTokens, type WordPieces } from './token-align.ts';
import { caseOf, caseTypes } from './token-case.ts';

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
const typesByWord = (text: string): [string, number][] => {
  const tokens = placeTokens(text, pieces);
  const types = caseTypes(text, tokens);
  expect(types).toHaveLength(tokens.length);
  return tokens.flatMap((token, at): [string, number][] =>
    token.first ? [[text.slice(token.start, token.end), types[at] ?? -1]] : [],
  );
};

test.each([
  ['anna', 1],
  ['42', 1],
  ['straße', 1],
  ['Anna', 2],
  ['A', 2],
  ['Ántonia9', 2],
  ['ANNA', 3],
  ['AB1', 3],
  ['McCoy', 4],
  ['iPhone', 4],
  ['中', 1],
])('the case of %j is %i', (word, wanted) => {
  expect(caseOf(word)).toBe(wanted);
});

test('a line that ends before a word is told', () => {
  expect(typesByWord('Hi ANNA,\n\nroom 7')).toEqual([
    ['Hi', 2],
    ['ANNA', 3],
    [',', 1],
    ['room', 6],
    ['7', 1],
  ]);
});

test('without a capital nothing is known of case', () => {
  expect(typesByWord('my name is anna\nlong').map(([, type]) => type)).toEqual([0, 0, 0, 0, 5]);
});

test('all tokens of one word have its number', () => {
  const text = 'Dear Wojciechowska';
  expect(new Set(caseTypes(text, placeTokens(text, pieces)))).toEqual(new Set([2]));
});

test('an empty text has none', () => {
  expect(caseTypes('', [])).toEqual([]);
});
