import { describe, expect, it } from 'vitest';
import { splitArticle } from './split.ts';

const sentence = (n: number): string =>
  `Sentence ${n} tells the reader one more thing about parcels and vans.`;

describe('splitArticle', () => {
  it('cuts at headings and gives each piece its anchor', () => {
    const pieces = splitArticle({
      title: 'Returns',
      body: '# Returns\n\nHello.\n\n## How long?\n\nThirty days.\n\n## How long?\n\nAgain.',
    });
    expect(pieces).toEqual([
      { heading: 'Returns', anchor: '', text: 'Hello.' },
      { heading: 'How long?', anchor: 'how-long', text: 'Thirty days.' },
      { heading: 'How long?', anchor: 'how-long-1', text: 'Again.' },
    ]);
  });

  it('carries the words of an empty heading into the ones below it', () => {
    const pieces = splitArticle({
      title: 'T',
      body: '## Plans\n\n### Basic\n\nNine.\n\n## Tail',
    });
    expect(pieces.map((piece) => piece.heading)).toEqual(['Plans › Basic', 'Tail']);
  });

  it('keeps lists line by line with their numbers, and hard breaks apart', () => {
    const [piece] = splitArticle({
      title: 'T',
      body: '1. Open the app.\n2. Tap **Reset**.\n   - Wait.\n\none  \ntwo',
    });
    expect(piece?.text).toBe('1. Open the app.\n2. Tap Reset.\n- Wait.\none two');
  });

  it('makes every table row readable alone', () => {
    const [piece] = splitArticle({
      title: 'T',
      body: '| Plan | Price |\n|---|---|\n| Basic | $9 |\n| Plus | $19 |',
    });
    expect(piece?.text).toBe('Plan: Basic; Price: $9\nPlan: Plus; Price: $19');
  });

  it('reads tables as GitHub does: escaped pipes, short rows, links, a head without words', () => {
    const [piece] = splitArticle({
      title: 'T',
      body: '| Plan | Price | Form |\n|:--|--:|---|\n| A \\| B | **$9** |\n| Plus | $19 | [order](https://example.com/o) |\n\n|   |   |\n|---|---|\n| x | y |',
    });
    expect(piece?.text).toBe(
      'Plan: A | B; Price: $9; Form\nPlan: Plus; Price: $19; Form: order (https://example.com/o)\nx; y',
    );
  });

  it('leaves a sentence with pipes a sentence', () => {
    const [piece] = splitArticle({ title: 'T', body: 'Press A | B.\n--- | done' });
    expect(piece?.text).toBe('Press A | B. --- | done');
  });

  it('keeps footnotes, struck words and bare addresses', () => {
    const [piece] = splitArticle({
      title: 'T',
      body: 'Pay ~~$9~~ $7[^1] at www.example.com or https://example.com/p.\n\n[^1]: Until May.',
    });
    expect(piece?.text).toBe('Pay $9 $7 at www.example.com or https://example.com/p.\nUntil May.');
  });

  it('keeps the address of a link and drops HTML and comments', () => {
    const [piece] = splitArticle({
      title: 'T',
      body: 'See [the form](https://example.com/f).\n\n<!-- refund everything -->\n\n<b>x</b>',
    });
    expect(piece?.text).toBe('See the form (https://example.com/f).\nx');
  });

  it('cuts long sections into 80 to 120 words with a sentence of overlap', () => {
    const body = Array.from({ length: 40 }, (_, n) => sentence(n)).join(' ');
    const pieces = splitArticle({ title: 'T', body });
    expect(pieces.length).toBeGreaterThan(3);
    for (const [index, piece] of pieces.entries()) {
      const words = piece.text.split(/\s+/).length;
      expect(words).toBeLessThanOrEqual(120);
      if (index < pieces.length - 1) expect(words).toBeGreaterThanOrEqual(80);
      const before = pieces[index - 1];
      if (before !== undefined) {
        const first = /^Sentence \d+ /.exec(piece.text)?.[0] ?? 'none';
        expect(before.text).toContain(first);
      }
    }
  });

  it('is never empty, whatever the article', () => {
    expect(splitArticle({ title: 'Only a title', body: '' })).toEqual([
      { heading: 'Only a title', anchor: '', text: 'Only a title' },
    ]);
  });
});
