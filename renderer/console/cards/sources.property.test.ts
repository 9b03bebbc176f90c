import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draftCard, replyCard } from '#renderer/gallery/fixtures-cards.ts';
import { runsOf, sourcesOf } from './sources.ts';

const { body } = draftCard;
if (body.kind !== 'reply' || body.sentences === undefined) throw new Error('It is a draft.');
const { sentences, text } = body;

it('numbers articles first, then records, each once', () => {
  expect(sourcesOf(draftCard).map(({ kind, number }) => `${number} ${kind}`)).toEqual([
    '1 article',
    '2 article',
    '3 record',
  ]);
  const twice = [...replyCard.citations, ...replyCard.citations];
  expect(sourcesOf({ citations: twice })).toHaveLength(1);
});

it('puts a number behind each sentence that stands on something, and none behind a greeting', () => {
  const runs = runsOf(text, sentences, draftCard);
  expect(runs.map((run) => run.sources.map(({ number }) => number))).toEqual([[3], [1], [2]]);
  expect(runs[0]?.text).toMatch(/^I am sorry .* November 20, 2026\.$/);
});

it('marks no sentence that was changed since', () => {
  const changed = text.replace('within 30 days', 'within 90 days');
  expect(runsOf(changed, sentences, draftCard).flatMap(({ sources }) => sources)).toHaveLength(2);
});

it('gives the text back, whatever the sentences are', () => {
  const sentence = fc.record({
    text: fc.oneof(fc.constantFrom(...sentences.map((each) => each.text)), fc.string()),
    citation: fc.option(fc.nat(4), { nil: undefined }),
    record: fc.option(fc.nat(2), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(sentence), fc.constantFrom(text, '', `x ${text} y`), (some, whole) => {
      const exact = some.map(({ citation, record, text: words }) => ({
        text: words,
        ...(citation !== undefined && { citation }),
        ...(record !== undefined && { record }),
      }));
      expect(
        runsOf(whole, exact, draftCard)
          .map((run) => run.text)
          .join(''),
      ).toBe(whole);
    }),
  );
});
