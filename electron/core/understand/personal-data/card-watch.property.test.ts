import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsOf, longestLeft, play } from './card-watch-play.ts';
import { around, card, cue, cuts, speaker, spelling, split } from './card-numbers.fixture.ts';
import { type Said, spell } from './card-watch-set.ts';

describe('a card number, split anywhere', () => {
  test('over lines, partials and both channels after a question for it: no digit is left', () => {
    fc.assert(
      fc.property(
        ...([card, cuts, spelling, cue] as const),
        fc.array(speaker, { minLength: 7, maxLength: 7 }),
        fc.array(around, { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 100, max: 4_000 }),
        (number, places, how, asked, speakers, carriers, pause) => {
          const lines = split(number, places).map((part, index): Said => [
            speakers[index] ?? 'customer',
            (carriers[index] ?? String)(spell(part, how)),
          ]);
          const heard = play([['agent', asked], ...lines], pause);
          expect(longestLeft(number, digitsOf(heard.lines.slice(1)))).toBeLessThanOrEqual(0);
          for (const caption of heard.captions.slice(asked.split(' ').length))
            expect(longestLeft(number, digitsOf([caption]))).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 800 },
    );
  });

  test('with nothing said of what it is, pauses below three seconds: at most three digits', () => {
    fc.assert(
      fc.property(
        card,
        cuts,
        spelling,
        speaker,
        fc.integer({ min: 100, max: 2_900 }),
        (number, places, how, who, pause) => {
          const lines = split(number, places).map((part): Said => [who, spell(part, how)]);
          const heard = play(lines, pause);
          expect(longestLeft(number, digitsOf(heard.lines))).toBeLessThanOrEqual(3);
          for (const caption of heard.captions)
            expect(longestLeft(number, digitsOf([caption]))).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 800 },
    );
  });

  test('so also where a digit was misheard and the check digit tells nothing', () => {
    fc.assert(
      fc.property(
        ...([card, cuts, fc.nat(), fc.integer({ min: 1, max: 9 }), speaker] as const),
        (number, places, place, by, who) => {
          const at = place % number.length;
          const wrong = (Number(number[at]) + by) % 10;
          const heardAs = `${number.slice(0, at)}${wrong}${number.slice(at + 1)}`;
          const lines = split(heardAs, places).map((part): Said => [who, spell(part, 'single')]);
          expect(longestLeft(heardAs, digitsOf(play(lines).lines))).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 800 },
    );
  });

  test('the sound of every digit that is masked is dropped', () => {
    fc.assert(
      fc.property(card, cuts, cue, speaker, (number, places, asked, who) => {
        const lines = split(number, places).map((part): Said => [who, spell(part, 'single')]);
        const heard = play([['agent', asked], ...lines]);
        for (const word of heard.heard.slice(1).flatMap((line) => line.words))
          expect(
            heard.dropped.some((span) => span.startMs <= word.startMs && word.endMs <= span.endMs),
          ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('talk without digits goes through word by word, at once', () => {
  const word = fc.constantFrom('hello', 'please', 'the', 'card', 'for', 'to', 'my', 'that');
  const line = fc
    .array(word, { minLength: 1, maxLength: 9 })
    .map((words) => [...words, 'delivery'].join(' '))
    .filter((text) => !/(?:for|to) (?:for|to)/u.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(speaker, line), { minLength: 1, maxLength: 6 }), (lines) => {
      const heard = play(lines);
      expect(heard.lines).toEqual(lines.map(([, text]) => text));
      expect(heard.marks).toBe(0);
    }),
  );
});
