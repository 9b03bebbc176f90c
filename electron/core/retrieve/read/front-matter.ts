import { parseDocument } from 'yaml';
import { err, ok, type Result } from '#domain/result.ts';
import { httpsAddress } from './address.ts';
import {
  audienceOf,
  dayOf,
  firstLine,
  instantOf,
  isWithdrawn,
  isYes,
  languageOf,
  type Said,
} from './document-parts.ts';

/** @file The lines between two `---` at the top of an article. */

const longest = 64 * 1024;

/** Spellings of other publishing tools, in lower case without hyphens and underscores. */
const names = {
  title: ['title'],
  owner: ['owner', 'author', 'maintainer', 'team'],
  audience: ['audience', 'visibility'],
  language: ['language', 'lang', 'locale'],
  validFrom: ['validfrom', 'effective', 'effectivefrom', 'startdate'],
  validTo: ['validto', 'validuntil', 'expires', 'expiry', 'expirydate', 'enddate'],
  updatedAt: ['updatedat', 'updated', 'lastmod', 'lastmodified', 'modified', 'date'],
  subject: ['subject', 'product', 'category', 'section'],
  url: ['url', 'canonical', 'canonicalurl', 'link', 'sourceurl'],
  status: ['status', 'state'],
} as const;

const withdrawals = ['withdrawn', 'archived', 'draft', 'retired', 'deprecated', 'obsolete'];

const textOf = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value === 'string' || typeof value === 'number') return firstLine(String(value));
  return undefined;
};

/** Splits a text into its front matter, undefined where there is none, and the rest. */
export function splitFrontMatter(text: string): { front: string | undefined; rest: string } {
  const start = /^---[ \t]*\n/.exec(text);
  if (start === null) return { front: undefined, rest: text };
  const end = /^(---|\.\.\.)[ \t]*$/m;
  const found = end.exec(text.slice(start[0].length, start[0].length + longest));
  // A line of dashes at the top may as well be a rule.
  if (found === null) return { front: undefined, rest: text };
  const from = start[0].length;
  const front = text.slice(from, from + found.index);
  const isYaml = front.trim() === '' || /^\s*(#.*\n|[\w"'-][^:\n]*:)/.test(front);
  if (!isYaml) return { front: undefined, rest: text };
  return { front, rest: text.slice(from + found.index + found[0].length) };
}

/**
 * What front matter says, in whatever spelling. The error is a sentence: front matter that cannot
 * be read may hold the day until which the article is right, so the article is not used without it.
 */
export function readFrontMatter(front: string): Result<Said, string> {
  const document = parseDocument(front, { prettyErrors: false, uniqueKeys: false });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const line = front.slice(0, fault.pos[0]).split('\n').length + 1;
    return err(
      `The lines between --- at the top are not valid YAML (line ${line}); mend indentation and quotes there and import it again.`,
    );
  }
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 50 });
  } catch {
    return err(
      'The lines between --- at the top repeat too much; write them out and import again.',
    );
  }
  if (raw === null || raw === undefined) return ok({});
  if (typeof raw !== 'object' || Array.isArray(raw))
    return err('The lines between --- at the top are no keys with values; write "title: …" there.');
  const byName = new Map<string, unknown>(
    Object.entries(raw).map(([key, value]) => [key.toLowerCase().replaceAll(/[-_\s]/g, ''), value]),
  );
  const at = (key: keyof typeof names): unknown =>
    names[key]
      .map((name) => byName.get(name))
      .find((value) => value !== undefined && value !== null);

  const said: Said = {};
  for (const key of ['validFrom', 'validTo'] as const) {
    const value = at(key);
    if (value === undefined || value === '') continue;
    const day = dayOf(value);
    if (day === undefined)
      return err(
        `"${key}" is ${JSON.stringify(value).slice(0, 60)}, which is no day; write it as YYYY-MM-DD.`,
      );
    said[key] = day;
  }
  if (said.validFrom !== undefined && said.validTo !== undefined && said.validTo < said.validFrom)
    return err(
      `It is valid until ${said.validTo} and only from ${said.validFrom} on; swap or mend the days.`,
    );
  const withdrawn =
    withdrawals.some((name) => isYes(byName.get(name))) || isWithdrawn(at('status'));
  return ok({
    ...said,
    ...defined('title', textOf(at('title'))),
    ...defined('owner', textOf(at('owner'))?.slice(0, 120)),
    ...defined('audience', audienceOf(at('audience'))),
    ...defined('language', languageOf(at('language'))),
    ...defined('updatedAt', instantOf(at('updatedAt'))),
    ...defined('subject', textOf(at('subject'))),
    ...defined('url', httpsAddress(textOf(at('url')))),
    ...(withdrawn && { withdrawn }),
  });
}

const defined = <K extends keyof Said>(key: K, value: Said[K]): Said =>
  value === undefined ? {} : { [key]: value };
