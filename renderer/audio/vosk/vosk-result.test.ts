import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeardWord } from '#domain/speech.ts';
import { partialOf, wordsOf } from './vosk-result.ts';

describe('what Vosk answers', () => {
  it('becomes words with times in milliseconds', () => {
    const json = JSON.stringify({
      result: [
        { conf: 1.0000001, end: 0.87, start: 0.69, word: 'see' },
        { conf: 0.5, end: 1.2, start: 0.87, word: 'your' },
      ],
      text: 'see your',
    });
    expect(wordsOf(json)).toEqual([
      { text: 'see', startMs: 690, endMs: 870, confidence: 1 },
      { text: 'your', startMs: 870, endMs: 1200, confidence: 0.5 },
    ]);
  });

  it.each([
    '{"text":""}',
    '{"result":[],"text":""}',
    '{"result":[{"conf":1,"start":0,"end":1,"word":"[unk]"}],"text":"[unk]"}',
    '{"result":[{"conf":1,"start":0,"end":1,"word":"<unk>"}]}',
    '{"result":"odd"}',
    '[]',
    'null',
  ])('%s has no words', (json) => {
    expect(wordsOf(json)).toEqual([]);
  });

  it('has a text without noise while it is spoken', () => {
    expect(partialOf('{"partial":"i see [unk] you [noise]"}')).toBe('i see you');
    expect(partialOf('{"partial":""}')).toBe('');
    expect(partialOf('{}')).toBe('');
  });

  it('is a word that the domain takes, whatever was in it', () => {
    const number = fc.oneof(fc.double(), fc.constant('x'));
    const spoken = fc.record({ word: fc.string(), start: number, end: number, conf: number });
    fc.assert(
      fc.property(fc.array(spoken), (result) => {
        for (const word of wordsOf(JSON.stringify({ result })))
          expect(HeardWord.safeParse(word).success).toBe(true);
      }),
    );
  });
});
