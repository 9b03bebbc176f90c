import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { article } from '#renderer/gallery/fixtures-cards.ts';
import { Markdown } from './Markdown.tsx';

const html = (source: string, quote?: string): string =>
  renderToString(<Markdown source={source} title="T" quote={quote} />);

it('never runs what an article brings along', () => {
  const shown = html(
    '<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick="x()">y</b> ![i](http://far/x.png)',
  );
  expect(shown).not.toMatch(/<script|<b |<img|href=/);
  expect(shown).toContain('&lt;script&gt;');
  expect(html('[ok](https://example.com/a)')).toContain('rel="noreferrer noopener"');
});

it('gives headings the retriever’s fragments and marks the cited paragraph', () => {
  expect(html('## Refund\n\n## Refund')).toMatch(/id="refund".*id="refund-1"/s);
  const shown = html(
    article.body,
    'A damaged item is replaced free of charge within 30 days of delivery.',
  );
  expect(shown.match(/data-cited/g)).toHaveLength(1);
});

it('leaves out a first heading that repeats the title', () => {
  expect(html('# T\n\nwords')).not.toContain('<h3');
  expect(html('# Other\n\nwords')).toContain('<h3');
});

it('starts headings right below the title, whatever level the article starts at', () => {
  expect(html('## A\n\n### B')).toMatch(/<h3.*<h4/s);
});

it('shows a table as a table', () => {
  expect(html('| A | B |\n|---|---|\n| 1 | <b>2</b> |')).toContain(
    '<td class="px-2.5 py-1 text-start">1</td>',
  );
});

it('aligns a table, marks the cited row, and reads struck words and tasks', () => {
  const table = html('| A | B |\n|---|--:|\n| x | 1 |\n| y | 2 |', 'A: y; B: 2');
  expect(table).toContain('<td class="px-2.5 py-1 text-end">2</td>');
  expect(table.match(/<tr data-cited/g)).toHaveLength(1);
  expect(html('~~old~~\n\n- [x] done')).toMatch(/<del>old<\/del>.*aria-label="Done"/s);
});

it('leads out only by https, and stays in the article for a fragment', () => {
  const shown = html('[a](http://example.com) [b](mailto:x@example.com) [c](other.md) [d](#top)');
  expect(shown).not.toContain('href=');
});
