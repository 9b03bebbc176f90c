import { z } from 'zod';

/** A line of a file that cannot be read, in one sentence. */
export class SetProblem extends Error {
  override readonly name = 'SetProblem';
}

const KnowledgeRow = z.object({
  id: z.string().min(1),
  title: z.string().default(''),
  text: z.string().min(1),
  /** What the row is about. */
  entity: z.string().optional(),
});
export type KnowledgeRow = z.infer<typeof KnowledgeRow>;

const said = z.object({ role: z.enum(['customer', 'agent']), text: z.string() });
const QueryRow = z.object({
  history: z.array(said).default([]),
  question: z.string(),
  needs_knowledge: z.boolean().default(true),
  gold: z.array(z.string()).default([]),
});

/** A question with the talk before it and what answers it. */
export interface RetrievalQuestion {
  readonly text: string;
  readonly turns: readonly { readonly speaker: 'customer' | 'agent'; readonly text: string }[];
  readonly needsKnowledge: boolean;
  /** Any of them is right; empty where nothing is. */
  readonly right: readonly string[];
}

function* lines<T>(name: string, text: string, shape: z.ZodType<T>): Generator<T> {
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const place = `${name}, line ${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw new SetProblem(`${place}: this is not JSON.`, { cause: error });
    }
    const row = shape.safeParse(value);
    if (!row.success) {
      const [issue] = row.error.issues;
      throw new SetProblem(`${place}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
    }
    yield row.data;
  }
}

/** One document per line: id, title, text and, where it has one, entity. Throws SetProblem. */
export function readKnowledgeRows(name: string, text: string): KnowledgeRow[] {
  const rows = [...lines(name, text, KnowledgeRow)];
  if (rows.length === 0) throw new SetProblem(`${name} has no rows.`);
  return rows;
}

/** One question per line: history, question, needs_knowledge, gold. Throws SetProblem. */
export function readQueryRows(name: string, text: string): RetrievalQuestion[] {
  const rows = [...lines(name, text, QueryRow)].map((row) => ({
    text: row.question,
    turns: row.history.map((turn) => ({ speaker: turn.role, text: turn.text })),
    needsKnowledge: row.needs_knowledge,
    right: row.gold,
  }));
  if (rows.length === 0) throw new SetProblem(`${name} has no questions.`);
  return rows;
}
