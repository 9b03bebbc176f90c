import { afterAll, describe, expect, it } from 'vitest';
import { createReadFolder, documentsOf, problemsOf } from './read.fixture.ts';

const files = createReadFolder();
afterAll(() => files.remove());

describe('JSON of questions and answers', () => {
  it('tells broken lines by their number and reads the rest', async () => {
    const events = await files.events(
      'a.jsonl',
      '{"question":"Q1","answer":"A *1*","id":5}\r\n{bad\n\n{"title":"T","body":"B","draft":true}\n[]\n{"q":1}\n{"question":"Q1","answer":"x","id":5}',
    );
    expect(documentsOf(events)).toEqual([
      { path: 'a.jsonl#5', title: 'Q1', body: 'A *1*\n' },
      { path: 'a.jsonl#t', title: 'T', body: 'B\n', withdrawn: true },
    ]);
    expect(problemsOf(events).map((message) => message.slice(0, 30))).toEqual([
      'Line 2 is not valid JSON; mend',
      'Line 5: it is no object; it ne',
      'Line 6: a question or answer i',
      'Line 7: the id 5 stands there ',
    ]);
  });

  it('throws away a line that is no line', async () => {
    const events = await files.events(
      'b.jsonl',
      `{"question":"Q","answer":"${'x'.repeat(9_000_000)}"}\n{"question":"Q2","answer":"A"}\n`,
    );
    expect(problemsOf(events)).toEqual([
      'Line 1 is longer than 8 million characters; write one object a line.',
    ]);
    expect(documentsOf(events)).toHaveLength(1);
  });

  it('reads lists, lists inside an object, and lines under the wrong ending', async () => {
    const rows = [
      { question: 'Q1', answer: 'A1' },
      { question: 'Q2', answer: 'A2' },
    ];
    for (const text of [
      JSON.stringify(rows),
      JSON.stringify({ count: 2, faqs: rows }),
      rows.map((row) => JSON.stringify(row)).join('\n'),
    ])
      expect(documentsOf(await files.events('c.json', text)).map(({ path }) => path)).toEqual([
        'c.json#q1',
        'c.json#q2',
      ]);
  });

  it('says what a file of another shape is not', async () => {
    expect(await files.refusal('d.json', '{"name":"x","deps":[{"a":1}]}')).toMatch(
      /neither a Help/,
    );
    expect(await files.refusal('d.json', '{\n"a": [1,\n}')).toMatch(/not valid JSON/);
    expect(await files.refusal('d.json', '[]')).toMatch(/neither/);
    expect(await files.refusal('d.jsonl', '\n\n')).toMatch(/^It is empty/);
  });
});

describe('a Help Center export', () => {
  const article = {
    id: 1001,
    title: 'Returns & fees',
    body: '<h2>How long</h2><p>Thirty days, see <a href="/hc/en-us/articles/2">fees</a>.</p>',
    draft: false,
    locale: 'en-us',
    section_id: 7,
    author_id: 3,
    updated_at: '2025-01-01T00:00:00Z',
    edited_at: '2025-02-01T00:00:00Z',
    html_url: 'https://acme.example.com/hc/en-us/articles/1001',
    user_segment_id: null,
    label_names: ['a'],
  };

  it('gives one document an article, with section and author', async () => {
    const document = await files.one(
      'e.json',
      JSON.stringify({
        articles: [article],
        sections: [{ id: 7, name: 'Parcels', category_id: 1 }],
        users: [{ id: 3, name: 'Sam' }],
        next_page: null,
      }),
    );
    expect(document).toEqual({
      path: 'e.json#1001',
      title: 'Returns & fees',
      body: '## How long\n\nThirty days, see [fees](https://acme.example.com/hc/en-us/articles/2).\n',
      audience: 'customer',
      subject: 'Parcels',
      owner: 'Sam',
      language: 'en-US',
      updatedAt: Date.parse('2025-02-01'),
      url: article.html_url,
    });
  });

  it('takes drafts back and keeps what is not for everyone to agents', async () => {
    const events = await files.events(
      'f.json',
      JSON.stringify({
        articles: [
          { ...article, id: 1, draft: true, body: '' },
          { ...article, id: 2, user_segment_id: 9 },
          { ...article, id: 3, user_segment_ids: ['4'] },
        ],
      }),
    );
    expect(documentsOf(events).map(({ withdrawn, audience }) => [withdrawn, audience])).toEqual([
      [true, 'customer'],
      [undefined, 'agent'],
      [undefined, 'agent'],
    ]);
  });

  it('tells articles that cannot be used, and reads the rest', async () => {
    const events = await files.events(
      'g.json',
      JSON.stringify({
        articles: [
          { title: 'x' },
          { ...article, body: '<p> </p>' },
          { ...article, id: 2 },
          5,
          { ...article, id: 2 },
        ],
      }),
    );
    expect(documentsOf(events)).toHaveLength(1);
    expect(problemsOf(events)).toEqual([
      'Article 1 has no id; export the Help Center again.',
      'Article 1001 ("Returns & fees") has no text; write it in the Help Center, or archive it.',
      'Article 4 has no id; export the Help Center again.',
      'Article 2 ("Returns & fees") stands there a second time; the first one was used.',
    ]);
  });

  it('says that there are none', async () => {
    expect(await files.refusal('none.json', '{"articles":[]}')).toMatch(/^It holds no articles/);
  });

  it('finds sections in a file beside the articles, which holds no document itself', async () => {
    files.put('zd/sections.json', JSON.stringify({ sections: [{ id: 7, name: 'Parcels' }] }));
    const document = await files.one('zd/articles.json', JSON.stringify({ articles: [article] }));
    expect(document.subject).toBe('Parcels');
    expect(await files.events('zd/sections.json')).toEqual([]);
    expect(await files.events('zd/users.json', '{"users":[{"id":1,"name":"x"}]}')).toEqual([]);
  });
});
