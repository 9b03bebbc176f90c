import { describe, expect, test } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { clusters, vectorOf } from './head.fixture.ts';
import { trainBareHead, trainHead } from './head-training.ts';
import { type Example, decide, Head, OUT_OF_SCOPE, scoreHead } from './softmax-head.ts';

const share = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.filter(is).length / all.length;

describe('a head', () => {
  test('learns what a vector means, ranks all labels and adds up to at most one', () => {
    const all = clusters({ labels: 6, each: 30, spread: 0.8 });
    const { head } = trainHead(all.filter((_, i) => i % 30 < 12));
    const fresh = all.filter((_, i) => i % 30 >= 12);
    expect(share(fresh, (one) => scoreHead(head, one)[0]?.label === one.label)).toBeGreaterThan(
      0.95,
    );
    for (const one of fresh.slice(0, 20)) {
      const ranked = scoreHead(head, one);
      const confidences = ranked.map(({ confidence }) => confidence);
      expect(ranked).toHaveLength(6);
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      expect(confidences.reduce((sum, one_) => sum + one_, 0)).toBeLessThan(1 + 1e-6);
    }
  });

  test('learns from the words where the vectors say nothing', () => {
    const codes = ['router', 'invoice', 'parcel', 'password'];
    const examples = codes.flatMap((word, l) =>
      Array.from({ length: 12 }, (_, i) => ({
        text: `${['my', 'the', 'this', 'that'][i % 4] ?? ''} ${word} ${['again', 'please', 'now'][i % 3] ?? ''}`,
        vector: vectorOf(i),
        label: codes[l] ?? '',
      })),
    );
    const { head, report } = trainHead(examples);
    expect(report.accuracy).toBeGreaterThan(0.9);
    expect(scoreHead(head, { text: 'a passwords thing', vector: vectorOf(99) })[0]?.label).toBe(
      'password',
    );
  });

  test('five examples a label already help, and one is enough to train', () => {
    const all = clusters({ labels: 12, each: 25, spread: 1 });
    const { head } = trainHead(all.filter((_, i) => i % 25 < 5));
    const fresh = all.filter((_, i) => i % 25 >= 5);
    expect(share(fresh, (one) => scoreHead(head, one)[0]?.label === one.label)).toBeGreaterThan(
      0.8,
    );

    const single = trainHead(clusters({ labels: 3, each: 1, spread: 0 }));
    expect(single.report).toMatchObject({ n: 0, accuracy: 0, threshold: 0.5, unknown: 0 });
    expect(single.report.notes).toEqual([
      '3 labels have one example only and cannot be measured: label-00, label-01, label-02.',
    ]);
  });

  test('a description is one more example of its label, and never measured', () => {
    const all = clusters({ labels: 6, each: 20, spread: 1.6 });
    const few = all.filter((_, i) => i % 20 < 2);
    const descriptions = all.filter((_, i) => i % 20 >= 2 && i % 20 < 8);
    const fresh = all.filter((_, i) => i % 20 >= 8);
    const right = (head: Head): number =>
      share(fresh, (one) => scoreHead(head, one)[0]?.label === one.label);
    expect(right(trainBareHead(few, { descriptions }))).toBeGreaterThan(right(trainBareHead(few)));
    expect(trainHead(few, { descriptions }).report.n).toBe(few.length);
    // Of a label that has no examples it is not an answer.
    const stranger = { text: 'x', vector: vectorOf(1), label: 'unheard' };
    expect(trainHead(few, { descriptions: [stranger] }).head.labels).not.toContain('unheard');
  });

  test('the same examples and seed give the same head; it survives JSON and a clone', () => {
    const examples = clusters({ labels: 6, each: 10, spread: 1 });
    const one = trainHead(examples, { seed: 3 });
    expect(trainHead(examples, { seed: 3 })).toEqual(one);
    expect(trainHead(examples, { seed: 4 }).head.weights).not.toEqual(one.head.weights);
    const restored = Head.parse(JSON.parse(JSON.stringify(one.head)));
    const [first] = examples;
    if (first === undefined) throw new Error('no examples');
    expect(scoreHead(restored, first)).toEqual(scoreHead(one.head, first));
    expect(trainBareHead(examples, { seed: 3 }).weights).toEqual(one.head.weights);
  });

  test('is under three megabytes with 150 labels, and quick', () => {
    const examples = clusters({ labels: 150, each: 2, spread: 0.8, width: 256, words: 10 });
    const head = trainBareHead(examples, { passes: 1 });
    expect(JSON.stringify(head).length).toBeLessThan(3_000_000);
    for (const one of examples.slice(0, 50)) scoreHead(head, one);
    const times = examples.slice(50, 151).map((one) => {
      const spentMs = startProcessorTime();
      scoreHead(head, one);
      return spentMs();
    });
    // 0.3 ms on an idle machine; the median of a busy one is allowed ten times that.
    expect(times.toSorted((a, b) => a - b)[50]).toBeLessThan(3);
  }, 60_000);

  test('an empty text is unknown, and a vector of another encoder is refused', () => {
    const { head } = trainHead(clusters({ labels: 3, each: 5, spread: 1 }));
    const nothing = scoreHead(head, { text: '', vector: new Float32Array(32) });
    expect(nothing.every(({ confidence }) => confidence === 0)).toBe(true);
    expect(() => scoreHead(head, { text: 'x', vector: new Float32Array(4) })).toThrow(
      'The head wants 32 dimensions, the vector has 4.',
    );
  });

  test('a damaged head is not one', () => {
    const { head } = trainHead(clusters({ labels: 3, each: 5, spread: 1 }));
    expect(Head.safeParse({ ...head, bias: [] }).success).toBe(false);
    expect(Head.safeParse({ ...head, form: 1 }).success).toBe(false);
    expect(
      Head.safeParse({ ...head, lexicon: { terms: ['wx'], idf: [1] } }).error?.issues[0]?.message,
    ).toMatch(/must agree in size/);
    const cut = {
      ...head,
      prototypes: { ...head.prototypes, rows: { ...head.prototypes.rows, bytes: 'AAAA' } },
    };
    expect(() => scoreHead(Head.parse(cut), { text: 'x', vector: vectorOf(1) })).toThrow(/damaged/);
  });
});

