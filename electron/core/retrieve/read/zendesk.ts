import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { httpsAddress } from './address.ts';
import { documentOf, firstLine, instantOf, languageOf, problem } from './document-parts.ts';
import { markdownOfHtml } from './html.ts';
import { isObject } from './json-lines.ts';
import { longestText, tooLong } from './markdown.ts';
import type { FileToRead, ReadEvents } from './source-document.ts';

/**
 * @file An export of a Zendesk Help Center: what its API answers to "list articles", with sections,
 * categories and users beside the articles or in files of their own.
 */

const Id = z.union([z.number(), z.string()]).transform(String);
const optional = <S extends z.ZodType>(schema: S) => schema.nullish().catch(undefined);

const Article = z.object({
  id: Id,
  title: optional(z.string()),
  name: optional(z.string()),
  body: optional(z.string()),
  draft: optional(z.boolean()),
  locale: optional(z.string()),
  section_id: optional(Id),
  author_id: optional(Id),
  updated_at: optional(z.string()),
  edited_at: optional(z.string()),
  html_url: optional(z.string()),
  user_segment_id: optional(Id),
  user_segment_ids: optional(z.array(Id)),
});
const Named = z.object({ id: Id, name: z.string(), category_id: optional(Id) });

/** Lists that come beside the articles and hold none. */
const besides = ['sections', 'categories', 'users'];

/** An object that the Help Center API gives; one with sections or users alone holds no document. */
export const isHelpCenter = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) &&
  ['articles', ...besides].some((name) => Array.isArray(value[name])) &&
  !['questions', 'faqs', 'items'].some((name) => Array.isArray(value[name]));

type Names = ReadonlyMap<string, z.infer<typeof Named>>;

function namesOf(list: unknown): Names {
  const found = Array.isArray(list) ? list.map((each) => Named.safeParse(each)) : [];
  return new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data]])));
}

const mostBytes = 20 * 1024 * 1024;

/** Sections, categories and users: from the export itself, or from `sections.json` beside it. */
async function listBeside(
  file: FileToRead,
  value: Readonly<Record<string, unknown>>,
  name: string,
): Promise<Names> {
  if (Array.isArray(value[name])) return namesOf(value[name]);
  const beside = join(dirname(file.absolute), `${name}.json`);
  try {
    if ((await stat(beside)).size > mostBytes) return new Map();
    const read: unknown = JSON.parse(await readFile(beside, 'utf8'));
    return namesOf(isObject(read) ? read[name] : read);
  } catch {
    // An export without them is an export; the articles come without their section.
    return new Map();
  }
}

/** Reads an export. Drafts are withdrawn; what is not for everyone is for agents. */
export async function* readHelpCenter(
  file: FileToRead,
  value: Readonly<Record<string, unknown>>,
): ReadEvents {
  if (!Array.isArray(value['articles'])) return;
  if (value['articles'].length === 0)
    return yield problem(
      file.path,
      'It holds no articles; export the Help Center again, or take the file out.',
    );
  const sections = await listBeside(file, value, 'sections');
  const users = await listBeside(file, value, 'users');
  const seen = new Set<string>();
  for (const [index, entry] of (value['articles'] as unknown[]).entries()) {
    const parsed = Article.safeParse(entry);
    if (!parsed.success) {
      yield problem(file.path, `Article ${index + 1} has no id; export the Help Center again.`);
      continue;
    }
    const article = parsed.data;
    const title = firstLine(article.title ?? undefined, article.name ?? undefined);
    const place = `Article ${article.id}${title === undefined ? '' : ` ("${title}")`}`;
    if (seen.has(article.id)) {
      yield problem(file.path, `${place} stands there a second time; the first one was used.`);
      continue;
    }
    seen.add(article.id);
    const html = article.body ?? '';
    if (html.length > longestText) {
      yield problem(file.path, `${place}: ${tooLong(html.length)}`);
      continue;
    }
    const url = httpsAddress(article.html_url ?? undefined);
    const body = markdownOfHtml(html, url);
    const withdrawn = article.draft === true;
    if (body === '' && !withdrawn) {
      yield problem(file.path, `${place} has no text; write it in the Help Center, or archive it.`);
      continue;
    }
    const closed =
      (article.user_segment_id ?? undefined) !== undefined ||
      (article.user_segment_ids ?? []).length > 0;
    const subject = sections.get(article.section_id ?? '')?.name;
    const owner = users.get(article.author_id ?? '')?.name;
    const language = languageOf(article.locale);
    const updatedAt = instantOf(article.edited_at) ?? instantOf(article.updated_at);
    yield documentOf(`${file.path}#${article.id}`, {
      body: body === '' ? (title ?? '') : body,
      audience: closed ? 'agent' : 'customer',
      ...(title !== undefined && { title }),
      ...(subject !== undefined && { subject }),
      ...(owner !== undefined && { owner: owner.slice(0, 120) }),
      ...(language !== undefined && { language }),
      ...(updatedAt !== undefined && { updatedAt }),
      ...(url !== undefined && { url }),
      ...(withdrawn && { withdrawn }),
    });
  }
}
