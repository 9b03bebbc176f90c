import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { createReadFolder, documentsOf, problemsOf } from './read.fixture.ts';

const files = createReadFolder();
afterAll(() => files.remove());

describe('plain text', () => {
  it('guesses headings that are underlined, in capitals or numbered, and lists', async () => {
    const document = await files.one(
      'a.txt',
      'Returns and fees\n================\n\nWe take parcels back *always*,\nsee https://example.com/a_b.\n\nHOW LONG\n\n2.1 Sending it back\n\n1. Pack it\n   well\n2. Send it\n- or bring it\n\nFees\n----\nNone. NOT EVEN ONE.\n',
    );
    expect(document.title).toBe('Returns and fees');
    expect(document.body).toBe(
      '# Returns and fees\n\nWe take parcels back \\*always\\*, see <https://example.com/a_b>.\n\n## HOW LONG\n\n### 2.1 Sending it back\n\n1. Pack it well\n2. Send it\n\n- or bring it\n\n## Fees\n\nNone. NOT EVEN ONE.\n',
    );
  });

  it('takes a short first line as the title', async () => {
    expect((await files.one('b.txt', 'How to return it\n\nSend it to us.')).title).toBe(
      'How to return it',
    );
    expect((await files.one('b.txt', 'Send it to us.')).title).toBe('B');
  });

  it('lets nothing in it become markup', async () => {
    expect((await files.one('c.txt', 'x\n\n# no heading <b> [a](javascript:x) | `c`')).body).toBe(
      '# x\n\n\\# no heading \\<b> \\[a]\\(javascript:x) | \\`c\\`\n',
    );
  });
});

describe('encodings', () => {
  const german = 'Die Größe lässt sich für Füße ändern – schön „billig“, 9 €. Straße und Öl.';

  it.each(['utf8', 'utf16le', 'utf-16be', 'win1252'])('reads %s', async (encoding) => {
    for (const addBOM of [false, true]) {
      if (addBOM && encoding === 'win1252') continue;
      const bytes = iconv.encode(`Titel\n\n${german}\n`, encoding, { addBOM });
      expect((await files.one('d.txt', bytes)).body).toBe(`# Titel\n\n${german}\n`);
    }
  });

  it.each([
    [
      'windows-1251',
      'Возврат товара возможен в течение тридцати дней со дня доставки заказа покупателю. ',
    ],
    ['shift_jis', '商品の返品はお届けから三十日以内に限り承ります。詳しくはお問い合わせください。'],
    ['gb18030', '商品可以在收到之后的三十天之内退回。如有问题请与我们的客服联系。'],
  ])('reads %s', async (encoding, text) => {
    const { body } = await files.one('e.txt', iconv.encode(text.repeat(4), encoding));
    expect(body.trim().startsWith(text.trim())).toBe(true);
  });

  it('believes what a page declares', async () => {
    const html = `<html><head><meta charset="iso-8859-2"></head><body><p>Příliš žluťoučký kůň</p></body></html>`;
    const { body } = await files.one('f.html', iconv.encode(html, 'iso-8859-2'));
    expect(body).toBe('Příliš žluťoučký kůň\n');
  });

  it('reports bytes that cannot be read, and reads the others', async () => {
    const events = await files.events(
      'g.md',
      Buffer.concat([
        Buffer.from('Fünf schöne Füße. '.repeat(10)),
        Buffer.from([0xff, 0xfe]),
        Buffer.from(' Ende.'),
      ]),
    );
    expect(documentsOf(events)[0]?.body).toMatch(/Füße\. �� Ende\.\n$/);
    expect(problemsOf(events)).toEqual([
      '2 characters could not be read as utf-8 and stand as "�"; save the file as UTF-8 and import it again.',
    ]);
  });

  it('says that a file is empty, binary, gone or of another kind', async () => {
    expect(await files.refusal('h.txt', '')).toMatch(/^It is empty; write the article/);
    expect(await files.refusal('h.md', ' \n\n')).toMatch(/^It is empty/);
    for (const unseen of ['\u007f', '\u200b\u2060', '\u{e0041}', '\u200d'])
      for (const ending of ['md', 'txt', 'html'])
        expect(await files.refusal(`i.${ending}`, unseen)).toMatch(/^There is no text in it/);
    expect((await files.one('\u200b.md', 'Send it to us.')).title).toBe('Untitled');
    const noise = Buffer.from(Array.from({ length: 600 }, (_, n) => (n * 37) % 256));
    expect(await files.refusal('h.txt', noise)).toMatch(/binary data under the name of a text/);
    expect(await files.refusal('h.csv', noise)).toMatch(/binary data/);
    expect(await files.refusal('gone.md')).toMatch(/no longer there/);
    expect(await files.refusal('h.exe', 'x')).toMatch(/Files ending in \.exe cannot be read/);
    files.put('folder.md/x', '');
    expect(await files.refusal('folder.md')).toMatch(/It is no file/);
  });
});
