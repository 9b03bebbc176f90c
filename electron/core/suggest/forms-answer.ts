import type { Evidence, Turn } from '#domain/conversation.ts';
import type { EntityInsight } from '#domain/insight.ts';
import type { PackForm, PackFormField } from '#domain/pack.ts';

/** What leads up to the answer itself: "uh the company is". */
const leadIn =
  /^(?:.{0,40}?\b(?:is called|is|it's|called|named|was)\s+)?(?:(?:uh|um|uhm|er|well|so|okay|ok|yes|yeah|sure|the|a|an|my|to|for|called|named|it's|its|it|is|for)\s+)*/iu;
const tail = /(?:[\s,]+(?:please|thank you|thanks|ma'am|sir))+[.!]*$|[.!,]+$/iu;
/** Not an answer but a question back, a delay or a yes. */
const noAnswer =
  /\b(?:sorry|pardon|what was|repeat|hold on|one (?:moment|second|sec)|just a|let me|don'?t know|not sure)\b|\?$|^(?:yes|yeah|no|nope|okay|ok|uh|um|uh huh|hello|hi|thanks?|thank you)\W*$/iu;
const isSentence = /\b(?:i|i'm|i'd|would|like|want|need|pay|can|could)\b/iu;
const maximumWords = 6;
/** An answer that is nothing but one of these is about another field. */
const otherKinds: ReadonlySet<string> = new Set([
  ...['money', 'phone', 'address', 'postal_code', 'email', 'date', 'time', 'weekday', 'person'],
]);
const confidence = 0.55;

/** The words of a short answer without what leads up to them; undefined when there is no answer. */
export function answerIn(
  turn: Turn,
  field: PackFormField,
  form: PackForm,
  entities: readonly EntityInsight[],
): { value: string; display: string; weight: number; sources: Evidence[] } | undefined {
  const { text } = turn;
  if (noAnswer.test(text.trim()) || entities.some(({ entity }) => otherKinds.has(entity)))
    return undefined;
  const start = leadIn.exec(text)?.[0].length ?? 0;
  const rest = text.slice(start).replace(tail, '').trimEnd();
  const words = rest.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0 || words.length > maximumWords || isSentence.test(rest)) return undefined;
  const own = titleWords(field);
  // The question's own words ("the company name is …" cut short) are no answer.
  if (words.every((word) => own.includes(word.toLowerCase()))) return undefined;
  // "the amount is …" answers another field, whatever was asked.
  const lead = text.slice(0, start).toLowerCase();
  const others = form.fields
    .filter((other) => other !== field)
    .flatMap(titleWords)
    .filter((word) => word.length > 3 && !own.includes(word));
  if (others.some((word) => lead.includes(word))) return undefined;
  const value = rest.replace(
    /\p{L}[\p{L}'’]*/gu,
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
  return {
    value,
    display: value,
    weight: confidence,
    sources: [{ turn: turn.id, span: { start, end: start + rest.length }, text: rest }],
  };
}

const titleWords = (field: PackFormField): string[] =>
  field.title.toLowerCase().match(/\p{L}+/gu) ?? [];
