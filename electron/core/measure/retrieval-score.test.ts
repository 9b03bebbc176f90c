import { describe, expect, it } from 'vitest';
import { createBm25 } from './bm25.ts';
import { readQuestionPairs } from './faq-sets.ts';
import { aurocOf, f1Of, latencyOf, scoreRetrieval } from './retrieval-score.ts';
import { readKnowledgeRows, readQueryRows, SetProblem } from './retrieval-sets.ts';

describe('scores of retrieval', () => {
  it('counts the first right id, each id once', () => {
    expect(
      scoreRetrieval([
        { found: ['a', 'b'], right: ['a', 'z'] },
        { found: ['x', 'x', 'b'], right: ['b'] },
        { found: ['1', '2', '3', '4', '5', 'c'], right: ['c'] },
        { found: [], right: ['d'] },
      ]),
    ).toEqual({ hit1: 0.25, hit5: 0.5, mrr5: 0.375 });
    expect(scoreRetrieval([])).toEqual({ hit1: 0, hit5: 0, mrr5: 0 });
  });

  it('gives F1, AUROC and latencies', () => {
    const decided = [
      { said: true, right: true },
      { said: true, right: false },
      { said: false, right: true },
      { said: false, right: false },
    ];
    expect(f1Of(decided)).toBe(0.5);
    expect(f1Of([])).toBe(0);
    expect(aurocOf([3, 2], [1, 2])).toBe(0.875);
    expect(aurocOf([], [1])).toBe(0);
    expect(latencyOf([3, 1, 2])).toEqual({ p50: 2, p95: 3, p99: 3 });
    expect(latencyOf([])).toEqual({ p50: 0, p95: 0, p99: 0 });
  });
});

describe('plain BM25', () => {
  const bm25 = createBm25(['a red fox', 'a red red kettle that boils', 'nothing'], (text) =>
    text
      .toLowerCase()
      .split(/\W+/)
      .filter((word) => word.length > 2),
  );

  it('ranks by rare words, often said, in short documents', () => {
    expect(bm25.rank('kettle', 5)).toEqual([1]);
    expect(bm25.rank('the RED fox?', 5)).toEqual([0, 1]);
    expect(bm25.rank('', 5)).toEqual([]);
    expect(bm25.score('fox fox', 0)).toBe(bm25.score('fox', 0));
    expect(bm25.score('fox', 0)).toBeGreaterThan(0);
    expect(bm25.score('fox', 2)).toBe(0);
  });
});

describe('sets of retrieval', () => {
  it('are read line by line, with defaults', () => {
    expect(readKnowledgeRows('kb', '{"id":"1","text":"t","entity":"E","type":"faq"}\n\n')).toEqual([
      { id: '1', title: '', text: 't', entity: 'E' },
    ]);
    const line =
      '{"question":"q","history":[{"role":"agent","text":"h"}],"needs_knowledge":true,"gold":["1"]}';
    expect(readQueryRows('queries', line)).toEqual([
      {
        text: 'q',
        turns: [{ speaker: 'agent', text: 'h' }],
        needsKnowledge: true,
        right: ['1'],
      },
    ]);
  });

  it('say in a sentence what is wrong, and where', () => {
    expect(() => readKnowledgeRows('kb', '{"id":"1","text":"t"}\nno')).toThrow(/kb, line 2/);
    expect(() => readKnowledgeRows('kb', '{"id":"1"}')).toThrow(/kb, line 1: text/);
    expect(() => readQueryRows('queries', '\n')).toThrow(SetProblem);
  });

  it('are pairs of questions too', () => {
    const csv = 'id,question_1,question_2,similar\n1,"A, b?",C?,1\n2,A?,D?,0\n';
    expect(readQuestionPairs('faq', csv)).toEqual([
      { known: 'A, b?', asked: 'C?', same: true },
      { known: 'A?', asked: 'D?', same: false },
    ]);
    expect(() => readQuestionPairs('faq', 'a,b\n1,2\n')).toThrow(/no column question_1/);
    expect(() => readQuestionPairs('faq', '')).toThrow(/no rows/);
  });
});
