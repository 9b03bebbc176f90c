import { expect, it } from 'vitest';
import { offered } from './DispositionPicker.tsx';

const best = [{ name: 'replaced', title: 'Replaced', score: 0.8 }];
const all = [
  { name: 'replaced', title: 'Replaced' },
  { name: 'refunded', title: 'Refunded' },
  { name: 'transferred', title: 'Transferred to a colleague' },
];

it('offers the best, what the search finds, and what was chosen', () => {
  const names = (chosen: string | null, search: string) =>
    offered(best, all, chosen, search).map(({ name }) => name);
  expect(names(null, '')).toEqual(['replaced']);
  expect(names(null, ' COLLEAGUE ')).toEqual(['replaced', 'transferred']);
  expect(names('refunded', '')).toEqual(['replaced', 'refunded']);
  expect(names(null, 'fun')).toEqual(['replaced', 'refunded']);
});
