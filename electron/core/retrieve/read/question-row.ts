import { createHash } from 'node:crypto';
import { headingSlug } from '#domain/knowledge.ts';
import { httpsAddress } from './address.ts';
import {
  audienceOf,
  dayOf,
  documentOf,
  firstLine,
  instantOf,
  isWithdrawn,
  isYes,
  languageOf,
  problem,
  type Said,
} from './document-parts.ts';
import { looksLikeHtml, markdownOfHtml } from './html.ts';
import { cleanMarkdown, longestText, tooLong } from './markdown.ts';
import type { ReadEvent } from './source-document.ts';

/** @file One question with its answer, from a row of a table or an object of JSON. */

/** Spellings of columns, in lower case without spaces and signs; the first that is there counts. */
const columns = {
  title: ['question', 'title', 'q', 'faq', 'query', 'headline', 'heading', 'prompt', 'name'],
  body: [
    'answer',
    'body',
    'a',
    'text',
    'content',
    'response',
    'reply',
    'solution',
    'resolution',
    'article',
    'description',
  ],
  id: ['id', 'key', 'articleid', 'externalid', 'number', 'slug', 'uuid'],
  subject: ['category', 'subject', 'product', 'section', 'topic', 'area'],
  url: ['url', 'htmlurl', 'link', 'permalink', 'sourceurl'],
  updatedAt: [
    'updatedat',
    'updated',
    'lastupdated',
    'lastmodified',
    'modified',
    'editedat',
    'date',
  ],
  owner: ['owner', 'author', 'team', 'maintainer'],
  audience: ['audience', 'visibility'],
  language: ['language', 'lang', 'locale'],
  validFrom: ['validfrom', 'effectivefrom', 'startdate'],
  validTo: ['validto', 'validuntil', 'expires', 'enddate'],
  status: ['status', 'state'],
  withdrawn: ['withdrawn', 'draft', 'archived', 'deprecated', 'deleted'],
} as const;
type Column = keyof typeof columns;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Where each known column stands among the names of a header. */
export type ColumnPlaces = ReadonlyMap<Column, string>;

/** Finds columns by their names; undefined where there is no question or no answer among them. */
export function placesOf(names: readonly string[]): ColumnPlaces | undefined {
  const own = new Map(names.map((name) => [plain(name), name]));
  const places = new Map<Column, string>();
  for (const [column, spellings] of Object.entries(columns) as [Column, readonly string[]][]) {
    const found = spellings.find((spelling) => own.has(spelling));
    if (found !== undefined) places.set(column, own.get(found) ?? '');
  }
  // "Subject, body" is how mail programs say it.
  const subject = places.get('subject');
  if (!places.has('title') && subject !== undefined && plain(subject) === 'subject') {
    places.set('title', subject);
    places.delete('subject');
  }
  return places.has('title') && places.has('body') ? places : undefined;
}

export const wantedColumns =
  'name the columns "question" and "answer" in the first line (and "id", "category", "url", "updated" where you have them)';

/** Keys of the rows of one file: of two with the same key only the first is a document. */
export interface RowKeys {
  /** The key, or undefined where it was there before. */
  claim(id: string | undefined, title: string, body: string): string | undefined;
}

/** Remembers 48 bits of each key, so that a million rows cost some tens of megabytes. */
export function createRowKeys(): RowKeys {
  const seen = new Set<number>();
  const fresh = (key: string): boolean => {
    const before = seen.size;
    seen.add(createHash('sha256').update(key).digest().readUIntBE(0, 6));
    return seen.size > before;
  };
  return {
    claim: (id, title, body) => {
      if (id !== undefined) return fresh(`id ${id}`) ? id : undefined;
      const pair = createHash('sha256').update(`${title}\n${body}`).digest('hex').slice(0, 12);
      if (!fresh(`pair ${pair}`)) return undefined;
      const slug = headingSlug(title).slice(0, 60) || 'row';
      // Another answer to the same words: its place must not depend on the rows above it.
      return fresh(`slug ${slug}`) ? slug : `${slug}-${pair}`;
    },
  };
}

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

/** What a body says as Markdown, whether it was written as Markdown or as HTML. */
export const markdownOfBody = (body: string, base?: string): string =>
  looksLikeHtml(body) ? markdownOfHtml(body, base) : cleanMarkdown(body, base);

/**
 * The document of one row. `place` says where it stands ("Line 12"); `path` is the file's.
 * A row that cannot be used is a problem of one sentence, the next rows are read all the same.
 */
export function documentOfRow(
  path: string,
  place: string,
  row: Readonly<Record<string, unknown>>,
  places: ColumnPlaces,
  keys: RowKeys,
): ReadEvent {
  const at = (column: Column): unknown => {
    const name = places.get(column);
    return name === undefined || !Object.hasOwn(row, name) ? undefined : row[name];
  };
  const title = firstLine(textOf(at('title')));
  const source = textOf(at('body'));
  if (title === undefined && source === '')
    return problem(path, `${place}: question and answer are empty; fill them in or delete it.`);
  if (title === undefined)
    return problem(path, `${place}: there is no question; write one, or delete the row.`);
  if (source === '')
    return problem(path, `${place}: "${title}" has no answer; write one, or delete the row.`);
  if (source.length > longestText) return problem(path, `${place}: ${tooLong(source.length)}`);
  const url = httpsAddress(textOf(at('url')));
  const body = markdownOfBody(source, url);
  if (body === '')
    return problem(
      path,
      `${place}: the answer to "${title}" has no text; write one, or delete it.`,
    );
  const days = { validFrom: textOf(at('validFrom')), validTo: textOf(at('validTo')) };
  for (const [name, value] of Object.entries(days))
    if (value !== '' && dayOf(value) === undefined)
      return problem(path, `${place}: "${name}" is ${value.slice(0, 40)}; write it as YYYY-MM-DD.`);
  const id = firstLine(textOf(at('id')));
  const key = keys.claim(id, title, body);
  if (key === undefined)
    return problem(
      path,
      `${place}: ${id === undefined ? `"${title}" stands there with the same answer` : `the id ${id} stands there`} a second time; the first one was used, delete one of them.`,
    );
  return documentOf(`${path}#${key}`, {
    ...saidByRow(at),
    title,
    body,
    ...(url !== undefined && { url }),
  });
}

function saidByRow(at: (column: Column) => unknown): Said {
  const owner = firstLine(textOf(at('owner')))?.slice(0, 120);
  const audience = audienceOf(at('audience'));
  const language = languageOf(at('language'));
  const validFrom = dayOf(at('validFrom'));
  const validTo = dayOf(at('validTo'));
  const updatedAt = instantOf(at('updatedAt'));
  const subject = firstLine(textOf(at('subject')));
  const withdrawn = isYes(at('withdrawn')) || isWithdrawn(at('status'));
  return {
    ...(owner !== undefined && { owner }),
    ...(audience !== undefined && { audience }),
    ...(language !== undefined && { language }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(updatedAt !== undefined && { updatedAt }),
    ...(subject !== undefined && { subject }),
    ...(withdrawn && { withdrawn }),
  };
}
