import { zipSync } from 'fflate';
import { err, ok, type Result } from '#domain/result.ts';
import { firstLine, instantOf, languageOf, type Said } from './document-parts.ts';
import { markdownOfHtml } from './html.ts';
import { longestText, titleOfTree, tooLong } from './markdown.ts';
import { parseMarkdown } from './markdown-tree.ts';
import { unzipChecked } from './zip-check.ts';

/** @file A Word document, by mammoth: styles become headings, lists and tables. */

const styles = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
];

const noDocument =
  'It is a zip file without a Word document in it; unpack it and import what is inside.';
const unreadable = 'Its text cannot be read; open it in Word and save it again as .docx.';
const noText =
  'There is no text in it, perhaps only pictures; run it through text recognition (OCR) or write the text, and import it again.';

/** Words of one element of the small file of properties. */
const property = (xml: string, name: string): string | undefined =>
  firstLine(
    new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)</`)
      .exec(xml)?.[1]
      ?.replaceAll(/&(lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity),
  );
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function saidByProperties(xml: string): Said {
  const title = property(xml, 'title');
  const owner = property(xml, 'creator')?.slice(0, 120);
  const language = languageOf(property(xml, 'language'));
  const updatedAt = instantOf(property(xml, 'modified'));
  return {
    ...(title !== undefined && !/^(document\d*|untitled)$/i.test(title) && { title }),
    ...(owner !== undefined && { owner }),
    ...(language !== undefined && { language }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}

/** Reads a .docx; the error is a sentence. */
export async function readDocx(
  bytes: Uint8Array,
): Promise<Result<Said & { readonly body: string }, string>> {
  // Pictures stay packed: only their alternative text is read.
  const files = unzipChecked(bytes, (name) => /\.(xml|rels)$/i.test(name));
  if (!files.ok) return files;
  if (![...files.value.keys()].some((name) => /^word\/document\d*\.xml$/i.test(name)))
    return err(noDocument);
  const checked = zipSync(Object.fromEntries(files.value), { level: 0 });
  const { default: mammoth } = await import('mammoth');
  let html: string;
  try {
    const read = await mammoth.convertToHtml(
      { buffer: Buffer.from(checked) },
      {
        styleMap: styles,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    );
    html = read.value;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    // Whatever a damaged document makes mammoth throw.
    return err(unreadable);
  }
  if (html.length > 2 * longestText) return err(tooLong(html.length));
  const body = markdownOfHtml(html);
  if (body === '') return err(noText);
  const core = files.value.get('docProps/core.xml');
  const said = core === undefined ? {} : saidByProperties(new TextDecoder().decode(core));
  const top = /^# /m.test(body) ? titleOfTree(parseMarkdown(body)) : undefined;
  const title = top ?? said.title;
  return ok({ ...said, ...(title !== undefined && { title }), body });
}
