import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutAtMarks, type Mark } from './marks.ts';

const anyMark = fc
  .record({ start: fc.nat(60), end: fc.nat(60) })
  .map((span): Mark => ({ kind: 'spot', span }));

it('cuts any text at any marks into pieces that join to the text', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40 }),
      fc.array(anyMark, { maxLength: 8 }),
      (text, marks) => {
        const pieces = cutAtMarks(text, marks);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece.text).not.toBe(text === '' ? undefined : '');
          for (let at = piece.start; at < piece.start + piece.text.length; at += 1) {
            const over = marks.filter(({ span }) => span.start <= at && at < span.end);
            expect(piece.marks).toEqual(over);
          }
        }
      },
    ),
  );
});

it('shows each of two overlapping marks', () => {
  const marks: readonly Mark[] = [
    { kind: 'spot', span: { start: 0, end: 5 } },
    { kind: 'spot', span: { start: 3, end: 8 } },
  ];
  expect(
    cutAtMarks('abcdefghij', marks).map(({ text, marks: over }) => [text, over.length]),
  ).toEqual([
    ['abc', 1],
    ['de', 2],
    ['fgh', 1],
    ['ij', 0],
  ]);
});
