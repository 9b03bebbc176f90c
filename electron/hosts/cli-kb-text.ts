import type { KnowledgeGap } from '#domain/knowledge-gap.ts';
import type {
  DocumentListing,
  ImportJob,
  IndexStatus,
  KnowledgeSource,
} from '#domain/knowledge-import.ts';

/** @file Articles and imports in words, for the command line. */

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const sourceLine = (source: KnowledgeSource): string =>
  [
    source.id,
    source.kind,
    source.location ?? source.title,
    source.watched ? 'watched' : '',
    source.importedAt === undefined ? 'never finished' : `imported ${day(source.importedAt)}`,
  ]
    .filter((part) => part !== '')
    .join('  ');

export const documentLine = (document: DocumentListing): string =>
  [
    document.id,
    document.title,
    document.path,
    `version ${document.version}`,
    `${document.passages} passages`,
    document.audience === 'agent' ? 'for agents' : 'for customers',
    document.withdrawnAt !== undefined ? 'withdrawn' : document.citable ? '' : 'not valid today',
  ]
    .filter((part) => part !== '')
    .join('  ');

const percent = (share: number): string => `${Math.floor(share * 100)} %`.padStart(5);

export const jobProgress = ({ title, state, done, total, imported }: ImportJob): string =>
  state === 'waiting'
    ? `${title}: waits`
    : `${percent(total === 0 ? 0 : done / total)}  ${title}: ${done} of ${total} read, ${imported} new or changed`;

export const vectorProgress = ({ progress = 0, pack }: IndexStatus): string =>
  `${percent(progress)}  ${pack}: the articles are in; their meaning is being indexed`;

const ends: Readonly<Record<ImportJob['state'], string>> = {
  waiting: 'waits',
  reading: 'is under way',
  done: 'is in',
  cancelled: 'was stopped',
  failed: 'failed',
};

export const jobLine = (job: ImportJob): string =>
  `${job.title} ${ends[job.state]}: ${job.imported} new or changed, ${job.unchanged} unchanged, ${job.withdrawn} gone, ${job.passages} passages, ${job.problems.length + job.moreProblems} problems.`;

export const gapLines = (gap: KnowledgeGap): string[] => [
  `${String(gap.count).padStart(4)} ×  ${gap.title}  (${gap.conversations} conversations, last ${day(gap.lastAt)}${gap.state === 'open' ? '' : `, ${gap.state.replace('_', ' ')}`})`,
  ...gap.questions.slice(1, 4).map(({ text }) => `         ${text}`),
];

/** A spreadsheet must not take what a customer said for a formula. */
const cell = (value: string | number): string => {
  const text = String(value);
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** RFC 4180, one gap per line with its questions, newest first. */
export const gapsCsv = (gaps: readonly KnowledgeGap[]): string =>
  [
    ['id', 'title', 'count', 'conversations', 'last', 'state', 'questions'],
    ...gaps.map((gap) => [
      gap.id,
      gap.title,
      gap.count,
      gap.conversations,
      new Date(gap.lastAt).toISOString(),
      gap.state,
      gap.questions.map(({ text }) => text).join('\n'),
    ]),
  ]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
