import { describe, expect, it } from 'vitest';
import { learnedFrom } from './core-call-words.ts';

describe('what a correction teaches', () => {
  it('is the one phrase that was replaced', () => {
    expect(
      learnedFrom('I bought the arrow press go yesterday', 'I bought the AeroPress Go yesterday'),
    ).toEqual({
      written: 'AeroPress Go',
      heard: ['arrow press go'],
      kind: 'learned',
    });
    expect(learnedFrom('my name is lucy a ferrant', 'my name is Lucia Ferrante')).toEqual({
      written: 'Lucia Ferrante',
      heard: ['lucy a ferrant'],
      kind: 'learned',
    });
  });

  it.each([
    ['numbers are no words', 'order one two three', 'order 123'],
    ['a number in it', 'the model three is late', 'the Model 3 is late'],
    ['words that were added', 'I want a refund', 'I want a full refund'],
    ['words that were taken out', 'I really want a refund', 'I want a refund'],
    [
      'another sentence',
      'one two three four five six seven',
      'all of this was quite different indeed really',
    ],
    ['a spelling that is a word everywhere', 'go to the shop', 'go at the shop'],
    ['only the case', 'my name is lucia', 'my name is Lucia'],
    ['nothing', 'the same', 'the same'],
  ])('is nothing for %s', (_, before, after) => {
    expect(learnedFrom(before, after)).toBeUndefined();
  });
});
