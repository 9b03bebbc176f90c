import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { maximumPatternLength, patternProblem } from './pattern.ts';

test.each([
  '#?\\b(\\d{5})\\b',
  '\\b[A-Z]{2}-\\d{6}\\b',
  '(?:order|number)\\s+(\\d{5})',
  '[^\\d\\]]+x',
  '(?<=order )\\d{5}',
  '(?:ab|cd)?x+',
  '(?:\\d{2}-){3}\\d',
  'order\\s+(?:number\\s+)?(\\d+)',
])('%s is fine', (pattern) => {
  expect(patternProblem(pattern)).toBeUndefined();
});

test.each([
  ['(a+)+b', 'repeats a group that itself repeats'],
  ['(?:a*)*b', 'repeats a group that itself repeats'],
  ['((?:a|b)c?)+d', 'repeats a group that itself'],
  ['(a|aa)+$', 'repeats a group that itself chooses'],
  ['(\\w{1,30} ?){1,30}x', 'repeats a group that itself repeats'],
  ['((a+)b?)+x', 'repeats a group that itself repeats'],
  ['(?:a|a){5,}x', 'repeats a group that itself chooses'],
  ['(a?a)+x', 'repeats a group that itself chooses'],
  ['((?:a|b)c)+d', 'repeats a group that itself chooses'],
  ['order.*(\\d{5})', 'repeats "." without end'],
  ['\\d+\\d+x', 'repeats twice in a row'],
  ['a+b+c+d+', 'repeats without end 4 times'],
  ['(\\d)\\1', 'refers back'],
  ['\\d*', 'matches empty text'],
  ['(', 'does not compile'],
  ['[z-a]', 'does not compile'],
  ['a'.repeat(maximumPatternLength + 1), 'characters long'],
])('%s is refused', (pattern, why) => {
  expect(patternProblem(pattern)?.what).toContain(why);
});

test('any pattern gets an answer, and what is accepted answers fast', () => {
  const piece = fc.constantFrom(
    ...['a', 'b', '(', ')', '|', '+', '*', '?', '.'],
    '\\d',
    '[ab]',
    '{2,}',
    '{3}',
  );
  const texts = [`${'a'.repeat(40)}!`, `${'ab'.repeat(20)}!`, `${'1'.repeat(40)}!`];
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const pattern = pieces.join('');
      if (patternProblem(pattern) !== undefined) return;
      const spentMs = startProcessorTime();
      for (const text of texts) new RegExp(`${pattern}$`, 'i').test(text);
      // A pattern with exponential time needs seconds for 40 letters.
      expect(spentMs()).toBeLessThan(250);
    }),
    { numRuns: 2000 },
  );
});
