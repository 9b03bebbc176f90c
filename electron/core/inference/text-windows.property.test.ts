import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atWhiteSpace, joinTags, windowsOver } from './text-windows.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc
    .array(fc.constantFrom('a', 'bc', ' ', '😀', '語'), { maxLength: 900 })
    .map((all) => all.join('')),
);

test('windows cover the text, share the overlap, and every place is decided by exactly one', () => {
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 20, max: 200 }),
      fc.integer({ min: 0, max: 18 }),
      (whole, size, overlap) => {
        const windows = windowsOver(whole.length, size, overlap, atWhiteSpace(whole));
        expect(windows[0]?.start).toBe(0);
        expect(windows.at(-1)?.end).toBe(whole.length);
        windows.forEach((window, at) => {
          expect(window.end - window.start).toBeLessThanOrEqual(size);
          const next = windows[at + 1];
          if (next === undefined) return;
          expect(next.start).toBeGreaterThan(window.start);
          expect(next.start).toBeLessThanOrEqual(window.end);
          expect(next.from).toBe(window.to);
          expect(window.to).toBeGreaterThanOrEqual(next.start);
          expect(window.to).toBeLessThanOrEqual(window.end);
        });
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});

test('an edge never falls between the halves of a surrogate pair', () => {
  const whole = '😀'.repeat(100);
  for (const { end } of windowsOver(whole.length, 21, 4, atWhiteSpace(whole)))
    expect(whole.slice(0, end).isWellFormed()).toBe(true);
});

test('a tag on a seam is told once, by the window that decides about its start', () => {
  const tag = (start: number, end: number) => ({ label: 'X', start, end, confidence: 1 });
  expect(
    joinTags([
      { from: 0, to: 50, tags: [tag(10, 20), tag(45, 60), tag(55, 58)] },
      { from: 50, to: Infinity, tags: [tag(45, 60), tag(52, 60), tag(61, 70)] },
    ]),
  ).toEqual([tag(10, 20), tag(45, 60), tag(61, 70)]);
});
