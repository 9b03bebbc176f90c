import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyWord } from './full-text.ts';
import { article, openAt, passage, temporaryFolder } from './store.fixture.ts';

const model = { name: 'test', version: '1', sha256: 'm1' };
const today = '2026-11-22';
const ids = (passages: readonly { readonly id: string }[]) => passages.map(({ id }) => id);

/** Puts an article with one passage per text, each with a small vector of its own. */
const fill = (
  path: string,
  texts: readonly string[],
  change: Readonly<Record<string, unknown>> = {},
  { knowledge } = openAt(temporaryFolder()),
) => {
  const document = article(path, change);
  const passages = texts.map((text, ordinal) =>
    passage(document, ordinal, text, `Part ${String(ordinal)}`),
  );
  const vectors = texts.map((_, ordinal) => Float32Array.of(ordinal, 0.5, -1));
  knowledge.putDocument(document, passages, vectors, model);
  return { knowledge, document, passages, vectors };
};

describe('knowledge', () => {
  it('finds passages by words in any form, best first, title before text', () => {
    const store = openAt(temporaryFolder());
    fill('shipping', ['Parcels arrive in two days.', 'Lost parcels are refunded.'], {}, store);
    fill('refunds', ['Money comes back in five days.'], {}, store);
    const found = store.knowledge.matchText('retail', 'I was refunding a parcel?!', today, 5);
    expect(ids(found)).toEqual(['doc-shipping#1', 'doc-refunds#0', 'doc-shipping#0']);
    expect(ids(store.knowledge.matchText('retail', 'refunds', today, 5))).toEqual([
      'doc-refunds#0',
      'doc-shipping#1',
    ]);
    expect(store.knowledge.matchText('retail', 'parcel refund', today, 1)).toHaveLength(1);
    expect(store.knowledge.matchText('banking', 'refund', today, 5)).toEqual([]);
    expect(store.knowledge.matchText('retail', '', today, 5)).toEqual([]);
  });

  it('never finds what is outdated or not valid yet', () => {
    const store = openAt(temporaryFolder());
    fill('old', ['refund one'], { validTo: '2026-11-21' }, store);
    fill('last-day', ['refund two'], { validTo: today }, store);
    fill('first-day', ['refund three'], { validFrom: today }, store);
    fill('coming', ['refund four'], { validFrom: '2026-11-23' }, store);
    const found = store.knowledge.matchText('retail', 'refund', today, 9);
    expect(found.map(({ title }) => title).toSorted()).toEqual(['first-day', 'last-day']);
    const vectors = store.knowledge.vectors('retail', 'm1', today);
    expect(vectors.map(({ passage: { title } }) => title)).toEqual(['last-day', 'first-day']);
  });

  it('keeps what is meant for agents from customers', () => {
    const store = openAt(temporaryFolder());
    fill('internal', ['refund margin'], { audience: 'agent' }, store);
    fill('public', ['refund rules'], {}, store);
    const titles = (audience?: 'agent' | 'customer') =>
      store.knowledge.matchText('retail', 'refund', today, 9, audience).map(({ title }) => title);
    expect(titles().toSorted()).toEqual(['internal', 'public']);
    expect(titles('customer')).toEqual(['public']);
    expect(store.knowledge.vectors('retail', 'm1', today, 'customer')).toHaveLength(1);
  });

  it('gives vectors back as they were, for the model that made them', () => {
    const { knowledge, passages, vectors } = fill('a', ['one', 'two', 'three']);
    expect(knowledge.vectors('retail', 'm1', today)).toEqual(
      passages.map((item, index) => ({ passage: item, vector: vectors[index] })),
    );
    expect(knowledge.vectors('retail', 'm2', today)).toEqual([]);
  });

  it('takes a vector that is a window into a larger buffer', () => {
    const { knowledge } = openAt(temporaryFolder());
    const document = article('a');
    const window = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    knowledge.putDocument(document, [passage(document, 0, 'x')], [window], model);
    expect(knowledge.vectors('retail', 'm1', today)[0]?.vector).toEqual(Float32Array.of(1, 2));
  });

  it('replaces the article of the same path with passages, index and vectors', () => {
    const store = openAt(temporaryFolder());
    fill('a', ['zebra', 'giraffe'], {}, store);
    fill('a', ['lion'], { id: 'doc-a-2' }, store);
    expect(store.knowledge.matchText('retail', 'zebra giraffe', today, 9)).toEqual([]);
    expect(store.knowledge.matchText('retail', 'lion', today, 9)).toHaveLength(1);
    expect(store.knowledge.vectors('retail', 'm1', today)).toHaveLength(1);
    expect(store.knowledge.documents('retail')).toEqual([
      { id: 'doc-a-2', path: 'a', title: 'a', hash: 'a'.repeat(64) },
    ]);
    fill('a', ['tiger'], { id: 'doc-a-2' }, store);
    expect(store.knowledge.matchText('retail', 'tiger', today, 9)).toHaveLength(1);
    expect(store.integrity().ok).toBe(true);
  });

  it('removes what is no longer in the pack', () => {
    const store = openAt(temporaryFolder());
    const { document } = fill('a', ['zebra'], {}, store);
    fill('b', ['lion'], {}, store);
    expect(store.knowledge.document(document.id)).toEqual(document);
    expect(store.knowledge.removeMissing('retail', ['b', 'c'])).toBe(1);
    expect(store.knowledge.document(document.id)).toBeUndefined();
    expect(store.knowledge.matchText('retail', 'zebra lion', today, 9)).toHaveLength(1);
    expect(store.knowledge.removeMissing('banking', [])).toBe(0);
  });

  it('refuses passages without vectors', () => {
    const { knowledge } = openAt(temporaryFolder());
    const document = article('a');
    expect(() => {
      knowledge.putDocument(document, [passage(document, 0, 'x')], [], model);
    }).toThrow(RangeError);
  });
});

describe('anyWord', () => {
  it('leaves out what stands everywhere, unless there is nothing else', () => {
    const once = (): number => 1;
    expect(anyWord('How do I get a refund?', once)).toBe('"refund"');
    expect(anyWord('How is it?', once)).toBe('"how" OR "is" OR "it"');
    expect(anyWord('?! --', once)).toBeUndefined();
  });

  it('takes the rare words first and stops before the common ones cost too much', () => {
    const rows: Readonly<Record<string, number>> = {
      '"order"': 9_000,
      '"lantern"': 12,
      '"late"': 800,
    };
    const frequency = (word: string): number => rows[word] ?? 0;
    expect(anyWord('order lantern late unheard', frequency)).toBe('"lantern" OR "late"');
    // The only word there is is searched, whatever it costs.
    expect(anyWord('order', frequency)).toBe('"order"');
    expect(anyWord('unheard', frequency)).toBeUndefined();
  });

  it('makes a query of anything that a customer may write', () => {
    const { knowledge } = fill('a', ['NEAR AND OR NOT refund order']);
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            '"',
            "'",
            '*',
            '(',
            ')',
            'NEAR',
            'AND',
            ':',
            '^',
            '-',
            '+',
            'title',
            '\0',
            'refund',
          ),
        )
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(nasty, (text) => {
        knowledge.matchText('retail', text, today, 3);
        if (/\brefund\b/u.test(text))
          expect(knowledge.matchText('retail', text, today, 3)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
