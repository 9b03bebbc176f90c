import type { Evidence, Turn } from '#domain/conversation.ts';
import type { EntityInsight, Insight } from '#domain/insight.ts';
import type { PackForm, PackFormField } from '#domain/pack.ts';
import { answerIn } from './forms-answer.ts';

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

/** A cue counts this far before the words it belongs to, UTF-16 units. */
const cueReach = 40;
const factors = { customer: 1, confirmed: 1, agent: 0.45 } as const;
const yes =
  /^(?:(?:uh|um|oh|okay|ok|so)\s+)*(?:yes|yeah|yep|yup|correct|right|exactly|that'?s (?:right|correct|it)|perfect|uh huh|mhm|sure is)\b/iu;
const yesBut = /\b(?:but|no|not|except|actually|sorry)\b/iu;
const asksOn = /\b(?:anything else|how can i|could you|can you|what|which|would you)\b/iu;
const corrected = /\b(?:no|sorry|actually|i mean|i meant|instead|rather|correction|wait)\b/iu;
const listening =
  /^(?:okay|ok|uh huh|mm|mhm|hmm|right|alright|sure|yes|yeah|got it|i see|thank you|thanks)[.!]?$/iu;

/** All mentions in the conversation that some field of the form can take, in order. */
export function candidatesOf(
  form: PackForm,
  turns: readonly Turn[],
  insights: Insights,
): Candidate[] {
  const found: Candidate[] = [];
  let question = '';
  turns.forEach((turn, index) => {
    if (turn.speaker === 'agent' && !listening.test(turn.text.trim())) {
      const next = turns[index - 1];
      // One question may come in two turns in a row.
      const goesOn = next?.speaker === 'agent' && !listening.test(next.text.trim());
      question = (goesOn ? `${question} ${turn.text}` : turn.text).toLowerCase().slice(-300);
    }
    const asked = turn.speaker === 'customer' ? askedField(form, question) : undefined;
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
      const start = entity.sources[0]?.turn === turn.id ? (entity.sources[0]?.span.start ?? 0) : 0;
      const cued = cuedField(fields, turn.text, start, entity.evidence[0]?.end ?? start);
      if (cued === 'refused' && fields.length === 1) continue;
      const owner =
        cued !== undefined && cued !== 'refused'
          ? cued
          : fields.some((field) => field === asked)
            ? asked
            : undefined;
      // The answer to another field's question is not taken for this one.
      if (owner === undefined && asked !== undefined && fields.length > 1) continue;
      found.push(
        mention(entity, turn, fields, owner, factor, found.length, corrected.test(turn.text)),
      );
    }
    const field = asked;
    if (field !== undefined && field.entities.includes(answerKind)) {
      const answer = answerIn(turn, field);
      if (answer !== undefined)
        found.push({
          ...answer,
          owner: field.name,
          fields: [field.name],
          preference: field.entities.indexOf(answerKind),
          corrects: corrected.test(turn.text),
          order: found.length,
        });
    }
  });
  return found;
}

function mention(
  entity: EntityInsight,
  turn: Turn,
  fields: readonly PackFormField[],
  owner: PackFormField | undefined,
  factor: number,
  order: number,
  corrects: boolean,
): Candidate {
  const field = owner ?? fields[0];
  return {
    value: entity.value,
    display: entity.display,
    owner: owner?.name,
    fields: fields.map(({ name }) => name),
    preference: Math.max(0, field?.entities.indexOf(entity.entity) ?? 0),
    weight: entity.confidence * factor * (owner === undefined ? 0.9 : 1),
    corrects,
    order,
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

/** The field whose question this is; the one with the longest matching words. */
function askedField(form: PackForm, question: string): PackFormField | undefined {
  let best: { field: PackFormField; length: number; last: number } | undefined;
  for (const field of form.fields)
    for (const words of field.asked) {
      const last = question.lastIndexOf(words.toLowerCase());
      if (last < 0) continue;
      if (best === undefined || words.length > best.length)
        best = { field, length: words.length, last };
    }
  return best?.field;
}

/** The field whose cue stands nearest before the mention; `refused` when one says it is not. */
function cuedField(
  fields: readonly PackFormField[],
  text: string,
  start: number,
  end: number,
): PackFormField | 'refused' | undefined {
  const before = text.slice(Math.max(0, start - cueReach), start).toLowerCase();
  const within = text.slice(start, end).toLowerCase();
  let best: { field: PackFormField | 'refused'; at: number } | undefined;
  const look = (words: readonly string[], field: PackFormField | 'refused'): void => {
    for (const word of words) {
      const at = lastWordIndex(`${before}${within}`, word.toLowerCase());
      if (at >= 0 && at < before.length && (best === undefined || at > best.at))
        best = { field, at };
    }
  };
  for (const field of fields) look(field.cues, field);
  for (const field of fields) {
    const others = fields.filter((other) => other !== field);
    // "not this field's" is the other field's where two share a kind.
    if (others.length === 0) look(field.notCues, 'refused');
  }
  return best?.field;
}

/** Where a cue stands last as a word of its own; -1 when it does not. */
function lastWordIndex(text: string, word: string): number {
  for (
    let at = text.lastIndexOf(word);
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf(word, at - 1)
  ) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!/[\p{L}\p{Nd}]/u.test(before) && !/[\p{L}\p{Nd}]/u.test(after)) return at;
  }
  return -1;
}

/** Whether the customer said yes to what the agent read back here. */
function isConfirmed(turns: readonly Turn[], index: number): boolean {
  for (let at = index; at < turns.length && at < index + 4; at += 1) {
    const turn = turns[at];
    if (turn === undefined) return false;
    if (turn.speaker === 'customer') return yes.test(turn.text.trim()) && !yesBut.test(turn.text);
    if (asksOn.test(turn.text)) return false;
  }
  return false;
}
