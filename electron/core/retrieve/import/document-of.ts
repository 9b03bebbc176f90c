import type { KnowledgeSource } from '#domain/knowledge-import.ts';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { SourceDocument } from '../read/source-document.ts';
import { documentId, importHash } from './passages.ts';

const longestTitle = 300;
const longestSubject = 200;
const longestUrl = 2_000;
const longestOwner = 120;

/** A date that rolls over (February 31st) comes back as another day. */
const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** Why the days of a document cannot be used, in one sentence; undefined when they can. */
export function wrongDays(days: {
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}): string | undefined {
  const { validFrom, validTo } = days;
  for (const [name, value] of Object.entries({ validFrom, validTo }))
    if (value !== undefined && !isDay(value))
      return `The day “${value}” of ${name} does not exist; write it as YYYY-MM-DD.`;
  return validFrom !== undefined && validTo !== undefined && validTo < validFrom
    ? `It ends (${validTo}) before it begins (${validFrom}); swap or mend the days.`
    : undefined;
}

const short = (text: string | undefined, most: number): string | undefined => {
  const tidy = text?.replaceAll(/\s+/g, ' ').trim() ?? '';
  return tidy === '' ? undefined : tidy.slice(0, most);
};

/** Cut to what a list can show, with the source's own words where the document is silent. */
export type NewDocument = Omit<KnowledgeDocument, 'version' | 'importedAt' | 'withdrawnAt'> & {
  /** The source itself says that it is withdrawn. */
  readonly withdrawn: boolean;
};

/**
 * A document as it will be stored, or the sentence why it cannot be. The file's own date counts
 * only where the source says none, and it is not part of the hash: copying a folder changes nothing.
 */
export function documentOf(
  source: Pick<KnowledgeSource, 'id' | 'pack' | 'defaults'>,
  said: SourceDocument,
  fileChangedAt: number,
  redact: (text: string) => string,
): Result<NewDocument, string> {
  const body = redact(said.body);
  if (body.trim() === '') return err('It has no text; write some, or take the file out.');
  const problem = wrongDays(said);
  if (problem !== undefined) return err(problem);
  const { audience, language, owner } = source.defaults;
  const subject = short(said.subject, longestSubject);
  const ownedBy = short(said.owner ?? owner, longestOwner);
  const url = said.url?.startsWith('https://') === true ? said.url : undefined;
  const says = {
    path: said.path,
    title: short(redact(said.title), longestTitle) ?? said.path,
    audience: said.audience ?? audience,
    language: short(said.language, 12) ?? language,
    ...(ownedBy !== undefined && { owner: ownedBy }),
    ...(said.validFrom !== undefined && { validFrom: said.validFrom }),
    ...(said.validTo !== undefined && { validTo: said.validTo }),
    ...(subject !== undefined && { subject }),
    ...(url !== undefined && url.length <= longestUrl && { url }),
    body,
  };
  const withdrawn = said.withdrawn === true;
  return ok({
    id: documentId(source.pack, said.path, source.id),
    pack: source.pack,
    source: source.id,
    hash: importHash(source.pack, source.id, { ...says, withdrawn, updatedAt: said.updatedAt }),
    updatedAt: Math.max(0, Math.round(said.updatedAt ?? fileChangedAt)),
    withdrawn,
    ...says,
  });
}
