import type { ModelRef } from '#domain/insight.ts';
import type { articleCandidates } from './article.ts';
import { type Candidate, repeated } from './candidate.ts';
import { composedCandidate, composeReply, recordHit } from './compose.ts';
import type { SuggestInput } from './gather.ts';
import { evidenceIn } from './intent.ts';
import { type FoundRecord, recordThreshold, searchRecords } from './records.ts';

/** What a colleague wrote about the customer: for the agent to read, never for a reply. */
function noteCandidate(
  note: FoundRecord,
  input: Pick<SuggestInput, 'turn'>,
  model: ModelRef,
): Candidate {
  return {
    title: `${note.title}, from the CRM`,
    body: { kind: 'step', text: `The CRM has a note: "${note.text}"` },
    trigger: evidenceIn(input.turn, []),
    citations: [],
    records: [recordHit(note)],
    score: note.score,
    model,
  };
}

/**
 * The articles found, or the reply drafted from them: a draft stands in for the article it quotes,
 * where the pack has no reply of its own that the agent has not seen yet. Nothing is drafted where
 * articles contradict each other, or from articles where policy has just said no: a person has to
 * look. What the CRM says is drafted where it was asked.
 */
export function withDraft(found: {
  readonly input: SuggestInput;
  readonly others: readonly Candidate[];
  readonly article: Pick<ReturnType<typeof articleCandidates>, 'candidates' | 'chosen'>;
  readonly entities: readonly string[];
  readonly model: ModelRef;
  readonly forbidden: boolean;
}): readonly Candidate[] {
  const { input, others, article, model } = found;
  const { view, turn, pack, facts } = input;
  const records = searchRecords({
    record: view.record,
    question: turn.text,
    entities: found.entities,
    manner: facts.manner,
  }).filter(({ score }) => score >= recordThreshold);
  const note = records.find(({ record }) => record === 'note');
  const notes = note === undefined ? [] : [noteCandidate(note, input, model)];
  const answered = others.some(
    (candidate) =>
      candidate.body.kind === 'reply' && repeated(candidate, view.suggestions) === undefined,
  );
  const contradicted = article.candidates.length > 1;
  if (answered) return [...article.candidates, ...notes];
  const before = view.turns.findLast(
    (each) => each.speaker === 'customer' && each.sequence < turn.sequence,
  )?.text;
  const composed = composeReply({
    hits: contradicted || found.forbidden ? [] : article.chosen,
    records,
    question: turn.text,
    ...(before !== undefined && { before }),
    tone: input.tone,
    facts,
    manifest: pack.manifest,
  });
  if (composed === undefined) return [...article.candidates, ...notes];
  const [best] = article.candidates;
  const [record] = composed.records;
  const cited = composed.citations.length > 0;
  const draft = composedCandidate(composed, {
    title: composed.citations[0]?.title ?? record?.title ?? 'Answer',
    score: cited && best !== undefined ? best.score : (record?.score ?? 0),
    trigger: best?.trigger ?? evidenceIn(turn, []),
    model,
  });
  return [draft, ...(cited ? [] : article.candidates), ...notes];
}
