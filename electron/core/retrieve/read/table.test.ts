import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { createFileReader } from './file-reader.ts';
import { createReadFolder, documentsOf, problemsOf } from './read.fixture.ts';

const files = createReadFolder();
afterAll(() => files.remove());

describe('CSV of questions and answers', () => {
  it('finds columns by their names, whatever their order and spelling', async () => {
    const events = await files.events(
      'faq.csv',
      'ID;Last Updated;Answer;Question;Category;URL;Status\n7;2025-03-04;"Thirty ""days"";\nno more";How long?;Returns;https://example.com/r;live\n8;;Nine.;How much?;;javascript:x;Draft\n',
    );
    expect(documentsOf(events)).toEqual([
      {
        path: 'faq.csv#7',
        title: 'How long?',
        body: 'Thirty "days";\nno more\n',
        subject: 'Returns',
        updatedAt: Date.parse('2025-03-04'),
        url: 'https://example.com/r',
      },
      { path: 'faq.csv#8', title: 'How much?', body: 'Nine.\n', withdrawn: true },
    ]);
    expect(problemsOf(events)).toEqual([]);
  });

  it('reads two columns without names, tabs, and answers in HTML', async () => {
    const two = documentsOf(await files.events('a.csv', 'How?,So\nWhy?,Because\n'));
    expect(two.map(({ path, title, body }) => [path, title, body])).toEqual([
      ['a.csv#how', 'How?', 'So\n'],
      ['a.csv#why', 'Why?', 'Because\n'],
    ]);
    const [tab] = documentsOf(
      await files.events(
        'b.tsv',
        'title\tbody\nT\t<p>Go <a href="https://example.com">on</a><ul><li>x</ul>',
      ),
    );
    expect(tab?.body).toBe('Go [on](https://example.com/)\n\n- x\n');
  });

  it('keeps the place of a row whose neighbours change, and tells rows that stand there twice', async () => {
    const rows = ['Q1,A1', 'Q2,A2', 'Q2,Other', 'Q2,A2'];
    const paths = async (own: readonly string[]): Promise<string[]> =>
      documentsOf(await files.events('c.csv', ['question,answer', ...own].join('\n'))).map(
        ({ path }) => path,
      );
    const [, q2] = await paths(rows);
    expect(await paths(rows.slice(1))).toContain(q2);
    const events = await files.events('c.csv');
    expect(documentsOf(events)).toHaveLength(2);
    expect(problemsOf(events)).toEqual([
      'Line 4: "Q2" stands there with the same answer a second time; the first one was used, delete one of them.',
    ]);
  });

  it('tells broken rows by their lines and reads all others', async () => {
    const events = await files.events(
      'd.csv',
      'question,answer\nQ1,A1\nQ2,"never closed\nQ3,A3\n,A4\nQ5,\nQ6,"ok" oops\n\nQ7,A <b>"seven"</b>\n"Q8\nlong",A8\n',
    );
    expect(documentsOf(events).map(({ title }) => title)).toEqual(['Q1', 'Q3', 'Q7', 'Q8 long']);
    expect(problemsOf(events).map((message) => /^Line \d+/.exec(message)?.[0])).toEqual([
      'Line 3',
      'Line 5',
      'Line 6',
      'Line 7',
    ]);
  });

  it('says what a table without usable columns needs', async () => {
    expect(await files.refusal('e.csv', 'a,b,c\n1,2,3\n')).toMatch(/name the columns "question"/);
    expect(await files.refusal('f.csv', '\n\n')).toMatch(/^It is empty/);
    expect(await files.refusal('f.csv', 'question,answer\n')).toMatch(/no rows below/);
    expect(await files.refusal('g.csv', 'question,answer,valid until\nQ,A,soon\n')).toMatch(
      /^Line 2: "validTo" is soon; write it as YYYY-MM-DD\.$/,
    );
  });

  it('reads other encodings', async () => {
    const text = 'question,answer\nWie groß?,Für Füße geändert, schön und größer\n'.replace(
      ', schön',
      ' – schön',
    );
    for (const encoding of ['win1252', 'utf-16le', 'utf-16be']) {
      const bytes = iconv.encode(text, encoding, { addBOM: encoding !== 'win1252' });
      const [row] = documentsOf(await files.events('h.csv', bytes));
      expect([encoding, row?.title, row?.body]).toEqual([
        encoding,
        'Wie groß?',
        'Für Füße geändert – schön und größer\n',
      ]);
    }
  });

  it(
    'stays flat in memory and leaves the event loop alone at 50 MB',
    { timeout: 120_000 },
    async () => {
      const absolute = join(files.folder, 'big.csv');
      const out = createWriteStream(absolute);
      out.write('id,question,answer\n');
      const filler = 'The parcel comes back to the warehouse within thirty days. '.repeat(34);
      let rows = 0;
      for (let bytes = 0; bytes < 50 * 1024 * 1024; rows += 1) {
        const line = `${rows},"How does case ${rows} go?","${filler}"\n`;
        bytes += line.length;
        if (!out.write(line)) await once(out, 'drain');
      }
      out.end();
      await once(out, 'close');
      // Less memory than the file has bytes.
      const reader = createFileReader({ memoryMb: 48 });
      let longest = 0;
      let spentMs = startProcessorTime();
      const watch = setInterval(() => {
        longest = Math.max(longest, spentMs());
        spentMs = startProcessorTime();
      }, 10);
      let documents = 0;
      for await (const event of reader.read({ path: 'big.csv', absolute }))
        if ('document' in event) documents += 1;
        else throw new Error(event.problem.message);
      clearInterval(watch);
      await reader.close();
      expect(documents).toBe(rows);
      // Ten times what is wanted: machines differ.
      expect(longest).toBeLessThan(500);
    },
  );
});