describe('knowing when not to know', () => {
  test('out-of-scope examples are rejected and never an answer', () => {
    const all = clusters({ labels: 12, each: 24, spread: 0.8 });
    const outside = new Set(['label-09', 'label-10', 'label-11']);
    const { head, report } = trainHead(
      all
        .filter((_, i) => i % 2 === 0)
        .map((one) => (outside.has(one.label) ? { ...one, label: OUT_OF_SCOPE } : one)),
    );
    expect(head.labels).not.toContain(OUT_OF_SCOPE);
    expect(report.unknown).toBeGreaterThan(30);
    const fresh = all.filter((_, i) => i % 2 === 1);
    const answered = (one: Example): string | undefined =>
      decide(head, scoreHead(head, one))?.label;
    expect(
      share(
        fresh.filter(({ label }) => outside.has(label)),
        (one) => answered(one) === undefined,
      ),
    ).toBeGreaterThan(0.8);
    expect(
      share(
        fresh.filter(({ label }) => !outside.has(label)),
        (one) => answered(one) === one.label,
      ),
    ).toBeGreaterThan(0.8);
  });

  test('without any, labels take turns in being unknown', () => {
    const { head, report } = trainHead(clusters({ labels: 12, each: 12, spread: 0.8 }));
    expect(head.outOfScope).toBe(false);
    expect(head.scope).not.toBeNull();
    expect(report.unknown).toBe(2 * 3 * 12);
    expect(report.rejected).toBeGreaterThan(0.6);
    const strangers = clusters({ labels: 4, each: 20, spread: 0.8, seed: 12345 });
    expect(
      share(strangers, (one) => decide(head, scoreHead(head, one)) === undefined),
    ).toBeGreaterThan(0.6);
  });

  test('confidence is calibrated: on noisy labels it is near the accuracy, not near one', () => {
    const examples = clusters({ labels: 4, each: 60, spread: 0.6 }).map((one, i) =>
      i % 10 < 3 ? { ...one, label: `label-0${i % 4}` } : one,
    );
    const { head, report } = trainHead(examples);
    const mean =
      examples.reduce((sum, one) => sum + (scoreHead(head, one)[0]?.confidence ?? 0), 0) /
      examples.length;
    expect(Math.abs(mean - report.accuracy)).toBeLessThan(0.15);
    expect(report.ece).toBeLessThan(0.15);
  });
});

describe('odd examples', () => {
  test('are said in a sentence each, and the rest is used', () => {
    const examples = clusters({ labels: 3, each: 6, spread: 0.5 });
    const [one] = examples;
    if (one === undefined) throw new Error('no examples');
    const { head, report } = trainHead([
      ...examples,
      one,
      { ...one, label: 'label-01' },
      { ...one, text: '   ' },
      { ...one, text: 'nothing', vector: new Float32Array(32) },
      { ...one, text: 'only one', label: 'Label 00' },
    ]);
    expect(head.labels).toEqual(['Label 00', 'label-00', 'label-01', 'label-02']);
    expect(report.notes).toEqual([
      '2 examples without a text or a label left out.',
      '1 label has one example only and cannot be measured: Label 00.',
      '1 example repeats an earlier one.',
      '1 text is filed under more than one label, for example label-00, label-01.',
      '1 label is spelled in more than one way: Label 00, label-00.',
    ]);
  });

  test('a mislabelled example is suspected, with its place in what was given', () => {
    const examples = clusters({ labels: 4, each: 30, spread: 0.4 });
    const wrong = examples.map((one, i) => (i === 37 ? { ...one, label: 'label-03' } : one));
    const { report } = trainHead([{ text: '', vector: vectorOf(0), label: 'label-00' }, ...wrong]);
    expect(report.suspects[0]).toMatchObject({
      example: 38,
      label: 'label-03',
      likely: 'label-01',
    });
    expect(report.confusions[0]).toMatchObject({ expected: 'label-03', got: 'label-01' });
    expect(report.perLabel.reduce((sum, { n }) => sum + n, 0)).toBe(report.n);
  });

  test('too few labels and mixed encoders are refused in a sentence', () => {
    expect(() => trainHead([])).toThrow('A head needs examples of at least two labels.');
    expect(() => trainHead(clusters({ labels: 1, each: 5, spread: 1 }))).toThrow(/two labels/);
    const [first, second] = clusters({ labels: 2, each: 1, spread: 1 });
    if (first === undefined || second === undefined) throw new Error('no examples');
    expect(() =>
      trainHead([first, second, { text: 'x', vector: new Float32Array(4), label: 'x' }]),
    ).toThrow('All example vectors must have the same number of dimensions.');
  });
});
