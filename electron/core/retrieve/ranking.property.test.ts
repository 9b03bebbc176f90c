import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from '#domain/knowledge.ts';
import { fuse } from './fuse.ts';
import { bestRows, blend, buildMatrix, scan } from './matrix.ts';
import { composeQuery, isElliptic } from './query.ts';
import { relevanceOf } from './relevance.ts';

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]$/), { maxLength: 8 });

describe('fuse', () => {
  it('never ranks an id lower that moved up in a list', () => {
    fc.assert(
      fc.property(ids, ids, fc.nat(7), (one, two, at) => {
        const lists = (first: readonly string[]) =>
          fuse([
            { weight: 1, ids: first },
            { weight: 1, ids: two },
          ]);
        const id = one[at];
        if (id === undefined || at === 0) return;
        const moved = one.with(at, one[at - 1] ?? '').with(at - 1, id);
        const score = (all: readonly { id: string; score: number }[]): number =>
          all.find((each) => each.id === id)?.score ?? 0;
        expect(score(lists(moved))).toBeGreaterThanOrEqual(score(lists(one)));
      }),
    );
  });

  it('holds each id once, from best to worst, between 0 and 1', () => {
    fc.assert(
      fc.property(ids, ids, (one, two) => {
        const all = fuse([
          { weight: 1, ids: one },
          { weight: 0.3, ids: two },
        ]);
        expect(new Set(all.map((each) => each.id))).toEqual(new Set([...one, ...two]));
        expect(all).toHaveLength(new Set([...one, ...two]).size);
        const scores = all.map((each) => each.score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
      }),
    );
  });
});

describe('exact search', () => {
  it('finds the same best rows as sorting everything', () => {
    const scores = fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), { maxLength: 60 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 10 }), (values, k) => {
        const cosines = Float32Array.from(values);
        const sorted = [...cosines.keys()].sort(
          (a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0) || a - b,
        );
        expect(bestRows(cosines, k)).toEqual(sorted.slice(0, k));
      }),
    );
  });

  it('gives a vector itself as its nearest, whatever the dimensions', () => {
    const vector = fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), {
      minLength: 7,
      maxLength: 7,
    });
    fc.assert(
      fc.property(fc.array(vector, { minLength: 1, maxLength: 12 }), fc.nat(11), (rows, pick) => {
        const unit = rows.map((row) => blend([{ vector: Float32Array.from(row), weight: 1 }], 7));
        const passage = (id: number): Passage =>
          ({ id: String(id), document: 'd' }) as unknown as Passage;
        const matrix = buildMatrix(
          unit.map((each, id) => ({ vector: each, passage: passage(id) })),
          7,
        );
        const wanted = unit[pick % unit.length];
        if (wanted === undefined || wanted.every((value) => value === 0)) return;
        const found = scan(matrix, wanted, 1);
        expect(found.cosines[found.best[0] ?? -1]).toBeCloseTo(1, 4);
      }),
    );
  });
});

describe('the query', () => {
  it('knows which turns cannot be understood alone', () => {
    for (const text of [
      'how long does that take?',
      'and then?',
      'is it free',
      'the same one please',
    ])
      expect(isElliptic(text), text).toBe(true);
    for (const text of ['where is my order 12345', 'I want to cancel my subscription'])
      expect(isElliptic(text), text).toBe(false);
  });

  it('weighs what went before less than the turn, the older the less', () => {
    const query = composeQuery({
      text: 'Where is my refund for the shoes?',
      history: ['yes', 'I sent the blue shoes back', 'the parcel arrived on Monday'],
      intent: 'Where is my refund',
    });
    expect(query.meaning.map((part) => part.text)).toEqual([
      'Where is my refund for the shoes?',
      'the parcel arrived on Monday',
      'I sent the blue shoes back',
      'Where is my refund',
    ]);
    const weights = query.meaning.slice(0, 3).map((part) => part.weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(new Set(weights).size).toBe(3);
    const short = composeQuery({ text: 'how long?', history: ['I sent the blue shoes back'] });
    expect(short.meaning[1]?.weight).toBeGreaterThan(weights[1] ?? 1);
    expect(short.context).toContain('shoes');
  });
});

describe('relevance', () => {
  it('rises with similarity and with coverage', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, (similarity, coverage, more) => {
        const base = relevanceOf({ similarity, coverage });
        expect(
          relevanceOf({ similarity: Math.max(similarity, more), coverage }),
        ).toBeGreaterThanOrEqual(base);
        expect(
          relevanceOf({ similarity, coverage: Math.max(coverage, more) }),
        ).toBeGreaterThanOrEqual(base);
      }),
    );
  });
});
