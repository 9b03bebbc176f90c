import type { GapQuestion, GapState, KnowledgeGap } from '#domain/knowledge-gap.ts';

/** @file Knowledge gaps as a table for a spreadsheet: one row for each question. */

export const gapStateText: Readonly<Record<GapState, string>> = {
  open: 'open',
  set_aside: 'set aside',
  written: 'article written',
};

export const gapReasonText: Readonly<Record<GapQuestion['reason'], string>> = {
  not_found: 'nothing was found',
  dismissed: 'what was found was dismissed',
};

const titles = [
  'gap',
  'times asked',
  'conversations',
  'last asked',
  'state',
  'question',
  'asked at',
  'reason',
] as const;

/**
 * A cell by RFC 4180. What customers said is data: a spreadsheet must not run it, so whatever begins
 * like a formula gets an apostrophe in front (OWASP, CSV injection).
 */
export function csvCell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const time = (at: number): string => new Date(at).toISOString();

/** With the mark that tells spreadsheets that it is UTF-8. */
export function gapsAsCsv(gaps: readonly KnowledgeGap[]): string {
  const rows = gaps.flatMap((gap) =>
    gap.questions.map((question) => [
      gap.title,
      gap.count,
      gap.conversations,
      time(gap.lastAt),
      gapStateText[gap.state],
      question.text,
      time(question.at),
      gapReasonText[question.reason],
    ]),
  );
  const lines = [titles, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
