import { expect, it } from 'vitest';
import { wholePages } from './ogg-pages.ts';

/** A page with one segment of so many bytes. */
const page = (bytes: number): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(28 + bytes).fill(7);
  out.set(new TextEncoder().encode('OggS'));
  out[4] = 0;
  out[26] = 1;
  out[27] = bytes;
  return out;
};
const whole = new Blob([page(200), page(100), page(250)]);

it('leaves a whole file and other files as they are', async () => {
  expect(await wholePages(whole)).toBe(whole);
  const letter = new Blob(['Dear Sir or Madam']);
  expect(await wholePages(letter)).toBe(letter);
  const empty = new Blob([]);
  expect(await wholePages(empty)).toBe(empty);
});

it.each([1, 10, 27, 28, 277])('takes %i bytes of a page off the end', async (kept) => {
  const cut = whole.slice(0, 228 + 128 + kept);
  expect((await wholePages(cut)).size).toBe(228 + 128);
});
