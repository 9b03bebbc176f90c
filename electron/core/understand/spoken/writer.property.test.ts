import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gearVocabulary } from './mending.fixture.ts';
import { heardWords } from './heard.fixture.ts';
import { keptPairs } from './kept.fixture.ts';
import { tuningPairs } from './tuning.fixture.ts';
import { createWriter } from './writer.ts';

const plain = createWriter({ vocabulary: [], region: 'US', currency: 'USD' });
const gear = createWriter({ vocabulary: gearVocabulary, region: 'GB', currency: 'GBP' });
const nothing = { before: [] };

/** Words that rules look at, so that random lines meet them. */
const spoken = [
  ...new Set([...tuningPairs, ...keptPairs].flatMap(([said]) => said.split(' '))),
  ...['hundred', 'thousand', 'million', 'point', 'dash', 'slash', 'a', 'i', 'o', 'oh', 'at', 'dot'],
];
const line = fc
  .array(fc.constantFrom(...spoken), { maxLength: 25 })
  .map((words) => words.join(' '));
const anything = fc.array(
  fc.record({
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    startMs: fc.nat(),
    endMs: fc.nat(),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 30 },
);
const turns = fc.array(
  fc.record({ speaker: fc.constantFrom('agent', 'customer'), text: fc.oneof(line, fc.string()) }),
  { maxLength: 4 },
);
/** Words that hold no number, name, month, letter or address. */
const quiet =
  'the parcel came open and nobody said why it was late so please send another to my house thanks that would be lovely again with some paper inside'.split(
    ' ',
  );

describe('writing any line', () => {
  it('never throws, and every change lies inside the text, in order', () => {
    fc.assert(
      fc.property(anything, turns, (words, before) => {
        for (const writer of [plain, gear]) {
          const { text, mended } = writer.write(words, { before });
          let last = 0;
          for (const { start, end } of mended) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = end;
          }
        }
      }),
    );
  });

  it('says all that it changed: putting back what was heard gives the words', () => {
    fc.assert(
      fc.property(line, turns, (said, before) => {
        for (const writer of [plain, gear]) {
          const { text, mended } = writer.write(heardWords(said), { before });
          let heard = '';
          let done = 0;
          for (const span of mended) {
            heard += text.slice(done, span.start) + span.heard;
            done = span.end;
          }
          expect(heard + text.slice(done)).toBe(said);
        }
      }),
    );
  });

  it('leaves plain words as they are, but for the first letter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...quiet), { minLength: 1, maxLength: 20 }), (words) => {
        const said = words.join(' ');
        for (const writer of [plain, gear]) {
          const { text } = writer.write(heardWords(said), nothing);
          expect(text).toBe(said.charAt(0).toUpperCase() + said.slice(1));
        }
      }),
    );
  });

  it('writes figures only where a number was said', () => {
    const number =
      /\b(?:zero|nought|naught|oh|o|one|two|three|four|five|six|seven|eight|nine|niner|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|double|triple|treble|half|quarter|\w*(?:first|second|third|\w+th|\w+ieth))\b/u;
    fc.assert(
      fc.property(line, turns, (said, before) => {
        const silent = said
          .split(' ')
          .filter((word) => !number.test(word))
          .join(' ');
        expect(plain.write(heardWords(silent), { before }).text).not.toMatch(/\d/u);
      }),
    );
  });

  it('does not damage a line that it wrote itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tuningPairs, ...keptPairs), ([said]) => {
        const once = plain.write(heardWords(said), nothing).text;
        expect(plain.write(heardWords(once), nothing).text).toBe(once);
      }),
    );
  });
});
