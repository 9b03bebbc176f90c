import { expect, it } from 'vitest';
import { actionCard, cards, forbiddenCard } from '#renderer/gallery/fixtures-cards.ts';
import { cardName, cardPreview, cardText, cardTitle, isForbidden, leadOf } from './cardText.ts';

it('has words and a name for a card of every kind', () => {
  for (const card of cards) expect(cardText(card).length).toBeGreaterThan(0);
  expect(cardName(actionCard)).toBe('Next best action: Send a replacement for order 12345');
});

it('does not say the kind twice', () => {
  const card = { ...actionCard, title: 'Next best action: Refund' };
  expect(cardTitle(card)).toBe('Refund');
  expect(cardName(card)).toBe('Next best action: Refund');
});

it('goes on where a cut title stopped, and repeats nothing', () => {
  const text = 'Check the name before you change anything. Then go on.';
  const step = (title: string): string =>
    cardPreview({ ...actionCard, title, body: { kind: 'step', text } });
  expect(step('Check the name before you…')).toBe('… change anything. Then go on.');
  expect(step('Check the name before you change anything')).toBe('Then go on.');
  expect(step('Another title')).toBe(text);
});

it('offers no action that policy forbids', () => {
  expect(isForbidden(actionCard)).toBe(false);
  expect(isForbidden(forbiddenCard)).toBe(true);
});

it('cuts the first sentence off, not an abbreviation at the very start', () => {
  expect(leadOf('Free within 30 days. A photo is enough.')).toEqual({
    lead: 'Free within 30 days.',
    rest: 'A photo is enough.',
  });
  expect(leadOf('No. 5 is sold out. Offer no. 6.')).toEqual({
    lead: 'No. 5 is sold out.',
    rest: 'Offer no. 6.',
  });
  expect(leadOf('no full stop')).toEqual({ lead: 'no full stop', rest: '' });
});
