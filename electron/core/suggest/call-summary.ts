import type { CallSummary, CallSummaryLine } from '#domain/call.ts';
import type { Turn } from '#domain/conversation.ts';
import type { TurnId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import { factLines, whoLines } from './call-facts.ts';
import { moodLines, nextLine, openLines, triedLines } from './call-open.ts';
import {
  aboutIntent,
  intentScores,
  mainIntent,
  standingTurns,
  type IntentScore,
} from './outcome.ts';
import {
  actionLines,
  agentLines,
  customerLines,
  line,
  matterLines,
  tidy,
  type Line,
} from './summary-lines.ts';
import { containment, shorten, wordsOf } from './words.ts';

type Section = CallSummaryLine['section'];

const most: Readonly<Record<Section, number>> = {
  who: 2,
  issue: 3,
  facts: 4,
  done: 6,
  promised: 5,
  open: 6,
  flagged: 5,
};

const labels: Readonly<Record<Section, string>> = {
  who: 'Customer',
  issue: 'Issue',
  facts: 'Facts',
  done: 'Done',
  promised: 'Promised',
  open: 'Open',
  flagged: 'Flagged',
};

/** `2:05` after the start of the call. */
const clock = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

function flaggedLines(view: ConversationView, turns: readonly Turn[]): Line<'flagged'>[] {
  return (view.call?.flags ?? []).flatMap(({ at, note, turn }) => {
    const on = turns.find(({ id }) => id === turn) ?? turns.findLast((each) => each.at <= at);
    const said = on === undefined ? '' : `“${shorten(on.text.trim(), 100)}”`;
    const text = [note.trim(), said].filter((part) => part !== '').join(': ');
    return line('flagged', `At ${clock(at - view.conversation.startedAt)}, ${text}`, [on?.id]);
  });
}

/** What was ticked of what every call must have, in one line. */
function tickedLines(view: ConversationView, pack: Pick<Pack, 'manifest'>): Line<'done'>[] {
  const ticks = pack.manifest.checklist.flatMap(({ name, title, mandatory }) => {
    const tick = view.checklist?.[name];
    return mandatory && tick?.ticked === true && tick.evidence.length > 0 ? [{ title, tick }] : [];
  });
  return ticks.length === 0
    ? []
    : line(
        'done',
        `Checklist: ${ticks.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)).join('; ')}.`,
        ticks.flatMap(({ tick }) => tick.evidence.map(({ turn }) => turn)),
      );
}

/** How long the customer has been on the line, where the call still runs. */
function durationLines(
  view: ConversationView,
  first: Turn | undefined,
  now: number,
): Line<'who'>[] {
  const minutes = Math.floor((now - view.conversation.startedAt) / 60_000);
  if (view.conversation.state !== 'live' || minutes < 1) return [];
  return line('who', `On the line for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`, [
    first?.id,
  ]);
}

/** The matter as it was first told: how it began says more than what was asked about it later. */
function firstTold(view: ConversationView, score: IntentScore): IntentScore {
  const turn = view.turns.find(
    ({ id, speaker }) =>
      speaker === 'customer' &&
      view.insights[id]?.some(
        (insight) =>
          insight.kind === 'intent' &&
          insight.ranked[0]?.label === score.intent &&
          insight.ranked[0].confidence >= aboutIntent,
      ),
  );
  return turn === undefined ? score : { ...score, turn };
}

/** That a note or a ticket was written beside is of no use to who reads it. */
const withoutNotes = <Section extends string>(each: Line<Section>): Line<Section> => ({
  ...each,
  text: each.text.replace(/; New \w+(?=\)|;)/g, '').replace(/ \(New \w+\)/, ''),
});

/** Whether "Started cancelling it" is what an action then did. */
const saidOf = (text: string, acted: readonly Line<'done'>[]): boolean => {
  const what = /^Started (.*)$/.exec(text)?.[1];
  if (what === undefined) return false;
  return wordsOf(what).length < 4 || acted.some((each) => containment(what, each.text) > 0);
};

