import { expect, it } from 'vitest';
import type { Root } from 'mdast';
import { anchorsOf, readArticle } from './article.ts';
import { findQuote } from './quote.ts';

/** The words that are marked, in the order of the article, and how many rows. */
function marked(markdown: string, quote: string, anchor?: string) {
  const root: Root = readArticle(markdown);
  const from = [...anchorsOf(root)].find(([, name]) => name === anchor)?.[0];
  const { ranges, rows } = findQuote(root, quote, from);
  return {
    words: [...ranges].map(([node, all]) =>
      all.map(([start, end]) => node.value.slice(start, end)).join('|'),
    ),
    rows: rows.size,
  };
}

it('marks the words whatever markup and spaces stand between them', () => {
  expect(
    marked('A **damaged** item is\nreplaced `free` of charge.', 'damaged item is replaced free of'),
  ).toEqual({ words: ['damaged', 'item is\nreplaced', 'free', 'of'], rows: 0 });
});

it('marks below the cited heading when the same words stand above it too', () => {
  const twice = '# A\n\nThe fee is nine dollars.\n\n# B\n\nThe fee is nine dollars.';
  const root = readArticle(twice);
  const second = [...anchorsOf(root)].find(([, name]) => name === 'b')?.[0];
  const { ranges } = findQuote(root, 'The fee is nine dollars.', second);
  expect([...ranges.keys()].map((node) => node.position?.start.line)).toEqual([7]);
});

it('takes a passage apart: list items, sentences of joined lines, addresses behind links', () => {
  const markdown =
    'See [our page](https://example.com/a) for the prices.\n\n1. Confirm the order number.\n2. Ask for a photo.';
  const passage =
    'See our page (https://example.com/a) for the prices.\n1. Confirm the order number.\n2. Ask for a photo.';
  expect(marked(markdown, passage).words).toEqual([
    'See',
    'our page',
    'for the prices',
    'Confirm the order number',
    'Ask for a photo',
  ]);
  expect(
    marked('First sentence here.\n\nAnother one there.', 'First sentence here. Another one there.')
      .words,
  ).toEqual(['First sentence here', 'Another one there']);
});

it('marks the row that a passage says with the names of its columns', () => {
  const table = '| Plan | Price |\n|---|---|\n| Basic | $0.00 |\n| Plus | $49.00 |';
  expect(marked(table, 'Plan: Plus; Price: $49.00')).toEqual({ words: [], rows: 1 });
  expect(marked(table, 'Plan: Basic; Price: $0.00\nPlan: Plus; Price: $49.00').rows).toBe(2);
});

it('marks nothing where the article no longer says it, and no common scrap of it', () => {
  expect(marked('Yes.\n\nIt takes ten days.', 'It takes three weeks. Yes.')).toEqual({
    words: [],
    rows: 0,
  });
  expect(marked('Yes.', '').words).toEqual([]);
});

it('counts a letter of two units as one place', () => {
  expect(marked('𝒳𝒴 İstanbul’da teslimat ücretsiz', 'İstanbul’da teslimat').words).toEqual([
    'İstanbul’da teslimat',
  ]);
});
