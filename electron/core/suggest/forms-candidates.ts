import type { Evidence, Turn } from '#domain/conversation.ts';
import type { EntityInsight, Insight } from '#domain/insight.ts';
import type { PackForm, PackFormField } from '#domain/pack.ts';
import { answerIn } from './forms-answer.ts';
import { cuedField } from './forms-cues.ts';
import { questionsOf } from './forms-questions.ts';

type Insights = Readonly<Record<string, readonly Insight[]>>;

/** A value said somewhere that may fill a field. */
export interface Candidate {
  readonly value: string;
  readonly display: string;
  /** The field that cue or question names; undefined when nobody claims it. */
  readonly owner: string | undefined;
  /** The fields that take this kind of thing. */
  readonly fields: readonly string[];
  /** Place of its kind in the field's list: a lower one is preferred. */
  readonly preference: number;
  /** 0 to 1. */
  readonly weight: number;
  /** Said as a correction: "no, my savings account". */
  readonly corrects: boolean;
  readonly order: number;
  readonly sources: readonly Evidence[];
}

/** The kind of thing a field may list to take the answer itself, whatever it is. */
export const answerKind = 'answer';

/** How much words count by who says them: the agent's alone are a guess at what was heard. */
const factors = { customer: 1, confirmed: 1, agent: 0.45 } as const;
/** An answer in a later turn than the one after the question. */
const laterAnswer = 0.5;
/** Nobody claims the mention by cue or question. */
const unclaimed = 0.9;
const yes =
  /^(?:(?:uh|um|oh|okay|ok|so)\s+)*(?:yes|yeah|yep|yup|correct|right|exactly|that'?s (?:right|correct|it)|perfect|uh huh|mhm|sure is)\b/iu;
const yesBut = /\b(?:but|no|not|except|actually|sorry)\b/iu;
const asksOn = /\b(?:anything else|how can i|could you|can you|what|which|would you)\b/iu;
const corrected = /\b(?:no|sorry|actually|i mean|i meant|instead|rather|correction|wait)\b/iu;

/** All mentions in the conversation that some field of the form can take, in order. */
export function candidatesOf(
  form: PackForm,
  turns: readonly Turn[],
  insights: Insights,
): Candidate[] {
  const found: Candidate[] = [];
  const questions = questionsOf(form, turns);
  turns.forEach((turn, index) => {
    const asked = questions[index]?.field;
    const corrects = corrected.test(turn.text);
    const factor =
      turn.speaker === 'customer'
        ? factors.customer
        : isConfirmed(turns, index)
          ? factors.confirmed
          : factors.agent;
    const entities = (insights[turn.id] ?? []).filter((insight) => insight.kind === 'entity');
    for (const entity of entities) {
      const fields = form.fields.filter((field) => field.entities.includes(entity.entity));
      if (fields.length === 0) continue;
      const cued = cuedField(fields, turn.text, startIn(turn, entity));
      if (cued === 'refused') continue;
      const owner = cued ?? fields.find((field) => field === asked);
      // The answer to another field's question is not taken for one of several.
      if (owner === undefined && asked !== undefined && fields.length > 1) continue;
      found.push({
        ...mention(entity, turn, fields, owner, factor),
        corrects,
        order: found.length,
      });
    }
    if (asked === undefined || !asked.entities.includes(answerKind)) return;
    const answer = answerIn(turn, asked, form, entities);
    if (answer === undefined) return;
    found.push({
      ...answer,
      weight: answer.weight * (questions[index]?.first === true ? 1 : laterAnswer),
      owner: asked.name,
      fields: [asked.name],
      preference: asked.entities.indexOf(answerKind),
      corrects,
      order: found.length,
    });
  });
  return found;
}

/** Where a mention begins in its own turn. */
const startIn = (turn: Turn, entity: EntityInsight): number =>
  (entity.sources.find((source) => source.turn === turn.id)?.span ?? entity.evidence[0])?.start ??
  0;

function mention(
  entity: EntityInsight,
  turn: Turn,
  fields: readonly PackFormField[],
  owner: PackFormField | undefined,
  factor: number,
): Omit<Candidate, 'corrects' | 'order'> {
  const field = owner ?? fields[0];
  return {
    value: entity.value,
    display: entity.display,
    owner: owner?.name,
    fields: fields.map(({ name }) => name),
    preference: Math.max(0, field?.entities.indexOf(entity.entity) ?? 0),
    weight: entity.confidence * factor * (owner === undefined ? unclaimed : 1),
    sources:
      entity.sources.length > 0
        ? entity.sources
        : entity.evidence.map((span) => ({
            turn: turn.id,
            span,
            text: turn.text.slice(span.start, span.end),
          })),
  };
}

/** Whether the customer said yes to what the agent read back here. */
function isConfirmed(turns: readonly Turn[], index: number): boolean {
  for (const turn of turns.slice(index, index + 4)) {
    if (turn.speaker === 'customer') return yes.test(turn.text.trim()) && !yesBut.test(turn.text);
    if (asksOn.test(turn.text)) return false;
  }
  return false;
}
