import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Crash, playCrashed } from './card-crash-play.ts';
import { around, card, cue, cuts, speaker, spelling, split } from './card-numbers.fixture.ts';
import { digitsOf, longestLeft } from './card-watch-play.ts';
import { type Said, spell } from './card-watch-set.ts';

/** When the core dies: after any line, for some of the next ones and some silence. */
const crash = (most: { readonly pauseMs: number; readonly awayMs: number }) =>
  fc.record({
    after: fc.integer({ min: 1, max: 7 }),
    missed: fc.nat(3),
    pauseMs: fc.integer({ min: 100, max: most.pauseMs }),
    awayMs: fc.nat(most.awayMs),
  });
const within = (said: readonly Said[], drawn: Crash): Crash => {
  const after = Math.min(drawn.after, said.length);
  return { ...drawn, after, missed: Math.min(drawn.missed, said.length - after) };
};

describe('a card number, split anywhere, while the core dies', () => {
  // After eight seconds of silence an "oh" on its own line is a sigh, with a crash and without.
  test.each([
    { awayMs: 2_500, left: 0 },
    { awayMs: 20_000, left: 3 },
  ])('after a question for it: %o', ({ awayMs, left }) => {
    fc.assert(
      fc.property(
        ...([card, cuts, spelling, cue] as const),
        fc.array(speaker, { minLength: 7, maxLength: 7 }),
        fc.array(around, { minLength: 7, maxLength: 7 }),
        crash({ pauseMs: 3_000, awayMs }),
        (number, places, how, asked, speakers, carriers, drawn) => {
          const said: Said[] = [
            ['agent', asked],
            ...split(number, places).map((part, index): Said => [
              speakers[index] ?? 'customer',
              (carriers[index] ?? String)(spell(part, how)),
            ]),
          ];
          const heard = playCrashed(said, within(said, drawn));
          expect(longestLeft(number, digitsOf(heard.lines.slice(1)))).toBeLessThanOrEqual(left);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('with nothing said of what it is, at most three digits are left', () => {
    fc.assert(
      fc.property(
        ...([card, cuts, spelling, speaker] as const),
        crash({ pauseMs: 2_900, awayMs: 5_000 }),
        (number, places, how, who, drawn) => {
          const said = split(number, places).map((part): Said => [who, spell(part, how)]);
          const heard = playCrashed(said, within(said, drawn));
          expect(longestLeft(number, digitsOf(heard.lines))).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 400 },
    );
  });
});
