import type { Action } from '#domain/action.ts';
import type { Turn } from '#domain/conversation.ts';
import type { Form } from '#domain/form.ts';
import type { TurnId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import type { SummaryLine, WrapUp } from '#domain/wrapup.ts';
import { clausesOf } from './clauses.ts';
import { aboutCustomer, asSentence, commitmentsIn, dueIn } from './commitments.ts';
import { intentScores, rankDispositions, standingTurns, type IntentScore } from './outcome.ts';
import { jaccard, shorten, spoken, wordsOf } from './words.ts';

const most = { issue: 3, done: 6, promised: 5, next: 6 } as const;
/** From here on a second matter gets a line of its own. */
const secondMatter = 0.6;
/** Below this the disposition is left to the agent. */
const sureDisposition = 0.25;

type Line = SummaryLine;

const line = (
  section: Line['section'],
  text: string,
  turns: readonly (TurnId | undefined)[],
): Line[] => {
  const known = [...new Set(turns.filter((turn) => turn !== undefined))];
  // A line that stands on nothing is not written.
  return known.length === 0 ? [] : [{ section, text, turns: known }];
};

function issueLines(
  turns: readonly Turn[],
  pack: Pack,
  intent: string | null,
  scores: readonly IntentScore[],
  form: Form | undefined,
): Line[] {
  const title = (name: string): string =>
    pack.manifest.intents.find((each) => each.name === name)?.title ?? spoken(name);
  const quote = (turn: Turn): string => `“${shorten(turn.text.trim(), 160)}”`;
  const told = turns.filter((turn) => turn.speaker === 'customer');
  const first =
    told.find((turn) => wordsOf(turn.text).length >= 5) ?? told.find((turn) => turn.text !== '');
  const lines: Line[] = [];
  const main = scores.find((each) => each.intent === intent)?.turn ?? first;
  if (main !== undefined)
    lines.push(
      ...line(
        'issue',
        intent === null ? `The customer said: ${quote(main)}` : `${title(intent)}: ${quote(main)}`,
        [main.id],
      ),
    );
  const filled = (form?.fields ?? []).filter(
    (field) => field.value !== undefined && field.state !== 'cleared' && field.sources.length > 0,
  );
  if (filled.length > 0)
    lines.push(
      ...line(
        'issue',
        `${filled.map((field) => `${field.title}: ${field.display ?? field.value ?? ''}`).join('; ')}.`,
        filled.flatMap((field) => field.sources.map((source) => source.turn)),
      ),
    );
  for (const other of scores)
    if (other.intent !== intent && other.score >= secondMatter && other.turn.id !== main?.id)
      if (pack.manifest.next.some((rule) => rule.intents.includes(other.intent)))
        lines.push(
          ...line('issue', `Also: ${title(other.intent)}: ${quote(other.turn)}`, [other.turn.id]),
        );
  return lines;
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

function actionLines(view: ConversationView, turns: readonly Turn[]): Line[] {
  return view.actions.flatMap((action) => {
    const on = turnsOf(action, view, turns);
    if (action.state === 'succeeded')
      return line('done', `${action.title}${changesOf(action)}.`, on);
    const open = waiting[action.state];
    return open === undefined
      ? []
      : line('next', `${open}: ${action.title}${changesOf(action)}.`, on);
  });
}

function spokenLines(turns: readonly Turn[]): Line[] {
  return turns.flatMap((turn): Line[] => {
    if (turn.speaker === 'customer') return customerLines(turn);
    return commitmentsIn(turn.text).flatMap(({ kind, text, due }) => [
      ...line(kind, text, [turn.id]),
      ...(kind === 'promised' && due !== undefined
        ? line('next', openPromise(text, due), [turn.id])
        : []),
    ]);
  });
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
function customerLines(turn: Turn): Line[] {
  return clausesOf(turn.text).flatMap(({ text, isQuestion }) => {
    const will = /^i(?:'ll|ll| will| can)\s+(\w+.*)$/i.exec(text)?.[1];
    if (will === undefined || isQuestion || dueIn(text) === undefined) return [];
    if (/^do (?:that|this|it)\b/i.test(will)) return [];
    return line('next', asSentence(`The customer will ${aboutCustomer(will)}`), [turn.id]);
  });
}

/** Keeps the first of lines that say the same, and at most so many of a section. */
function tidy(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (const section of ['issue', 'done', 'promised', 'next'] as const) {
    const own: Line[] = [];
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

/**
 * The wrap-up of a conversation as it stands. Pure: the same view gives the same wrap-up. Every
 * line of the summary names the turns it stands on. `ms` is 0; who calls it knows the time.
 * @param now milliseconds since the epoch
 */
export function buildWrapUp(input: {
  readonly view: ConversationView;
  readonly pack: Pack;
  readonly now: number;
}): WrapUp {
  const { view, pack } = input;
  const turns = standingTurns(view);
  const scores = intentScores(view, pack);
  const best = scores[0];
  const intent =
    view.form?.intent ?? (best !== undefined && best.score >= 0.3 ? best.intent : null);
  const summary = tidy([
    ...issueLines(turns, pack, intent, scores, view.form),
    ...actionLines(view, turns),
    ...spokenLines(turns),
  ]);
  const done = summary.filter((each) => each.section === 'done').map((each) => each.text);
  const dispositions = rankDispositions(pack, scores, intent, done);
  const [first] = dispositions;
  return {
    conversation: view.conversation.id,
    intent,
    summary,
    dispositions,
    edited: false,
    chosen: false,
    disposition: first !== undefined && first.score >= sureDisposition ? first.name : null,
    ...(view.form === undefined ? {} : { form: view.form }),
    actions: view.actions.map((action) => action.id),
    readyAt: input.now,
    ms: 0,
  };
}
