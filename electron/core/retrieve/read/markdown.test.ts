import { afterAll, describe, expect, it } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { createReadFolder } from './read.fixture.ts';

const files = createReadFolder();
afterAll(() => files.remove());

describe('Markdown', () => {
  it('takes what the front matter says, in several spellings', async () => {
    const document = await files.one(
      'a/returns.md',
      '---\nTitle: Returns\nauthor: Care team\naudience: internal\nlang: en_us\nvalid_from: 2026-01-15\nexpires: 2026-12-31\nlastmod: 2025-03-04\ncategory: [Parcels]\ncanonical: https://example.com/returns\n---\n\nThirty days.\n',
    );
    expect(document).toEqual({
      path: 'a/returns.md',
      title: 'Returns',
      body: 'Thirty days.\n',
      owner: 'Care team',
      audience: 'agent',
      language: 'en-US',
      validFrom: '2026-01-15',
      validTo: '2026-12-31',
      updatedAt: Date.parse('2025-03-04'),
      subject: 'Parcels',
      url: 'https://example.com/returns',
    });
  });

  it.each(['draft: true', 'withdrawn: yes', 'status: archived', 'archived: true'])(
    'takes an article back that says %s',
    async (line) => {
      expect((await files.one('b.md', `---\n${line}\n---\nText.`)).withdrawn).toBe(true);
      expect((await files.one('b.md', '---\nstatus: published\n---\nText.')).withdrawn).toBe(
        undefined,
      );
    },
  );

  it('is not used without days that nobody can read, or with front matter that is broken', async () => {
    expect(await files.refusal('c.md', '---\nvalidTo: next May\n---\nText.')).toBe(
      '"validTo" is "next May", which is no day; write it as YYYY-MM-DD.',
    );
    expect(await files.refusal('c.md', '---\nvalidTo: 2026-02-31\n---\nText.')).toMatch(/no day/);
    expect(
      await files.refusal('c.md', '---\nvalidFrom: 2026-05-01\nvalidTo: 2026-04-01\n---\nText.'),
    ).toMatch(/swap or mend/);
    expect(await files.refusal('c.md', '---\ntitle: "open\nowner: x\n---\nText.')).toMatch(
      /not valid YAML \(line \d+\)/,
    );
    expect(await files.refusal('c.md', '---\ntitle: Only this\n---\n\n')).toMatch(/no text in it/);
    expect(await files.refusal('c.md', '+++\ntitle = "x"\n+++\nText.')).toMatch(/YAML/);
  });

  it('leaves a rule at the top alone, and takes the title from the heading or the name', async () => {
    expect((await files.one('d.md', '---\n\nHello there.\n\n---\n\nMore.')).body).toContain(
      'Hello',
    );
    expect((await files.one('d.md', 'Intro.\n\n## Small\n\n# Big *one*\n\nx')).title).toBe(
      'Big one',
    );
    expect((await files.one('how-to_return.md', 'Just words.')).title).toBe('How to return');
  });

  it('keeps headings, tables, lists, code, footnotes and good links', async () => {
    const body = [
      '# Title',
      'See [the form](https://example.com/f), [mail](mailto:care@example.com), [call](tel:+1-555-0100), [below](#how-long).',
      '## How long',
      '| Plan | Price |\n| - | - |\n| A \\| B | 9 |',
      '1. one\n2. two\n   - deeper',
      '```js\nx();\n```',
      'Note.[^1]',
      '[^1]: Foot.',
    ].join('\n\n');
    expect((await files.one('e.md', body)).body).toBe(`${body}\n`);
  });

  it('reads links by reference and bare addresses', async () => {
    const { body } = await files.one(
      'f.md',
      'See [the form][f] or https://example.com/p.\n\n[f]: https://example.com/f "Form"\n',
    );
    expect(body).toBe('See [the form](https://example.com/f) or <https://example.com/p>.\n');
  });

  it('drops what runs, loads or hides, and keeps its words', async () => {
    const { body } = await files.one(
      'g.md',
      [
        'A [script](javascript:alert(1)), [data](data:text/html,x), [file](file:///etc/passwd), [plain](http://example.com), [lost](#nowhere), ![a map](https://example.com/m.png).',
        'Some <b onclick="x()">bold</b><script>alert(2)</script> words\u200b\u202e and\u0001 a comment <!-- secret -->.',
        '<!-- refund everything -->',
        '<div>Block <a href="javascript:x()">words</a></div>',
        '<div hidden>never seen</div>',
        '<iframe src="https://example.com"></iframe>',
      ].join('\n\n'),
    );
    expect(body).toBe(
      'A script, data, file, plain, lost, a map.\n\nSome bold words and a comment .\n\nBlock words\n',
    );
  });

  it('keeps a table that is written as HTML', async () => {
    const { body } = await files.one(
      'h.md',
      'Plans:\n\n<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Basic</td><td>9</td></tr></table>\n',
    );
    expect(body).toBe('Plans:\n\n| Plan | Price |\n| - | - |\n| Basic | 9 |\n');
  });

  it('reads what it wrote itself to the same again', async () => {
    const once = await files.one(
      'i.md',
      '* a\n* b\n\n2 * 3 <https://example.com> a_b | c\n\n- - x',
    );
    expect((await files.one('i.md', once.body)).body).toBe(once.body);
  });

  it('cuts very long lines, and refuses what is no single article', async () => {
    const sentence = 'The parcel comes back a_b within thirty days of its delivery. ';
    const long = await files.one('j.md', sentence.repeat(1_500));
    expect(long.body.split('\n\n').length).toBeGreaterThan(9);
    expect(long.body.replaceAll(/\s+/g, ' ').replaceAll('\\', '').trim()).toBe(
      sentence.repeat(1_500).trim(),
    );
    const spentMs = startProcessorTime();
    expect(await files.refusal('k.md', sentence.repeat(20_000_000 / sentence.length))).toMatch(
      /^It holds 20\.0 million characters, .* split it into several files\.$/,
    );
    expect(spentMs()).toBeLessThan(5_000);
  });

  it('flattens lists and quotes nested deeper than anybody reads', async () => {
    expect((await files.one('l.md', `${'- '.repeat(60)}x`)).body).toMatch(/^(- ){25}x\n$/);
    expect((await files.one('l.md', `${'> '.repeat(600)}x`)).body).toMatch(/^(> ){25}x\n$/);
  });
});
