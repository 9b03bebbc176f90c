import { z } from 'zod';
import { ok, type Failure, type Result } from '#domain/result.ts';
import { parseYaml } from './yaml.ts';

/**
 * The file of a pack with questions for measuring search. The running product never reads it, and
 * it does not count into the pack's sum: asking more changes nothing that a card was made from.
 */
export const questionsFile = 'questions.yaml';

/** One question as a customer asks it, with what was said before and the articles that answer it. */
export const PackQuestion = z.object({
  text: z.string().min(1),
  /** What was said before, oldest first; empty when the question opens the talk. */
  history: z.array(z.object({ speaker: z.enum(['customer', 'agent']), text: z.string() })),
  /** Paths in the pack (or ids of another collection); any of them is right. Empty: none answers it. */
  articles: z.array(z.string().min(1)),
  /** False for a turn that asks for nothing to be looked up: a greeting, a number, thanks. */
  needsKnowledge: z.boolean(),
});
export type PackQuestion = z.infer<typeof PackQuestion>;

const words = z.string().min(1).optional();

/** `- customer: …` or `- agent: …`, as people write it. */
const HistoryLine = z
  .object({ customer: words, agent: words })
  .refine(({ customer, agent }) => (customer === undefined) !== (agent === undefined), {
    message: 'it takes either customer or agent, and the words',
  });

const QuestionEntry = PackQuestion.extend({
  history: z.array(HistoryLine).default([]),
  needsKnowledge: z.boolean().default(true),
}).refine(({ articles, needsKnowledge }) => needsKnowledge || articles.length === 0, {
  path: ['articles'],
  message: 'a turn with needsKnowledge: false names no article',
});

const QuestionsFile = z.object({ questions: z.array(QuestionEntry).min(1) });

function spoken({ customer, agent }: z.infer<typeof HistoryLine>): PackQuestion['history'][number] {
  return agent === undefined
    ? { speaker: 'customer', text: customer ?? '' }
    : { speaker: 'agent', text: agent };
}

/**
 * Reads the text of a `questions.yaml`. Whether the articles exist is for the caller to check, who
 * has the pack. A fault comes back as one sentence with line and key.
 */
export function readQuestions(text: string): Result<PackQuestion[], Failure> {
  const file = parseYaml(questionsFile, text, QuestionsFile);
  if (!file.ok) return file;
  return ok(
    file.value.questions.map((entry) => ({ ...entry, history: entry.history.map(spoken) })),
  );
}
