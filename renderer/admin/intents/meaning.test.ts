import { describe, expect, it } from 'vitest';
import { IntentReport } from '#domain/taxonomy.ts';
import { certainty, inScope, labelTitle, meanings, method } from './meaning.ts';

const report = (change: Partial<IntentReport> = {}): IntentReport =>
  IntentReport.parse({
    examples: 220,
    labels: 2,
    folds: 5,
    seed: 7,
    accuracy: 0.914,
    macroF1: 0.9,
    ece: 0.031,
    threshold: 0.55,
    answered: 0.84,
    rejected: 0.68,
    outOfScope: 'examples',
    byLabel: [
      { label: 'card_lost', examples: 120, precision: 0.9, recall: 0.9 },
      { label: 'card_stolen', examples: 80, precision: 0.9, recall: 0.9 },
      { label: 'out_of_scope', examples: 20, precision: 1, recall: 0.7 },
    ],
    confusions: [],
    suspects: [],
    trainingMs: 1840,
    ...change,
  });

describe('what the figures mean', () => {
  it('is said in words', () => {
    expect(meanings(report()).map(({ means }) => means)).toEqual([
      'Right on 91 of 100 held-out examples.',
      'Says unknown to 7 of 10 questions that are none of these.',
      'Less certain than that is unknown. 84 of 100 examples are right and certain enough.',
      'Its certainty is off by 3 points on average.',
    ]);
  });

  it('counts only examples that have an answer', () => {
    expect(inScope(report())).toBe(200);
  });

  it('claims no recall where nothing was measured', () => {
    const [, outOfScope] = meanings(report({ outOfScope: 'none', rejected: 0 }));
    expect(outOfScope?.value).toBe('–');
    expect(outOfScope?.means).toMatch(/^Not measured/);
  });

  it('marks what is poor', () => {
    const poor = meanings(report({ accuracy: 0.6, rejected: 0.2, answered: 0.3, ece: 0.2 }));
    expect(poor.every((meaning) => meaning.poor)).toBe(true);
    expect(meanings(report()).some((meaning) => meaning.poor)).toBe(false);
  });

  it('says how it was measured', () => {
    expect(method(report())).toContain('n = 220 · 2 labels · 5-fold cross-validation · seed 7');
  });

  it('is never quite sure where it is not', () => {
    expect([0, 0.004, 0.55, 0.9966, 1].map(certainty)).toEqual([
      '0%',
      'under 1%',
      '55%',
      'over 99%',
      '100%',
    ]);
  });

  it('names the reserved label', () => {
    expect(labelTitle('out_of_scope')).toBe('none of these');
    expect(labelTitle('card_lost')).toBe('card lost');
  });
});
