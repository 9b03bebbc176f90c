import type { ConversationView } from '#domain/view.ts';
import type { EntityInsight, IntentInsight } from '#domain/insight.ts';
import type { Evidence, Turn } from '#domain/conversation.ts';
import type { Pack } from '#domain/pack.ts';

/** The intent the talk is about now, and the customer's turn that said so. */
export interface IntentInForce {
  readonly insight: IntentInsight & { readonly value: string };
  readonly turn: Turn;
}

const intentOf = (view: ConversationView, turn: Turn): IntentInsight | undefined =>
  view.insights[turn.id]?.find((insight) => insight.kind === 'intent');

/**
 * Whether an intent is a matter to be solved. Greetings and goodbyes are intents of the pack
 * without a rule or a form; they do not end the matter the talk is about. What the pack does not
 * know, an admin has added: somebody wanted it told apart.
 */
export const isMatter = (pack: Pick<Pack, 'manifest'>, intent: string): boolean =>
  !pack.manifest.intents.some(({ name }) => name === intent) ||
  pack.manifest.next.some((rule) => rule.intents.includes(intent)) ||
  pack.manifest.forms.some((form) => form.intents.includes(intent));

/** The intent of one turn, if it is known. */
export function intentOfTurn(view: ConversationView, turn: Turn): IntentInForce | undefined {
  const insight = intentOf(view, turn);
  return insight === undefined || insight.value === null
    ? undefined
    : { insight: { ...insight, value: insight.value }, turn };
}

/**
 * With a matter in force another one needs more than its threshold: a follow-up question ("so it
 * goes away by itself?") is easily taken for something else.
 */
const sureOfChange = 0.65;

/**
 * The matter the talk is about: the last known intent of a customer's turn that is one. A turn
 * whose intent is unknown ("yes please", "it's 12345") leaves the one before in force.
 * @param before only turns with a lower sequence count
 */
export function intentInForce(
  view: ConversationView,
  pack: Pack,
  before = Infinity,
): IntentInForce | undefined {
  let matter: IntentInForce | undefined;
  for (const turn of view.turns) {
    if (turn.speaker !== 'customer' || turn.sequence >= before) continue;
    const intent = intentOfTurn(view, turn);
    if (intent === undefined || !isMatter(pack, intent.insight.value)) continue;
    const { value, confidence } = intent.insight;
    if (matter === undefined || matter.insight.value === value || confidence >= sureOfChange)
      matter = intent;
  }
  return matter;
}

/** Entities of all turns, oldest first. */
export const entitiesOf = (view: ConversationView): EntityInsight[] =>
  view.turns.flatMap((turn) =>
    (view.insights[turn.id] ?? []).filter((insight) => insight.kind === 'entity'),
  );

/** The words of a turn that an insight stands on; the whole turn when it names none. */
export function evidenceIn(
  turn: Turn,
  spans: readonly { readonly start: number; readonly end: number }[],
): Evidence[] {
  const named = spans.length > 0 ? spans : [{ start: 0, end: turn.text.length }];
  return named.map((span) => ({
    turn: turn.id,
    span,
    text: turn.text.slice(span.start, span.end),
  }));
}