/** The turn that stands where a corrected one stood. */
function standing(view: ConversationView, known: ReadonlySet<string>, turn: TurnId): TurnId[] {
  let id: string | undefined = turn;
  for (let steps = 0; id !== undefined && steps <= view.turns.length; steps += 1) {
    const found = view.turns.find((each) => each.id === id);
    if (found !== undefined && known.has(found.id)) return [found.id];
    id = view.superseded?.[id];
  }
  return [];
}

/** Plain text for a paste: one line a section, or a list under its name. */
export function plainText(lines: readonly CallSummaryLine[]): string {
  return (Object.keys(labels) as Section[])
    .flatMap((section) => {
      const own = lines.filter((each) => each.section === section).map(({ text }) => text);
      if (own.length === 0) return [];
      if (own.length === 1) return [`${labels[section]}: ${own[0] ?? ''}`];
      return [`${labels[section]}:`, ...own.map((text) => `- ${text}`)];
    })
    .join('\n');
}

/**
 * Where a call stands (`running`), or what a colleague needs to take it over (`transfer`): who, what
 * about, the facts, what was done, promised and is open, each line on the turns it was read from. The
 * same view and time give the same summary. `ms` is 0; who calls it knows the time.
 * @param now milliseconds since the epoch
 */
export function summariseCall(input: {
  readonly view: ConversationView;
  readonly pack: Pack;
  readonly kind: CallSummary['kind'];
  readonly now: number;
}): CallSummary {
  const { view, pack, kind, now } = input;
  const turns = standingTurns(view);
  const known = new Set<string>(turns.map(({ id }) => id));
  const scores = intentScores(view, pack);
  const intent = mainIntent(view.form, scores);
  const matters = matterLines(
    turns,
    pack,
    intent,
    scores.map((score) => (score.intent === intent ? firstTold(view, score) : score)),
  );
  const told = matters.main.flatMap((each) => each.turns);
  const actions = actionLines(view, turns);
  const spoken = agentLines(turns);
  const section = <Name extends Section>(
    lines: readonly { readonly section: string; readonly text: string; readonly turns: TurnId[] }[],
    from: string,
    to: Name,
  ): Line<Name>[] =>
    lines.filter((each) => each.section === from).map((each) => ({ ...each, section: to }));
  const acted = section(actions, 'done', 'done').map(withoutNotes);
  const waiting = actions.filter((each): each is Line<'next'> => each.section === 'next');
  const promised = section(spoken, 'promised', 'promised');
  const transfer = kind === 'transfer';
  const found: Line<Section>[] = [
    ...whoLines(view, turns),
    ...(transfer ? durationLines(view, turns[0], now) : []),
    ...matters.main,
    ...(transfer ? moodLines(view, turns, new Set(told)) : []),
    ...matters.others,
    ...factLines(view, pack, turns),
    ...acted,
    ...section(spoken, 'done', 'done').filter((each) => !saidOf(each.text, acted)),
    ...(transfer ? [...triedLines(view, turns), ...tickedLines(view, pack)] : []),
    ...promised,
    ...(transfer ? nextLine(view, waiting, promised) : []),
    ...section(transfer ? waiting.slice(1) : waiting, 'next', 'open'),
    ...openLines(view, turns, told),
    ...section(customerLines(turns), 'next', 'open'),
    ...(transfer ? flaggedLines(view, turns) : []),
  ];
  const lines = tidy(
    found.flatMap((each) => {
      const on = [...new Set(each.turns.flatMap((turn) => standing(view, known, turn)))];
      return line(each.section, each.text, on);
    }),
    most,
  );
  const last = turns.at(-1);
  return {
    kind,
    lines,
    text: plainText(lines),
    ...(last === undefined ? {} : { upTo: last.id }),
    ms: 0,
  };
}
