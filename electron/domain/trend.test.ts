import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Speaker } from './conversation.ts';
import { TurnId } from './ids.ts';
import type { SentimentInsight } from './insight.ts';
import { scoreOf, sentimentTrend } from './trend.ts';

const model = { name: 'test', version: '1', sha256: 'x' };
const insightOf = (score: number, confidence = 1): SentimentInsight => ({
  kind: 'sentiment',
  value: score > 0.3 ? 'positive' : score < -0.3 ? 'negative' : 'neutral',
  score,
  confidence,
  evidence: [{ start: 0, end: 3 }],
  model,
});
const turnOf = (sequence: number, speaker: Speaker = 'customer') => ({
  id: TurnId.parse(`turn-${sequence}`),
  sequence,
  speaker,
});
const trendOf = (scores: readonly number[], confidence = 1) =>
  sentimentTrend(
    scores.map((_, index) => turnOf(index + 1)),
    Object.fromEntries(
      scores.map((score, index) => [`turn-${index + 1}`, [insightOf(score, confidence)]]),
    ),
  );

describe('the trend of a conversation', () => {
  test('nothing read yet is steady at zero', () => {
    expect(trendOf([])).toEqual({
      points: [],
      now: 0,
      change: 0,
      direction: 'steady',
      reasons: [],
    });
  });

  test('one reading has no direction', () => {
    expect(trendOf([-0.9])).toMatchObject({ now: -0.9, change: 0, direction: 'steady' });
  });

  test('it gets worse, and the turns that did it are named, strongest first', () => {
    const trend = trendOf([0.5, 0.4, -0.2, -0.9]);
    expect(trend.direction).toBe('worse');
    expect(trend.reasons.map(({ turn }) => turn)).toEqual(['turn-4', 'turn-3', 'turn-2']);
    expect(trend.reasons[0]?.evidence).toEqual([{ start: 0, end: 3 }]);
    expect(trend.reasons.every(({ moved }) => moved < 0)).toBe(true);
  });

  test('it gets better after the thing is mended', () => {
    expect(trendOf([-0.8, -0.9, 0.1, 0.9])).toMatchObject({ direction: 'better' });
  });

  test('one lukewarm turn does not turn it', () => {
    expect(trendOf([-0.6, -0.5, -0.3, -0.5])).toMatchObject({ direction: 'steady', reasons: [] });
  });

  test('what was long ago is not the change of now', () => {
    const trend = trendOf([0.9, -0.8, -0.8, -0.8, -0.8, -0.8, -0.8, -0.8, -0.8]);
    expect(trend.direction).toBe('steady');
    expect(trend.now).toBeLessThan(-0.7);
  });

  test('an unsure turn moves less', () => {
    const sure = trendOf([0.8, -0.8]);
    const unsure = trendOf([0.8, -0.8], 0.4);
    expect(unsure.now).toBeGreaterThan(sure.now);
  });

  test('the agent’s turns and superseded ones do not count, the order of sequence does', () => {
    const trend = sentimentTrend(
      [
        { ...turnOf(3), supersedes: TurnId.parse('turn-2') },
        turnOf(2),
        turnOf(1),
        turnOf(4, 'agent'),
      ],
      {
        'turn-1': [insightOf(0.1)],
        'turn-2': [insightOf(-1)],
        'turn-3': [insightOf(0.2)],
        'turn-4': [insightOf(-1)],
      },
    );
    expect(trend.points.map(({ turn }) => turn)).toEqual(['turn-1', 'turn-3']);
  });

  test('insights from before the score are read by their label', () => {
    const { score: _, ...old } = insightOf(-0.9, 0.7);
    expect(scoreOf(old)).toBe(-0.7);
    expect(scoreOf({ ...old, value: 'neutral' })).toBeCloseTo(0);
  });

  test('always within -1 and 1, a point for every reading, the change agrees with the direction', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (scores, confidence) => {
          const { points, now, change, direction, reasons } = trendOf(scores, confidence);
          expect(points).toHaveLength(scores.length);
          for (const { smoothed } of points) expect(Math.abs(smoothed)).toBeLessThanOrEqual(1);
          expect(Math.abs(now)).toBeLessThanOrEqual(1);
          if (direction !== 'steady') expect(change > 0).toBe(direction === 'better');
          expect(reasons.length).toBeLessThanOrEqual(3);
        },
      ),
      { seed: 7 },
    );
  });
});
