import { expect, test } from 'vitest';
import { decodeTags, namesOf } from './bio.ts';

const labels = ['O', 'B-PERSON', 'I-PERSON', 'B-ORDER', 'I-ORDER'];
/** Words of five letters and a space; `sure` is the label each is mostly about. */
const words = (...sure: string[]) =>
  sure.map((label, at) => ({
    start: at * 6,
    end: at * 6 + 5,
    probabilities: Float32Array.from(labels, (other) => (other === label ? 0.8 : 0.05)),
  }));
const spans = (...sure: string[]) =>
  decodeTags(labels, words(...sure)).map(({ label, start, end }) => `${label} ${start}-${end}`);

test('words of one name become one span', () => {
  expect(spans('O', 'B-PERSON', 'I-PERSON', 'O', 'B-ORDER')).toEqual([
    'PERSON 6-17',
    'ORDER 24-29',
  ]);
});

test('two that begin stay two', () => {
  expect(spans('B-PERSON', 'B-PERSON')).toEqual(['PERSON 0-5', 'PERSON 6-11']);
});

test('what goes on without a beginning is mended to the likeliest sequence that can be', () => {
  // One of the two words must give way; both readings are as probable, none invents a gap.
  const mended = decodeTags(labels, words('O', 'I-PERSON', 'I-PERSON'));
  expect(mended).toHaveLength(1);
  expect(mended[0]).toMatchObject({ label: 'PERSON', end: 17 });
  expect(spans('B-ORDER', 'I-PERSON', 'O').filter((span) => span.includes('-5'))).toEqual([
    'ORDER 0-5',
  ]);
});

test('a first word cannot go on: the next best label that may stand there wins', () => {
  const probabilities = Float32Array.from([0.4, 0.05, 0.5, 0.03, 0.02]);
  expect(decodeTags(labels, [{ start: 0, end: 5, probabilities }])).toEqual([]);
});

test('the confidence is the mean of the words', () => {
  const [tag] = decodeTags(labels, words('B-PERSON', 'I-PERSON'));
  expect(tag?.confidence).toBeCloseTo(0.8, 5);
});

test('names come without their marks, each once; other marks are read too', () => {
  expect(namesOf(labels)).toEqual(['PERSON', 'ORDER']);
  expect(namesOf(['O', 'S-X', 'B-X', 'E-X', 'LOC'])).toEqual(['X', 'LOC']);
  const io = ['O', 'LOC'];
  const row = (place: number) => Float32Array.from(io, (_, i) => (i === place ? 0.9 : 0.1));
  expect(
    decodeTags(
      io,
      [1, 1, 0, 1].map((place, at) => ({
        start: at * 2,
        end: at * 2 + 1,
        probabilities: row(place),
      })),
    ).map(({ start, end }) => [start, end]),
  ).toEqual([
    [0, 3],
    [6, 7],
  ]);
});

test('nothing gives nothing', () => {
  expect(decodeTags(labels, [])).toEqual([]);
});
