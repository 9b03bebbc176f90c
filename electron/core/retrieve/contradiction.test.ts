import { describe, expect, it } from 'vitest';
import { DocumentId, PackName, PassageId } from '#domain/ids.ts';
import type { PassageHit } from '#domain/knowledge.ts';
import { markContradictions } from './contradiction.ts';

const hit = (document: string, text: string, updatedAt?: number): PassageHit => ({
  passage: {
    id: PassageId.parse(`${document}#0`),
    document: DocumentId.parse(document),
    pack: PackName.parse('shop'),
    ordinal: 0,
    title: 'T',
    heading: 'T',
    anchor: '',
    text,
  },
  score: 1,
  parts: {},
  similarity: 0.5,
  relevance: 0.5,
  ...(updatedAt !== undefined && { updatedAt }),
});
const mark = (...hits: PassageHit[]) =>
  markContradictions(hits, () => undefined).map(({ passage, contradicts }) => [
    passage.document,
    contradicts,
  ]);

const fee = (amount: string) => `Express delivery costs ${amount} for every order to the mainland.`;

describe('contradictions', () => {
  it('are other numbers of one unit for the same thing, newest first', () => {
    expect(mark(hit('a', fee('$5'), 1), hit('b', fee('$7.50'), 2))).toEqual([
      ['b', 'a#0'],
      ['a', 'b#0'],
    ]);
    expect(mark(hit('a', fee('$5'), 2), hit('b', fee('$7.50'), 1))[0]).toEqual(['a', 'b#0']);
  });

  it('count numbers in words', () => {
    const days = (n: string) => `Refunds to a credit card take ${n} working days after the return.`;
    expect(mark(hit('a', days('five')), hit('b', days('10')))[0]?.[1]).toBe('b#0');
    expect(mark(hit('a', days('five')), hit('b', days('5')))[0]?.[1]).toBeUndefined();
  });

  it('are none where a number, the unit, the matter or the document is the same', () => {
    for (const [one, two] of [
      [fee('$5'), fee('$5.00')],
      [fee('$5'), fee('5 stars')],
      [fee('$5'), 'Gift wrapping costs $7 for a small box with a ribbon.'],
      ['Kettles boil in 2 minutes.', 'Ovens heat in 9 minutes.'],
    ] as const)
      expect(mark(hit('a', one), hit('b', two)).map(([, other]) => other)).toEqual([
        undefined,
        undefined,
      ]);
    expect(mark(hit('a', fee('$5')), hit('a', fee('$7')))[0]?.[1]).toBeUndefined();
  });

  it('are none between things that only look alike', () => {
    const hits = [hit('a', fee('$5')), hit('b', fee('$7'))];
    const marked = markContradictions(hits, ({ passage }) => passage.document);
    expect(marked.every(({ contradicts }) => contradicts === undefined)).toBe(true);
  });
});
