import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { linked, makeDocx, paragraph, table } from './docx.fixture.ts';
import { createReadFolder } from './read.fixture.ts';

const files = createReadFolder();
afterAll(() => files.remove());

/** Overwrites the unpacked size that the zip's directory and the entry itself declare. */
function declare(zip: Uint8Array, name: string, size: number): Uint8Array {
  const data = Buffer.from(zip);
  for (let at = data.indexOf(name); at >= 0; at = data.indexOf(name, at + 1)) {
    if (data.readUInt32LE(Math.max(0, at - 46)) === 0x02014b50) data.writeUInt32LE(size, at - 22);
    if (data.readUInt32LE(Math.max(0, at - 30)) === 0x04034b50) data.writeUInt32LE(size, at - 8);
  }
  return data;
}

describe('DOCX', () => {
  it('keeps headings, tables and links, and what its properties say', async () => {
    const document = await files.one(
      'a.docx',
      makeDocx(
        paragraph('Returns', 'Title') +
          paragraph('How long', 'Heading1') +
          paragraph('Thirty * days.') +
          table([
            ['Plan', 'Price'],
            ['Basic', '$9'],
          ]) +
          linked('the form'),
        { title: 'Other' },
      ),
    );
    expect(document).toEqual({
      path: 'a.docx',
      title: 'Returns',
      owner: 'Care & Co',
      updatedAt: Date.parse('2025-03-04T10:00:00Z'),
      body: '# Returns\n\n# How long\n\nThirty \\* days.\n\n| Plan | Price |\n| - | - |\n| Basic | $9 |\n\n[the form](https://example.com/form)\n',
    });
    expect((await files.one('b.docx', makeDocx(paragraph('x'), { title: 'Named' }))).title).toBe(
      'Named',
    );
  });

  it('drops links that run something', async () => {
    const docx = makeDocx(linked('press me'), { link: 'javascript:alert(1)' });
    expect((await files.one('c.docx', docx)).body).toBe('press me\n');
  });

  it('opens no zip bomb, whatever its directory declares', async () => {
    const zeros = { 'word/media/a.xml': new Uint8Array(40 * 1024 * 1024) };
    const bomb = makeDocx(paragraph('x'), { more: zeros });
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await files.refusal('bomb.docx', bomb)).toMatch(/unpacks to far more than.*not opened/);
    const liar = declare(bomb, 'word/media/a.xml', 1_000);
    expect(await files.refusal('liar.docx', liar)).toMatch(/not a Word document.*save it again/);
    const many = Object.fromEntries(
      Array.from({ length: 5_001 }, (_, n) => [`word/${n}.xml`, strToU8('x')]),
    );
    expect(await files.refusal('many.docx', makeDocx('', { more: many }))).toMatch(/not opened/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  it('says what is wrong with one that is no document', async () => {
    expect(await files.refusal('d.docx', 'no zip')).toMatch(/no Word document; open it in Word/);
    const zip = zipSync({ 'a.txt': strToU8('x') });
    expect(await files.refusal('e.docx', zip)).toMatch(/zip file without a Word document/);
    expect(await files.refusal('e.csv', zip)).toMatch(/zip file; unpack it/);
    expect(await files.refusal('f.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatch(
      /old Word file \(\.doc\) or protected with a password/,
    );
    expect(await files.refusal('g.docx', makeDocx(paragraph('')))).toMatch(/no text in it/);
    const whole = makeDocx(paragraph('Hello.'));
    expect(await files.refusal('h.docx', whole.subarray(0, whole.length / 2))).toMatch(/damaged/);
    expect(await files.refusal('i.docx', makeDocx('<w:p><broken'))).toMatch(
      /save it again as \.docx/,
    );
  });
});
