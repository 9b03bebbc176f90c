import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreOf, withSupport } from './fuse.ts';
import { composeQuery, essenceOf } from './query.ts';
import { meaningOf } from './query-vectors.ts';
import { leadOf, relevanceOf } from './relevance.ts';
import { isElliptic } from './words.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('fusing', () => {
  it('never ranks a passage lower for more of anything', () => {
    const words = fc.double({ min: 0, max: 40, noNaN: true });
    fc.assert(
      fc.property(share, words, share, share, (cosine, bm25, weight, more) => {
        const base = scoreOf({ cosine, words: bm25, weight });
        expect(scoreOf({ cosine: cosine + more, words: bm25, weight })).toBeGreaterThanOrEqual(
          base,
        );
        expect(scoreOf({ cosine, words: bm25 + more, weight })).toBeGreaterThanOrEqual(base);
        expect(
          scoreOf({ cosine, words: bm25, weight: Math.max(weight, more) }),
        ).toBeGreaterThanOrEqual(base);
        expect(Number.isFinite(base)).toBe(true);
      }),
    );
  });

  it('keeps every passage once, best first, and the order inside a document', () => {
    const passage = fc.record({
      document: fc.constantFrom('a', 'b', 'c'),
      score: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    });
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 12 }), (passages) => {
        const rows = passages.map((each, row) => ({ ...each, row }));
        const ranked = withSupport(rows);
        expect(ranked.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(
          rows.map(({ row }) => row),
        );
        const scores = ranked.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const document of ['a', 'b', 'c']) {
          const before = rows.filter((each) => each.document === document);
          const after = ranked.filter((each) => each.document === document);
          for (const [index, { row }] of after.entries())
            expect(rows[row]?.score).toBe(
              before.map(({ score }) => score).toSorted((a, b) => b - a)[index],
            );
        }
      }),
    );
  });

  it('lets a document with more to say win over a lone passage that is as good', () => {
    const [best] = withSupport([
      { document: 'lone', score: 0.5, id: 1 },
      { document: 'lone', score: 0.1, id: 2 },
      { document: 'rich', score: 0.5, id: 3 },
      { document: 'rich', score: 0.48, id: 4 },
    ]);
    expect(best?.document).toBe('rich');
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

  it('leans less on the talk the more a turn says itself, and most where it goes on with it', () => {
    const turns = [{ speaker: 'customer' as const, text: 'you charged me twice for one order' }];
    const weightFor = (text: string, change: object = {}): number =>
      composeQuery({ text, turns, ...change }).meaning[1]?.weight ?? 0;
    const short = 'does it cost more on Sunday?';
    const middle = 'how much is parcel shipping abroad these days';
    const long = 'how much is shipping a heavy parcel from Denver to Canada by express';
    expect(weightFor(short)).toBeGreaterThan(weightFor(middle));
    expect(weightFor(middle)).toBeGreaterThan(0);
    expect(weightFor(long)).toBe(0);
    expect(composeQuery({ text: long, turns }).words).toBe(long);
    const goesOn = { intent: 'Charged twice', intentFrom: 'both' } as const;
    expect(weightFor(long, goesOn)).toBe(0.5);
    expect(composeQuery({ text: long, turns, ...goesOn }).alone).toBeUndefined();
  });

  it('reads a turn alone too, with the intent that it said itself and without the one before', () => {
    const turns = [{ speaker: 'customer' as const, text: 'you charged me twice for one order' }];
    const text = 'how much is shipping to Canada';
    const intent = 'Delivery abroad';
    const alone = (change: object): unknown =>
      composeQuery({ text, turns, intent, ...change }).alone?.meaning.map((part) => part.text);
    expect(alone({})).toEqual([text]);
    expect(alone({ intentFrom: 'turn' })).toEqual([text, intent]);
    expect(composeQuery({ text, turns: [] }).alone).toBeUndefined();
    expect(composeQuery({ text: 'and how long?', turns }).alone).toBeUndefined();
  });

  it('weighs what went before less than the turn, the older the less', () => {
    const query = composeQuery({
      text: 'Where is my refund for the shoes?',
      turns: [
        { speaker: 'customer', text: 'yes' },
        { speaker: 'customer', text: 'I sent the blue shoes back' },
        { speaker: 'agent', text: 'I can see the blue shoes here' },
        { speaker: 'customer', text: 'the parcel arrived on Monday' },
      ],
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
  });

  it('leans harder on both speakers where the turn cannot stand alone', () => {
    const query = composeQuery({
      text: 'how long?',
      turns: [
        { speaker: 'customer', text: 'I sent the blue shoes back' },
        { speaker: 'agent', text: 'Thanks, the return is registered' },
      ],
    });
    expect(query.meaning).toHaveLength(3);
    expect(query.meaning[2]).toEqual({ text: 'I sent the blue shoes back', weight: 1 });
    expect(query.words).toContain('shoes');
    expect(query.understoodAs).toBe('how long? (about: I sent the blue shoes back)');
  });

  it('needs no history where the talk is about a known subject', () => {
    const subjects = [{ subject: 'Trail Box', weight: 1, named: false }];
    const turns = [{ speaker: 'customer' as const, text: 'I bought the trail box yesterday' }];
    const query = composeQuery({ text: 'how much does it weigh?', turns, subjects });
    expect(query.understoodAs).toBe('how much does it weigh? (Trail Box)');
    const named = [{ subject: 'Trail Box', weight: 1, named: true }];
    expect(composeQuery({ text: 'the trail box', turns, subjects: named }).understoodAs).toBe(
      undefined,
    );
  });

  it('cuts a long text to what it asks', () => {
    const long = `${'word '.repeat(3_000)}. Where is my parcel now? ${'more '.repeat(3_000)}`;
    const essence = essenceOf(long);
    expect(essence).toContain('Where is my parcel now?');
    expect(essence.length).toBeLessThan(2_500);
    expect(essenceOf('short')).toBe('short');
  });

  it('adds vectors to one of length 1, or to none', () => {
    const vector = fc
      .array(fc.float({ noNaN: true, min: -1, max: 1 }), { minLength: 5, maxLength: 5 })
      .map((values) => Float32Array.from(values));
    fc.assert(
      fc.property(fc.array(vector, { minLength: 1, maxLength: 4 }), (vectors) => {
        const parts = vectors.map(() => ({ text: '', weight: 0.5 }));
        const length = Math.hypot(...meaningOf(parts, vectors, 5));
        expect(length === 0 || Math.abs(length - 1) < 1e-3 || length < 1e-18).toBe(true);
      }),
    );
  });
});

describe('relevance', () => {
  it('rises with similarity, with coverage and with the lead', () => {
    fc.assert(
      fc.property(share, share, share, share, (similarity, coverage, lead, more) => {
        const base = relevanceOf({ similarity, coverage, lead });
        for (const better of [
          { similarity: Math.max(similarity, more), coverage, lead },
          { similarity, coverage: Math.max(coverage, more), lead },
          { similarity, coverage, lead: Math.max(lead, more) },
        ])
          expect(relevanceOf(better)).toBeGreaterThanOrEqual(base);
      }),
    );
  });

  it('counts a lead only so far, also without a rival', () => {
    expect(leadOf(0.9, [])).toBe(0.3);
    expect(leadOf(0.9, [0.1])).toBe(0.3);
    expect(leadOf(0.5, [0.4, 0.45])).toBeCloseTo(0.05);
    expect(leadOf(0, [0.9])).toBe(-0.3);
  });
});
