import { afterAll, describe, expect, it } from 'vitest';
import { createReadFolder } from './read.fixture.ts';

const files = createReadFolder();
afterAll(() => files.remove());

const page = (body: string, head = '', attributes = ''): string =>
  `<!doctype html><html ${attributes}><head>${head}</head><body>${body}</body></html>`;

describe('HTML', () => {
  it('takes the article and what the head says about it', async () => {
    const document = await files.one(
      'a.html',
      page(
        '<nav>Home</nav><header>Logo</header><main><article><header><p>By us</p><h1>Sending it back</h1></header><p>Thirty days.</p><aside>Note: keep the box.</aside><script>x()</script></article></main><footer>Imprint</footer>',
        '<title>Sending it back | Help</title><meta name="author" content="Care team"><meta property="article:modified_time" content="2025-03-04T10:00:00Z"><meta name="description" content="d"><link rel="canonical" href="https://help.example.com/returns">',
        'lang="en-us"',
      ),
    );
    expect(document).toEqual({
      path: 'a.html',
      title: 'Sending it back',
      body: '# Sending it back\n\nThirty days.\n\nNote: keep the box.\n',
      owner: 'Care team',
      language: 'en-US',
      updatedAt: Date.parse('2025-03-04T10:00:00Z'),
      url: 'https://help.example.com/returns',
    });
  });

  it('names a page without a heading by its title without the site, or by its file', async () => {
    expect(
      (await files.one('b.html', page('<p>x</p>', '<title>Fees – Acme Help</title>'))).title,
    ).toBe('Fees');
    expect((await files.one('late-fees.html', '<p>x</p>')).title).toBe('Late fees');
  });

  it('drops furniture and what is hidden, wherever there is no main part', async () => {
    const { body } = await files.one(
      'c.html',
      page(
        '<div role="navigation">menu</div><aside>ad</aside><p>Text</p><p hidden>h1</p><p style="color:red; display: none">h2</p><p aria-hidden="true">h3</p><button>Buy</button><template>t</template><noscript>n</noscript><style>p{}</style><svg><text>s</text></svg>',
      ),
    );
    expect(body).toBe('Text\n');
  });

  it('keeps tables with captions, definition lists, nested lists and code', async () => {
    const { body } = await files.one(
      'd.html',
      page(
        '<table><caption>Prices</caption><thead><tr><th>Plan<th>Price</thead><tr><td>A|B<td>9<br>10</table><dl><dt>Term<dd>What it means</dl><ol start=3><li>one<ul><li>two</ul></ol><pre><code>a = 1\nb</code></pre>',
      ),
    );
    expect(body).toBe(
      'Prices\n\n| Plan | Price |\n| - | - |\n| A\\|B | 9 10 |\n\n- Term\n\n  What it means\n\n3. one\n   - two\n\n```\na = 1\nb\n```\n',
    );
  });

  it('takes the first row of a wide table without a head as its head', async () => {
    const { body } = await files.one(
      'e.html',
      '<table><tr><td>Plan<td>Price<td>Term<tr><td>A<td>9<td>1<tr><td>B<td>8<td>2</table>',
    );
    expect(body).toMatch(/^\| Plan \| Price \| Term \|\n/);
  });

  it('points links on the page at headings, and relative ones at the site', async () => {
    const { body } = await files.one(
      'f.html',
      page(
        '<h2 id="x">How long?</h2><p><a href="#x">up</a> <a href="#y">down</a> <a href="#z">none</a> <a href="../form">form</a> <a href="javascript:a()">js</a> <a href="http://example.com">plain</a></p><a name="y"></a><h2>How long?</h2><p>Again.</p>',
        '<link rel=canonical href="https://example.com/help/returns">',
      ),
    );
    expect(body).toContain(
      '[up](#how-long) [down](#how-long-1) none [form](https://example.com/form) js plain',
    );
  });

  it('never takes an address that is not https', async () => {
    for (const href of [
      'http://example.com/',
      'javascript:alert(1)',
      '/relative',
      'https://u:p@x.com/',
    ])
      expect(
        (await files.one('g.html', page('<p>x</p>', `<link rel=canonical href="${href}">`))).url,
      ).toBe(undefined);
  });

  it('reads malformed pages as browsers do', async () => {
    expect(
      (await files.one('h.html', '<p>un<b>closed <table><tr><td>x</p><div>y<<>>')).body,
    ).toMatch(/unclosed[\s\S]*x[\s\S]*y/);
    expect((await files.one('h.html', '</div></p>just words & <')).body).toBe('just words & <\n');
    expect(await files.refusal('h.html', '<div>'.repeat(30_000) + 'x')).toMatch(
      /nested too deeply/,
    );
  });

  it('says that a page is drawn by a script', async () => {
    expect(
      await files.refusal('i.html', page('<div id="root"></div><script>x()</script>')),
    ).toMatch(/no text on this page.*save it from the browser/);
  });

  it('is known by its first words under the name of a text', async () => {
    expect((await files.one('j.txt', page('<h1>Hi</h1><p>x</p>'))).title).toBe('Hi');
  });

  it('takes address and date of a page from the sitemap beside it', async () => {
    const map = (inner: string): string =>
      `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`;
    files.put(
      'site/sitemap.xml',
      map(
        '<url><loc>https://h.example.com/en/returns</loc><lastmod>2025-05-06</lastmod></url><url><loc>https://h.example.com/en/</loc></url>',
      ),
    );
    const at = Date.parse('2025-05-06');
    const html = '<main><h1>x</h1><p><a href="fees">fees</a></p></main>';
    expect(await files.one('site/en/returns.html', html)).toMatchObject({
      url: 'https://h.example.com/en/returns',
      updatedAt: at,
      body: '# x\n\n[fees](https://h.example.com/en/fees)\n',
    });
    expect((await files.one('site/h.example.com/en/returns/index.html', html)).updatedAt).toBe(at);
    expect((await files.one('site/en/index.html', html)).url).toBe('https://h.example.com/en/');
    expect((await files.one('site/en/other.html', html)).url).toBe(undefined);
    files.put(
      'site/sitemap.xml',
      map('<url><loc>https://h.example.com/en/other</loc><lastmod>bad</lastmod></url>'),
    );
    expect((await files.one('site/en/other.html', html)).url).toBe(
      'https://h.example.com/en/other',
    );
  });
});
