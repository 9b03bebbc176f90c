import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { RootContent } from 'mdast';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { err, ok, type Result } from '#domain/result.ts';
import { keptAddress } from './address.ts';
import { firstLine, languageOf, type Said } from './document-parts.ts';
import { longestText, tooLong } from './markdown.ts';
import { writeMarkdown } from './markdown-tree.ts';
import { blocksOfPage, settingOf } from './pdf-blocks.ts';
import { type Line, linesOf, type Piece, withoutRepeated } from './pdf-lines.ts';

/** @file A PDF as an article: its text, not its pictures. */

const scanned =
  'It has no text, only pictures of pages; run it through text recognition (OCR) first and import it again.';
const locked = 'It is protected with a password; save a copy without the password and import that.';
const cutOff = 'It is cut off: its end is missing; copy or download it again.';
const damaged =
  'It is damaged and cannot be read as a PDF; open it in a PDF program and save it again.';

const hasEnd = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(-64 * 1024))
    .toString('latin1')
    .includes('%%EOF');

/** Tables of characters of Asian fonts come with the package. */
const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

async function open(bytes: Uint8Array): Promise<Result<PDFDocumentProxy, string>> {
  const { getDocument, PasswordException, VerbosityLevel } =
    await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
    cMapUrl: join(packageFolder(), 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(packageFolder(), 'standard_fonts') + sep,
  });
  try {
    return ok(await task.promise);
  } catch (error) {
    await task.destroy();
    // The bytes are not ours: any error in reading them is one of the answers.
    if (error instanceof PasswordException) return err(locked);
    return err(hasEnd(bytes) ? damaged : cutOff);
  }
}

interface Link {
  readonly url: string;
  /** Left, bottom, right, top. */
  readonly rect: readonly [number, number, number, number];
}

