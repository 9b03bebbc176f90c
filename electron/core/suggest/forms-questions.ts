import type { Turn } from '#domain/conversation.ts';
import type { PackForm, PackFormField } from '#domain/pack.ts';

const listening =
  /^(?:okay|ok|uh huh|mm|mhm|hmm|right|alright|sure|yes|yeah|got it|i see|thank you|thanks|great|perfect)[.!]?$/iu;
const asksAgain =
  /\b(?:repeat|again|say that|come again|one more time|didn'?t (?:catch|get|hear))\b/iu;
const isQuestion =
  /\?|\b(?:what|which|who|whose|where|when|how|may i have|can i (?:get|have)|tell me|give me)\b/iu;
const rememberedLength = 300;

/** A customer's turn with the field whose question it answers, if there is one. */
export interface Answering {
  readonly field: PackFormField | undefined;
  /** The first turn after the question: a later one more often talks about something else. */
  readonly first: boolean;
}

/** For each turn of the conversation, which field the agent's last question was about. */
export function questionsOf(form: PackForm, turns: readonly Turn[]): readonly Answering[] {
  let question = '';
  let field: PackFormField | undefined;
  let answers = 0;
  return turns.map((turn, index) => {
    if (turn.speaker === 'customer') {
      answers += 1;
      return { field, first: answers === 1 };
    }
    const text = turn.text.toLowerCase();
    if (listening.test(text.trim())) return { field: undefined, first: false };
    const asked = askedField(form, text);
    answers = 0;
    // "Can you repeat that?" asks the same thing once more.
    if (asked === undefined && asksAgain.test(text)) return { field: undefined, first: false };
    const before = turns[index - 1];
    // One question may come in two turns in a row.
    const goesOn = before?.speaker === 'agent' && !listening.test(before.text.trim());
    question = (goesOn ? `${question} ${text}` : text).slice(-rememberedLength);
    field = askedField(form, question);
    return { field: undefined, first: false };
  });
}

/**
 * The field a question is about: the one whose words come last in it, the longer ones where two
 * overlap. Without such words a real question counts that names all of a field's title.
 */
export function askedField(form: PackForm, question: string): PackFormField | undefined {
  let best: { field: PackFormField; start: number; end: number } | undefined;
  for (const field of form.fields)
    for (const words of field.asked) {
      const start = question.lastIndexOf(words.toLowerCase());
      const end = start + words.length;
      if (start < 0) continue;
      const longer = best !== undefined && end - start > best.end - best.start;
      if (best === undefined || start >= best.end || (end > best.start && longer))
        best = { field, start, end };
    }
  if (best !== undefined || !isQuestion.test(question)) return best?.field;
  const named = form.fields.filter((field) => {
    const title = field.title.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
    return title.length > 0 && title.every((word) => question.includes(word));
  });
  return named.toSorted((a, b) => b.title.length - a.title.length)[0];
}
