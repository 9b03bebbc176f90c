import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedWords, totalWordErrors, wordErrors } from './word-errors.ts';

describe('wordErrors', () => {
  it('counts what was replaced, left out and put in', () => {
    expect(
      wordErrors({
        reference: 'please hold the line thanks',
        hypothesis: 'please fold line thanks now',
      }),
    ).toEqual({ words: 5, substitutions: 1, deletions: 1, insertions: 1, rate: 0.6 });
  });

  it('does not mind case and punctuation, and does mind figures', () => {
    expect(wordErrors({ reference: "I'm here, Wi-Fi?", hypothesis: "i'm here wi fi" }).rate).toBe(
      0,
    );
    expect(wordErrors({ reference: 'four two', hypothesis: '42' }).rate).toBe(1);
    expect(comparedWords("the 'box' isn’t")).toEqual(['the', 'box', "isn't"]);
  });

  it('is 0 without words, and 1 where something was heard in silence', () => {
    expect(wordErrors({ reference: '', hypothesis: '' }).rate).toBe(0);
    expect(wordErrors({ reference: '', hypothesis: 'oh no' })).toMatchObject({
      insertions: 2,
      rate: 1,
    });
  });

  it('weighs longer texts more in a total', () => {
    const total = totalWordErrors([
      { reference: 'one two three four', hypothesis: 'one two three four' },
      { reference: 'five', hypothesis: 'nine' },
    ]);
    expect(total).toEqual({ words: 5, substitutions: 1, deletions: 0, insertions: 0, rate: 0.2 });
  });

  it('finds at most one error per word, and none in the same text', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (reference, hypothesis) => {
        const { substitutions, deletions, insertions, words } = wordErrors({
          reference,
          hypothesis,
        });
        const heard = comparedWords(hypothesis).length;
        expect(substitutions + deletions + insertions).toBeLessThanOrEqual(Math.max(words, heard));
        expect(words - deletions + insertions).toBe(heard);
        expect(wordErrors({ reference, hypothesis: reference }).rate).toBe(0);
      }),
    );
  });
});
