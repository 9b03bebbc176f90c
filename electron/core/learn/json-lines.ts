import { z } from 'zod';
import { linesOf, type LineProblem, type Row, type Rows } from './row.ts';

/** One JSON object a line: `text` (or `utterance`) and `label` (or `intent`). */
const Line = z.looseObject({
  text: z.string().optional(),
  utterance: z.string().optional(),
  label: z.string().optional(),
  intent: z.string().optional(),
});

export function readJsonLines(text: string): Rows {
  const rows: Row[] = [];
  const problems: LineProblem[] = [];
  for (const [at, content] of linesOf(text).entries()) {
    if (content.trim() === '') continue;
    const line = at + 1;
    const read = readLine(content);
    if (typeof read === 'string') problems.push({ line, problem: read });
    else rows.push({ line, end: line, ...read });
  }
  return { rows, problems, others: [] };
}

function readLine(content: string): { text: string; label: string } | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    // Not JSON is one of the answers; the line is named.
    return 'This line is not valid JSON.';
  }
  const read = Line.safeParse(value);
  if (!read.success) return 'This line is not an object with the strings text and label.';
  const text = read.data.text ?? read.data.utterance;
  const label = read.data.label ?? read.data.intent;
  if (text === undefined) return 'There is no text in this line.';
  if (label === undefined) return 'There is no label in this line.';
  return { text, label };
}
