import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeardWord } from '#domain/speech.ts';
import { segmentWords } from './segment-words.ts';

const texts = (answer: Parameters<typeof segmentWords>[0], ms = 3000): string[] =>
  segmentWords(answer, ms).map(({ text }) => text);

describe('words of a segment', () => {
  it('are lower case and without marks, but whole', () => {
    expect(texts({ text: ' Well — it\'s 4 o\'clock; e-mail "me" £1.50, please!' })).toEqual([
      'well',
      "it's",
      '4',
      "o'clock",
      'e-mail',
      'me',
      '£1.50',
      'please',
    ]);
  });

  it.each([' [BLANK_AUDIO]', '(upbeat music)', '♪♪', ' ... ', ''])('are none in %j', (text) => {
    expect(texts({ text })).toEqual([]);
  });

  it('have the times of the model where it gives them', () => {
    const answer = {
      text: ' Good day',
      chunks: [
        { text: ' Good', timestamp: [0.2, 0.5] as const },
        { text: ' day.', timestamp: [0.5, null] as const },
      ],
    };
    expect(segmentWords(answer, 1000)).toMatchObject([
      { text: 'good', startMs: 200, endMs: 500 },
      { text: 'day', startMs: 500, endMs: 1000 },
    ]);
  });

  it('lie in order inside the segment and are words of the domain', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 30_000 }), (text, ms) => {
        let before = 0;
        for (const word of segmentWords({ text }, ms)) {
          expect(HeardWord.safeParse(word).success).toBe(true);
          expect(word.startMs).toBeGreaterThanOrEqual(before);
          expect(word.endMs).toBeLessThanOrEqual(ms);
          before = word.endMs;
        }
      }),
    );
  });
});
