import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auroc, calibrationError, pearson, scoreClasses, spearman } from './sentiment-accuracy.ts';
import { readSentimentSet, readUrgencySet } from './sentiment-sets.ts';

describe('classes', () => {
  test('accuracy and macro-F1 by hand', () => {
    const score = scoreClasses([
      { expected: 'negative', found: 'negative' },
      { expected: 'negative', found: 'neutral' },
      { expected: 'neutral', found: 'neutral' },
      { expected: 'positive', found: 'negative' },
    ]);
    expect(score).toMatchObject({ n: 4, accuracy: 0.5 });
    expect(score.f1).toEqual({ negative: 0.5, neutral: 2 / 3, positive: 0 });
    expect(score.macroF1).toBeCloseTo((0.5 + 2 / 3) / 3);
  });

  test('no rows are no figure, not a crash', () => {
    expect(scoreClasses([])).toEqual({ n: 0, accuracy: 0, macroF1: 0, f1: {} });
  });
});

test('calibration error: confidence .9 and half of them right is .4 off', () => {
  const half = Array.from({ length: 10 }, (_, i) => ({ confidence: 0.9, right: i % 2 === 0 }));
  expect(calibrationError(half)).toBeCloseTo(0.4);
  expect(calibrationError([{ confidence: 1, right: true }])).toBe(0);
});

describe('correlations', () => {
  test('pearson of a line is one, of its mirror minus one, of a constant zero', () => {
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
    expect(pearson([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
    expect(pearson([1, 2, 3], [5, 5, 5])).toBe(0);
  });

  test('spearman sees order only, ties share a rank', () => {
    expect(spearman([1, 2, 3, 100], [1, 2, 3, 4])).toBeCloseTo(1);
    expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(0.866, 3);
  });

  test('auroc is the share of ordered pairs, ties half', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { maxLength: 25 }),
        (rows) => {
          const pairs = rows.flatMap(([a, yes]) =>
            yes ? rows.flatMap(([b, other]) => (other ? [] : [a > b ? 1 : a === b ? 0.5 : 0])) : [],
          );
          const expected =
            pairs.length === 0 ? 0.5 : pairs.reduce((sum, x) => sum + x, 0) / pairs.length;
          expect(
            auroc(
              rows.map(([score]) => score),
              rows.map(([, yes]) => yes),
            ),
          ).toBeCloseTo(expected);
        },
      ),
      { seed: 3 },
    );
  });
});

describe('the sets', () => {
  test('class columns; what is mixed is dropped and counted', () => {
    const set = readSentimentSet(
      'text,sentiment\r\n"late, and ""rude""\nagain",negative\nso so,mixed\n\nfine,positive',
    );
    expect(set).toEqual({
      kind: 'classes',
      dropped: 1,
      rows: [
        { text: 'late, and "rude"\nagain', label: 'negative' },
        { text: 'fine', label: 'positive' },
      ],
    });
  });

  test('score columns', () => {
    expect(readSentimentSet('id,mean_rating,text\n1,-2.5,"bad, bad"\n2,,none\n')).toEqual({
      kind: 'scores',
      dropped: 1,
      rows: [{ text: 'bad, bad', rating: -2.5 }],
    });
  });

  test('priorities, with the subject before the body', () => {
    expect(readUrgencySet('subject,body,priority\nDown,it is down,high\nHi,,odd\n')).toEqual({
      dropped: 1,
      rows: [{ text: 'Down. it is down', rank: 2 }],
    });
  });

  test.each([
    ['', 'rows below a header'],
    ['text,label\na,b', 'neither a column sentiment'],
    ['sentiment\nnegative', 'no column text'],
    ['text,sentiment\n"never ends,negative', 'Line 2 has a quote that does not end.'],
    ['\uFEFFtext,sentiment\r\n"a\r\nb",neutral\r\n\r\n"c\n" d', 'Line 5 has a quote'],
  ])('says what is wrong with %j', (csv, said) => {
    expect(() => readSentimentSet(csv)).toThrow(said);
  });
});
