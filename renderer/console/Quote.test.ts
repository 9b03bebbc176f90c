import { expect, it } from 'vitest';
import { words } from '#renderer/gallery/fixtures.ts';
import { outermost } from './Quote.tsx';

const all = words(2, 'my order #12345 arrived damaged');
const inside = words(2, '#12345');

it('leaves out words inside other words of the same turn', () => {
  expect(outermost([inside, all])).toEqual([all]);
  expect(outermost([all, all])).toEqual([all]);
  expect(outermost([inside, words(4, 'Saturday')])).toHaveLength(2);
  expect(outermost([])).toEqual([]);
});
