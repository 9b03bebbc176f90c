import { parse } from 'csv-parse/sync';
import { SetProblem } from './retrieval-sets.ts';

/** A question of the FAQ, one of a user, and whether they ask the same. */
export interface QuestionPair {
  readonly known: string;
  readonly asked: string;
  readonly same: boolean;
}

const columns = ['question_1', 'question_2', 'similar'] as const;

/** Reads a CSV of `question_1` (FAQ), `question_2` (user) and `similar` (1 or 0). Throws SetProblem. */
export function readQuestionPairs(name: string, text: string): QuestionPair[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    throw new SetProblem(`${name} is not a table of comma-separated values.`, { cause: error });
  }
  const [first] = rows;
  if (first === undefined) throw new SetProblem(`${name} has no rows.`);
  for (const column of columns)
    if (!(column in first)) throw new SetProblem(`${name} has no column ${column}.`);
  return rows.map((row) => ({
    known: row['question_1'] ?? '',
    asked: row['question_2'] ?? '',
    same: row['similar']?.trim() === '1',
  }));
}
