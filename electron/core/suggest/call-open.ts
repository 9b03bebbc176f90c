import type { Turn } from '#domain/conversation.ts';
import { openCards, type ConversationView } from '#domain/view.ts';
import { clausesOf, stretchesOf } from './clauses.ts';
import { dueIn } from './commitments.ts';
import { line, type Line } from './summary-lines.ts';
import { sentencesOf, shorten, wordsOf } from './words.ts';

/** @file What is not settled yet, what was tried, and how the customer put it. */

const longest = 110;
const quote = (text: string): string => {
  const words = text
    .trim()
    .replace(/[\s,;:.]+$/, '')
    .replace(/^(?:and|but|so) /i, '');
  return `“${shorten(words.charAt(0).toUpperCase() + words.slice(1), longest)}”`;
};

/** An answer that puts the question off. */
const putOff =
  /^(?:(?:okay|ok|sure|alright|right|well|of course|good question|yes)[\s,.]+)*(?:let me|one (?:moment|second|minute)|just a|give me a|bear with|hold on|i(?:'ll|ll| will| need to| have to) (?:check|look|find|ask|see)|i(?:'m| am) (?:checking|looking))\b/i;
/** The questions that open and end a call. */
const ofTheTalk =
  /\b(?:anything else|something else|any (?:other|more|further) questions|how (?:can|may) i|what can i do|can i help|may i help|are you (?:still )?there|hear me|is that all|can you hold|bear with|tell me a joke|is there anything|would (?:that|it) help)\b/i;

/** The questions of a turn, each as the whole sentence where one ends with a question mark. */
function questionsOf(turn: Turn): string[] {
  const found = clausesOf(turn.text).flatMap(({ text, isQuestion }) => {
    if (!isQuestion) return [];
    const whole = sentencesOf(turn.text).find(
      (sentence) => sentence.endsWith('?') && sentence.includes(text),
    );
    return [whole ?? text];
  });
  return [...new Set(found)].filter((text) => wordsOf(text).length >= 4 && !ofTheTalk.test(text));
}

/** Questions nobody has answered: by the customer, or by the agent. */
function questionLines(turns: readonly Turn[]): Line<'open'>[] {
  const answered = turns.findLastIndex(
    ({ speaker, text }) => speaker === 'agent' && !putOff.test(text.trim()),
  );
  const asked = turns
    .slice(answered + 1)
    .filter(({ speaker }) => speaker === 'customer')
    .flatMap((turn) =>
      questionsOf(turn).flatMap((text) =>
        line('open', `The customer asks: ${quote(text)}`, [turn.id]),
      ),
    );
  const last = turns.at(-1);
  const waiting = last?.speaker === 'agent' ? questionsOf(last).at(-1) : undefined;
  return [
    ...asked,
    ...(waiting === undefined
      ? []
      : line('open', `Asked, not answered yet: ${quote(waiting)}`, [last?.id])),
  ];
}

/** What the form still needs. */
function missingLines(view: ConversationView, main: readonly Turn['id'][]): Line<'open'>[] {
  const missing = (view.form?.fields ?? []).filter(
    ({ required, value }) => required && value === undefined,
  );
  return missing.length === 0
    ? []
    : line(
        'open',
        `Not known yet: ${missing.map(({ title }) => title.toLowerCase()).join(', ')}.`,
        main,
      );
}

/** Unanswered questions and what the form still needs; `main` is where the matter was told. */
export const openLines = (
  view: ConversationView,
  turns: readonly Turn[],
  main: readonly Turn['id'][],
): Line<'open'>[] => [...questionLines(turns), ...missingLines(view, main)];

