import type { Action } from '#domain/action.ts';
import type { Turn } from '#domain/conversation.ts';
import type { Form } from '#domain/form.ts';
import type { TurnId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import { clausesOf } from './clauses.ts';
import { aboutCustomer, asSentence, commitmentsIn, dueIn } from './commitments.ts';
import type { IntentScore } from './outcome.ts';
import { jaccard, shorten, spoken, wordsOf } from './words.ts';

/** @file The lines that the wrap-up and the summaries of a call have in common. */

/** From here on a second matter gets a line of its own. */
const secondMatter = 0.6;

/** A line of a summary before it is stored; it stands on one turn at least. */
export interface Line<Section extends string> {
  readonly section: Section;
  readonly text: string;
  readonly turns: TurnId[];
}

/** A line on the turns that are known; none when there are none. */
export const line = <Section extends string>(
  section: Section,
  text: string,
  turns: readonly (TurnId | undefined)[],
): Line<Section>[] => {
  const known = [...new Set(turns.filter((turn) => turn !== undefined))];
  // A line that stands on nothing is not written.
  return known.length === 0 ? [] : [{ section, text, turns: known }];
};

/** What the customer wants, in their words; what else they want in lines of its own. */
export function matterLines(
  turns: readonly Turn[],
  pack: Pick<Pack, 'manifest'>,
  intent: string | null,
  scores: readonly IntentScore[],
): { readonly main: Line<'issue'>[]; readonly others: Line<'issue'>[] } {
  const title = (name: string): string =>
    pack.manifest.intents.find((each) => each.name === name)?.title ?? spoken(name);
  const quote = (turn: Turn): string => `“${shorten(turn.text.trim(), 160)}”`;
  const told = turns.filter((turn) => turn.speaker === 'customer');
  const first =
    told.find((turn) => wordsOf(turn.text).length >= 5) ?? told.find((turn) => turn.text !== '');
  const main = scores.find((each) => each.intent === intent)?.turn ?? first;
  const others = scores.filter(
    (other) =>
      other.intent !== intent &&
      other.score >= secondMatter &&
      other.turn.id !== main?.id &&
      pack.manifest.next.some((rule) => rule.intents.includes(other.intent)),
  );
  return {
    main:
      main === undefined
        ? []
        : line(
            'issue',
            intent === null
              ? `The customer said: ${quote(main)}`
              : `${title(intent)}: ${quote(main)}`,
            [main.id],
          ),
    others: others.flatMap(({ intent: other, turn }) =>
      line('issue', `Also: ${title(other)}: ${quote(turn)}`, [turn.id]),
    ),
  };
}

/** The fields of a form that words filled, in one line. */
export function formLine<Section extends string>(
  section: Section,
  form: Form | undefined,
): Line<Section>[] {
  const filled = (form?.fields ?? []).filter(
    (field) => field.value !== undefined && field.state !== 'cleared' && field.sources.length > 0,
  );
  if (filled.length === 0) return [];
  return line(
    section,
    `${filled.map((field) => `${field.title}: ${field.display ?? field.value ?? ''}`).join('; ')}.`,
    filled.flatMap((field) => field.sources.map((source) => source.turn)),
  );
}

/** The turns an action stands on: its evidence, else the turn that was last when it was drafted. */
function turnsOf(
  action: Action,
  view: ConversationView,
  turns: readonly Turn[],
): (TurnId | undefined)[] {
  if (action.evidence.length > 0) return action.evidence.map((evidence) => evidence.turn);
  const card = view.suggestions.find((each) => each.id === action.suggestion);
  return [
    card?.turn ?? turns.findLast((turn) => turn.at <= action.draftedAt)?.id ?? turns.at(-1)?.id,
  ];
}

const changesOf = (action: Action): string => {
  const parts = action.payload.changes.map((change) =>
    change.operation === 'create'
      ? change.label
      : `${change.label}: ${change.fields.map((each) => `${each.title.toLowerCase()} ${String(each.after)}`).join(', ')}`,
  );
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
};

const waiting: Partial<Record<Action['state'], string>> = {
  drafted: 'Decide on',
  awaiting: 'Decide on',
  approved: 'On its way to the CRM',
  queued: 'On its way to the CRM',
  running: 'On its way to the CRM',
  failed: 'Failed, look at it again',
};

/** What was done in the CRM, and what waits for a decision or for the CRM. */
export function actionLines(
  view: ConversationView,
  turns: readonly Turn[],
): Line<'done' | 'next'>[] {
  return view.actions.flatMap((action): Line<'done' | 'next'>[] => {
    const on = turnsOf(action, view, turns);
    if (action.state === 'succeeded')
      return line('done', `${action.title}${changesOf(action)}.`, on);
    const open = waiting[action.state];
    return open === undefined
      ? []
      : line('next', `${open}: ${action.title}${changesOf(action)}.`, on);
  });
}

/** What the agent reported done and promised, and when a promise is due. */
export function agentLines(turns: readonly Turn[]): Line<'done' | 'promised' | 'next'>[] {
  return turns
    .filter(({ speaker }) => speaker === 'agent')
    .flatMap((turn) =>
      commitmentsIn(turn.text).flatMap(({ kind, text, due }) => [
        ...line<'done' | 'promised' | 'next'>(kind, text, [turn.id]),
        ...(kind === 'promised' && due !== undefined
          ? line<'done' | 'promised' | 'next'>('next', openPromise(text, due), [turn.id])
          : []),
      ]),
    );
}

/** `Due by tomorrow: will e-mail the customer the tracking number.` */
const openPromise = (text: string, due: string): string => {
  const rest = text
    .replace(due, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/\s*[,.]*\s*$/, '.')
    .trim();
  return `Due ${due}: ${rest.charAt(0).toLowerCase()}${rest.slice(1)}`;
};

/** What the customer said they would do, where they said when. */
export function customerLines(turns: readonly Turn[]): Line<'next'>[] {
  return turns
    .filter(({ speaker }) => speaker === 'customer')
    .flatMap((turn) =>
      clausesOf(turn.text).flatMap(({ text, isQuestion }) => {
        const will = /^i(?:'ll|ll| will| can)\s+(\w+.*)$/i.exec(text)?.[1];
        if (will === undefined || isQuestion || dueIn(text) === undefined) return [];
        if (/^do (?:that|this|it)\b/i.test(will)) return [];
        return line('next', asSentence(`The customer will ${aboutCustomer(will)}`), [turn.id]);
      }),
    );
}

/** Keeps the first of lines that say the same, and at most so many of a section, in its order. */
export function tidy<Section extends string>(
  lines: readonly Line<Section>[],
  most: Readonly<Record<Section, number>>,
): Line<Section>[] {
  const kept: Line<Section>[] = [];
  for (const section of Object.keys(most) as Section[]) {
    const own: Line<Section>[] = [];
    for (const each of lines.filter((candidate) => candidate.section === section)) {
      if (own.length >= most[section]) break;
      const twin = own.findIndex((other) => jaccard(other.text, each.text) > 0.7);
      const before = own[twin];
      if (before === undefined) own.push(each);
      else
        own[twin] = {
          ...before,
          turns: [...new Set([...before.turns, ...each.turns])],
        };
    }
    kept.push(...own);
  }
  return kept;
}