/** Annotations come without types; only links to outside count. */
function linksOf(annotations: readonly unknown[]): Link[] {
  return annotations.flatMap((annotation) => {
    if (typeof annotation !== 'object' || annotation === null) return [];
    const { url, rect } = annotation as { url?: unknown; rect?: unknown };
    const kept = typeof url === 'string' ? keptAddress(url) : undefined;
    if (kept === undefined || !Array.isArray(rect) || rect.length !== 4) return [];
    const [x1, y1, x2, y2] = rect.map(Number) as [number, number, number, number];
    return [
      {
        url: kept,
        rect: [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const,
      },
    ];
  });
}

async function linesOfPage(document: PDFDocumentProxy, number: number): Promise<Line[]> {
  const page = await document.getPage(number);
  const content = await page.getTextContent();
  const links = linksOf(await page.getAnnotations());
  const pieces = content.items.flatMap((item): Piece[] => {
    if (!('str' in item)) return [];
    const transform = (item.transform as unknown[]).map(Number);
    const [, , c = 0, d = 0, x = 0, y = 0] = transform;
    const size = Math.hypot(c, d) || item.height;
    const link = links.find(
      ({ rect: [left, bottom, right, top] }) =>
        x + item.width / 2 >= left &&
        x + item.width / 2 <= right &&
        y + size / 3 >= bottom &&
        y + size / 3 <= top,
    );
    return [
      {
        text: item.str,
        x,
        y,
        width: item.width,
        size,
        ...(link !== undefined && { link: link.url }),
      },
    ];
  });
  page.cleanup();
  return linesOf(pieces);
}

/** A page that ends inside a sentence and one that goes on with it are one paragraph. */
function joinPages(pages: readonly RootContent[][]): RootContent[] {
  const all: RootContent[] = [];
  for (const [first, ...rest] of pages) {
    if (first === undefined) continue;
    const last = all.at(-1);
    const lastText = last?.type === 'paragraph' ? last.children.at(-1) : undefined;
    const nextText = first.type === 'paragraph' ? first.children[0] : undefined;
    if (
      last?.type === 'paragraph' &&
      first.type === 'paragraph' &&
      lastText?.type === 'text' &&
      nextText?.type === 'text' &&
      /[\p{L}\d,]$/u.test(lastText.value) &&
      /^\p{Ll}/u.test(nextText.value)
    ) {
      lastText.value += ' ';
      last.children.push(...first.children);
    } else all.push(first);
    all.push(...rest);
  }
  return all;
}

const heading = (text: string): RootContent => ({
  type: 'heading',
  depth: 2,
  children: [{ type: 'text', value: text }],
});

/** Blocks of the whole document; without headings each page gets one, so that a place can be cited. */
function blocksOf(pages: readonly Line[][]): RootContent[] {
  const setting = settingOf(pages);
  const blocks = pages.map((lines) => blocksOfPage(lines, setting));
  if (blocks.some((nodes) => nodes.some((node) => node.type === 'heading')))
    return joinPages(blocks);
  return blocks.flatMap((nodes, at) =>
    nodes.length === 0 ? [] : [heading(`Page ${at + 1}`), ...nodes],
  );
}

/** Names that word processors leave behind. */
const emptyTitle =
  /^(untitled|document\d*|microsoft word|powerpoint|.*\.(docx?|pdf|indd|tex|pptx?|rtf)$)/i;

async function saidByInfo(document: PDFDocumentProxy): Promise<Said> {
  const { info } = await document.getMetadata();
  const { Title, Author, ModDate, CreationDate, Language } = info as Record<string, unknown>;
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' ? firstLine(value) : undefined;
  const title = text(Title);
  const owner = text(Author)?.slice(0, 120);
  const language = languageOf(Language);
  const updatedAt = instantOfPdf(ModDate) ?? instantOfPdf(CreationDate);
  return {
    ...(title !== undefined && !emptyTitle.test(title) && { title }),
    ...(owner !== undefined && { owner }),
    ...(language !== undefined && { language }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}

/** `D:20250304101500+01'00'`; without a zone it counts as UTC. */
function instantOfPdf(value: unknown): number | undefined {
  const parts =
    typeof value === 'string'
      ? /^D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?)?/.exec(value)
      : null;
  if (parts === null) return undefined;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00'] = parts;
  const [sign, hours, minutes] = parts.slice(7);
  const zone = sign === undefined ? 'Z' : `${sign}${hours ?? '00'}:${minutes ?? '00'}`;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(at) || at <= 0 ? undefined : at;
}

/** Reads all pages; the error is a sentence. Nothing is given of a PDF that is read in part only. */
export async function readPdf(
  bytes: Uint8Array,
): Promise<Result<Said & { readonly body: string }, string>> {
  const opened = await open(bytes);
  if (!opened.ok) return opened;
  const document = opened.value;
  try {
    const pages: Line[][] = [];
    let characters = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const lines = await linesOfPage(document, number);
      characters += lines.reduce((sum, line) => sum + line.text.length, 0);
      if (characters > longestText) return err(tooLong(characters));
      pages.push(lines);
    }
    if (characters === 0) return err(hasEnd(bytes) ? scanned : cutOff);
    if (!hasEnd(bytes)) return err(cutOff);
    const said = await saidByInfo(document);
    const blocks = blocksOf(withoutRepeated(pages));
    const body = writeMarkdown({ type: 'root', children: blocks });
    const largest = blocks.find((node) => node.type === 'heading' && node.depth === 1);
    const title = said.title ?? (largest && textOfHeading(largest));
    return ok({ ...said, ...(title !== undefined && { title }), body });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    // A page that cannot be read: pdf.js throws what it likes.
    return err(hasEnd(bytes) ? damaged : cutOff);
  } finally {
    await document.loadingTask.destroy();
  }
}

const textOfHeading = (node: RootContent): string | undefined =>
  node.type === 'heading' && node.children[0]?.type === 'text' ? node.children[0].value : undefined;