/** What a customer has done about it by themselves. */
export const tried =
  /\b(?:i|we)(?:'ve|ve| have)?\s+(?:already\s+|just\s+|also\s+|even\s+)*(?:tried|restarted|rebooted|reset|reinstalled|unplugged|checked|cleared|updated|called|contacted|written|wrote|emailed|e-mailed|looked|waited|logged out|turned (?:it|the \w+) off|switched (?:it|the \w+) off|pulled)\b/i;
/** An agent's offer. */
const offer =
  /\b(?:(?:i|we) (?:could|can|would|might)(?: also| even| instead)*\s+\w+|would you (?:like|prefer)|do you want|shall (?:i|we)|how about|what about)\b/i;
const no =
  /^(?:(?:oh|um|uh|well|hmm|thanks|thank you)[\s,.]+)*(?:no|nope|not really|i(?:'d| would) rather not|i don'?t (?:want|need|think))\b(?!\s+(?:problem|idea))/i;

/** What the customer tried, and what they turned down: nobody should ask for it again. */
export function triedLines(view: ConversationView, turns: readonly Turn[]): Line<'done'>[] {
  const own = turns
    .filter(({ speaker }) => speaker === 'customer')
    .flatMap((turn) =>
      clausesOf(turn.text)
        .filter(({ text, isQuestion }) => !isQuestion && tried.test(text))
        .flatMap(({ text }) => line('done', `The customer had tried: ${quote(text)}`, [turn.id])),
    );
  const declined = turns.flatMap((turn, index) => {
    const answer = turns[index + 1];
    if (turn.speaker !== 'agent' || answer?.speaker !== 'customer' || !no.test(answer.text))
      return [];
    const made = clausesOf(turn.text).findLast(
      ({ text }) => offer.test(text) && !ofTheTalk.test(text),
    );
    return made === undefined
      ? []
      : line('done', `Offered and declined: ${quote(made.text)}`, [turn.id, answer.id]);
  });
  const rejected = view.actions
    .filter(({ state }) => state === 'rejected')
    .flatMap(({ title, evidence }) =>
      line(
        'done',
        `Proposed and not done: ${title}.`,
        evidence.map(({ turn }) => turn),
      ),
    );
  return [...own, ...declined, ...rejected];
}

const strong = 0.3;
/** Words that a sentiment may stand on and that say nothing of a mood. */
const empty = /^(?:(?:i'm |oh )?sorry|no|not|please|well|okay|ok|lost|stop|cancel|pay|fee)$/i;
const mostQuotes = 3;
const telling = new Set([
  'safety',
  'deadline',
  'repeat_contact',
  'churn',
  'vulnerability',
  'money_at_risk',
]);

/**
 * How the customer puts it, in their own words and nobody else's: what sounded angry or urgent, and
 * that they were content at the end. Nothing is said of an agent's mood.
 */
export function moodLines(
  view: ConversationView,
  turns: readonly Turn[],
  told: ReadonlySet<string>,
): Line<'issue'>[] {
  const heard = turns
    .filter(({ speaker }) => speaker === 'customer')
    .flatMap((turn) => {
      const insights = view.insights[turn.id] ?? [];
      const sentiment = insights.find((insight) => insight.kind === 'sentiment');
      const urgent = insights.find((insight) => insight.kind === 'urgency');
      const reason = urgent?.reasons.find((each) => telling.has(each.reason));
      const score = sentiment?.score ?? 0;
      const span =
        reason?.span ??
        sentiment?.evidence.find(({ start, end }) => !empty.test(turn.text.slice(start, end)));
      const goodbye = wordsOf(turn.text).length < 5 || ofTheTalk.test(turn.text);
      if (span === undefined || goodbye || told.has(turn.id)) return [];
      const clause = stretchesOf(turn.text).find(
        ({ start, end }) => start <= span.start && span.start < end,
      );
      const words =
        clause !== undefined && wordsOf(clause.text).length > 3 ? clause.text : turn.text;
      const weight = (urgent?.value ?? 0) + Math.max(0, -score);
      const question = clause?.isQuestion === true && reason === undefined;
      return [{ turn, words, score: question ? 0 : score, weight, urgent: reason !== undefined }];
    });
  const hard = heard
    .filter(({ score, urgent }) => urgent || score <= -strong)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostQuotes)
    .toSorted((a, b) => a.turn.sequence - b.turn.sequence);
  if (hard.length === 0) return [];
  const last = heard.at(-1);
  const content = last !== undefined && last.score >= strong ? last : undefined;
  const quotes = [
    ...hard.map(({ words }) => quote(words)),
    ...(content === undefined ? [] : [`lately ${quote(content.words)}`]),
  ];
  const on = [...hard, ...(content === undefined ? [] : [content])];
  return line(
    'issue',
    `In the customer's words: ${quotes.join('; ')}`,
    on.map(({ turn }) => turn.id),
  );
}

/** What a colleague does first: the decision that waits, the agent's promise, the best card. */
export function nextLine(
  view: ConversationView,
  waiting: readonly Line<'next'>[],
  promised: readonly Line<'promised'>[],
): Line<'open'>[] {
  const own = promised.filter(({ text }) => /^(?:Will|If) /.test(text));
  const first =
    waiting[0] ??
    own.find(({ text }) => text.startsWith('Will ') && dueIn(text) !== undefined) ??
    own.find(({ text }) => dueIn(text) !== undefined) ??
    own[0];
  const card = openCards(view).find(({ body }) => body.kind === 'action' || body.kind === 'step');
  const [text, turns] =
    first === undefined ? [card?.title, [card?.turn]] : [first.text, first.turns];
  if (text === undefined) return [];
  const what = text.replace(/^Will /, '').replace(/[.…]*$/, '');
  return line('open', `Next: ${what.charAt(0).toLowerCase()}${what.slice(1)}.`, turns);
}
