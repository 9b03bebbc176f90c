import { describe, expect, it } from 'vitest';
import type { PassageHit } from '#domain/knowledge.ts';
import { articleCandidates, type articleThreshold } from './article.ts';
import { hitOf, model } from './compose.fixture.ts';
import { passage } from './suggest.fixture.ts';

const older = hitOf(passage('old', 0, 'Returns', 'Items go back within 14 days.'), {
  relevance: 0.9,
  updatedAt: 100,
});
const newer = hitOf(passage('new', 0, 'Returns', 'Items go back within 30 days.'), {
  relevance: 0.7,
  updatedAt: 200,
});
const against = (hit: PassageHit, other: PassageHit): PassageHit => ({
  ...hit,
  contradicts: other.passage.id,
});

const candidates = (
  hits: readonly PassageHit[],
  level: keyof typeof articleThreshold = 'pushed',
): ReturnType<typeof articleCandidates> =>
  articleCandidates({ hits, text: 'how long may I send it back', level, trigger: [], model });

describe('articleCandidates', () => {
  it('shows two articles that contradict each other, newest first, each flagged with the other', () => {
    const found = candidates([against(older, newer), against(newer, older)]);
    expect(found.candidates.map(({ body }) => body)).toEqual([
      {
        kind: 'article',
        excerpt: 'Items go back within 30 days.',
        saysOtherwise: {
          document: older.passage.document,
          title: older.passage.title,
          quote: 'Items go back within 14 days.',
          newer: false,
        },
      },
      {
        kind: 'article',
        excerpt: 'Items go back within 14 days.',
        saysOtherwise: expect.objectContaining({ newer: true }) as unknown,
      },
    ]);
    expect(found.chosen.map(({ updatedAt }) => updatedAt)).toEqual([200, 100]);
  });

  it('shows the newer one first although the search puts it last, and only the two', () => {
    const third = hitOf(passage('third', 0, 'Lockers', 'A locker is open at night.'));
    const found = candidates([against(older, newer), third, against(newer, older)]);
    expect(found.candidates.map(({ citations }) => citations[0]?.document)).toEqual([
      'doc-new',
      'doc-old',
    ]);
  });

  it('shows one alone where nothing contradicts it, or what does is not among the hits', () => {
    expect(candidates([older, newer]).candidates).toHaveLength(1);
    const alone = candidates([against(older, newer)]);
    expect(alone.candidates).toHaveLength(1);
    expect(alone.candidates[0]?.body).not.toHaveProperty('saysOtherwise');
  });

  it('shows none below its threshold, and says what came closest', () => {
    const weak = { ...older, relevance: 0.4 };
    expect(candidates([weak])).toEqual({
      candidates: [],
      chosen: [],
      considered: [{ title: 'Damaged items: Returns', score: 0.4, threshold: 0.5 }],
      unwanted: [],
    });
    expect(candidates([weak], 'pulled').candidates).toHaveLength(1);
    expect(candidates([{ ...older, relevance: 0.6 }], 'unsure').candidates).toEqual([]);
    expect(candidates([])).toMatchObject({ candidates: [], considered: [] });
  });
});
