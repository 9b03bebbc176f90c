import { afterAll, describe, expect, it } from 'vitest';
import { linesDown, makePdf, type TextAt } from './pdf.fixture.ts';
import { createReadFolder } from './read.fixture.ts';

const files = createReadFolder();
afterAll(() => files.remove());

const at = (text: string, x: number, y: number, size?: number): TextAt => ({
  text,
  x,
  y,
  ...(size !== undefined && { size }),
});

describe('PDF', () => {
  it('makes headings of large lines, paragraphs of near ones, and joins parted words', async () => {
    const document = await files.one(
      'a.pdf',
      makePdf(
        [
          [
            at('Returns guide', 60, 740, 20),
            ...linesDown(['We take back parcels within thirty days of the deliv-', 'ery.'], 700),
            ...linesDown(['A new paragraph * here.'], 650),
            at('How to send', 60, 620, 15),
            at('it back', 60, 602, 15),
            ...linesDown(['1. Pack it', 'well', '2. Send it'], 580),
          ],
        ],
        { title: 'Parcels', author: 'Care', modified: "D:20250304101500+01'00'" },
      ),
    );
    expect(document).toEqual({
      path: 'a.pdf',
      title: 'Parcels',
      owner: 'Care',
      updatedAt: Date.parse('2025-03-04T09:15:00Z'),
      body: '# Returns guide\n\nWe take back parcels within thirty days of the delivery.\n\nA new paragraph \\* here.\n\n## How to send it back\n\n1. Pack it well\n2. Send it\n',
    });
  });

  it('keeps tables and links', async () => {
    const { body } = await files.one(
      'b.pdf',
      makePdf([
        [
          ...[
            ['Plan', 'Price'],
            ['Basic', '$9'],
            ['Plus', '$19'],
          ].flatMap(([one = '', two = ''], row) => [
            at(one, 60, 700 - row * 14),
            at(two, 200, 700 - row * 14),
          ]),
          { text: 'The form', x: 60, y: 600, link: 'https://example.com/f' },
          at('is short.', 112, 600),
          { text: 'Never', x: 60, y: 560, link: 'javascript:alert(1)' },
        ],
      ]),
    );
    expect(body).toBe(
      '## Page 1\n\n| Plan | Price |\n| - | - |\n| Basic | $9 |\n| Plus | $19 |\n\n[The form](https://example.com/f) is short.\n\nNever\n',
    );
  });

  it('drops headers and footers that repeat, and names pages where there are no headings', async () => {
    const { body } = await files.one(
      'c.pdf',
      makePdf(
        ['one', 'two', 'three', 'four'].map((name, n) => [
          at('Handbook 2026', 60, 770),
          ...linesDown([`About ${name} first.`], 700),
          ...linesDown([`About ${name} second.`], 640),
          at(`Page ${n + 1} of 4`, 300, 30),
        ]),
      ),
    );
    expect(body).toBe(
      ['one', 'two', 'three', 'four']
        .map((name, n) => `## Page ${n + 1}\n\nAbout ${name} first.\n\nAbout ${name} second.\n`)
        .join('\n'),
    );
  });

  it('goes on with a sentence over the end of a page', async () => {
    const { body } = await files.one(
      'd.pdf',
      makePdf([
        [at('Title', 60, 740, 20), ...linesDown(['It runs over the end of'])],
        linesDown(['the page and ends.']),
      ]),
    );
    expect(body).toBe('# Title\n\nIt runs over the end of the page and ends.\n');
  });

  it('says what is wrong with one that has no text, is locked, cut off or nothing of the kind', async () => {
    const text = [1, 2, 3].map((n) => linesDown([`Text of page ${n}.`]));
    expect(await files.refusal('scan.pdf', makePdf([[], [], []]))).toBe(
      'It has no text, only pictures of pages; run it through text recognition (OCR) first and import it again.',
    );
    expect(await files.refusal('lock.pdf', makePdf(text, { encrypted: true }))).toMatch(
      /protected with a password; save a copy without/,
    );
    const whole = makePdf(text);
    for (const share of [0.02, 0.2, 0.5, 0.8, 0.95])
      expect(
        await files.refusal('cut.pdf', whole.subarray(0, Math.floor(whole.length * share))),
      ).toMatch(/cut off: its end is missing; copy or download/);
    expect(await files.refusal('x.pdf', 'no pdf')).toMatch(/is no PDF; export or download/);
    const noise = Buffer.concat([
      Buffer.from('%PDF-1.4\n'),
      Buffer.alloc(400, 7),
      Buffer.from('%%EOF'),
    ]);
    expect(await files.refusal('noise.pdf', noise)).toMatch(/damaged.*save it again/);
  });

  it('is known by its first bytes whatever it is called', async () => {
    expect((await files.one('y.txt', makePdf([linesDown(['Hello there.'])]))).body).toContain(
      'Hello',
    );
  });
});
