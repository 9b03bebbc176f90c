/** @file PDFs written object by object, so that every test knows what is in its file. */

export interface TextAt {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** Address of a link annotation over the text. */
  readonly link?: string;
}

interface PdfOptions {
  readonly title?: string;
  readonly author?: string;
  /** `D:20250304101500Z`. */
  readonly modified?: string;
  /** Encrypted with a password that is not empty. */
  readonly encrypted?: boolean;
}

const escaped = (text: string): string => text.replaceAll(/[\\()]/g, (sign) => `\\${sign}`);

const contentOf = (texts: readonly TextAt[]): string =>
  texts
    .map(
      ({ text, x, y, size = 11 }) =>
        `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`,
    )
    .join('\n');

/** Bytes of a PDF with one Helvetica; a page without texts shows a grey box, as a scan does. */
export function makePdf(pages: readonly (readonly TextAt[])[], options: PdfOptions = {}): Buffer {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const catalog = add('');
  const tree = add('');
  const font = add(
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  );
  const kids = pages.map((texts) => {
    const stream = texts.length === 0 ? '.8 g 50 50 500 700 re f' : contentOf(texts);
    const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    const links = texts.flatMap(({ text, x, y, size = 11, link }) =>
      link === undefined
        ? []
        : [
            add(
              `<< /Type /Annot /Subtype /Link /Rect [${x} ${y - 2} ${x + text.length * size * 0.42} ${y + size}] /A << /S /URI /URI (${escaped(link)}) >> >>`,
            ),
          ],
    );
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 612 792] /Contents ${content} 0 R /Resources << /Font << /F1 ${font} 0 R >> >>${links.length > 0 ? ` /Annots [${links.map((link) => `${link} 0 R`).join(' ')}]` : ''} >>`,
    );
  });
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R >>`;
  objects[tree - 1] =
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  const info = add(
    `<< ${options.title === undefined ? '' : `/Title (${escaped(options.title)})`} ${options.author === undefined ? '' : `/Author (${escaped(options.author)})`} ${options.modified === undefined ? '' : `/ModDate (${options.modified})`} >>`,
  );
  const trailer = [`/Size ${objects.length + 2} /Root ${catalog} 0 R /Info ${info} 0 R`];
  if (options.encrypted === true) {
    const key = 'ab'.repeat(32);
    const guard = add(`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${key}> /U <${key}> >>`);
    trailer.push(`/Encrypt ${guard} 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`);
  }
  const parts: string[] = ['%PDF-1.5\n'];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((body, index) => {
    const at = length;
    const part = `${index + 1} 0 obj\n${body}\nendobj\n`;
    parts.push(part);
    length += part.length;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${table}trailer\n<< ${trailer.join(' ')} >>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}

/** Lines below each other from the top of a page. */
export const linesDown = (
  lines: readonly string[],
  from = 700,
  leading = 14,
  size = 11,
): TextAt[] => lines.map((text, at) => ({ text, x: 60, y: from - at * leading, size }));
