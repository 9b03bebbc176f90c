import type { Citation, Passage } from '#domain/knowledge.ts';
import type { Pack, PackAction, PackNextStep } from '#domain/pack.ts';
import type { PolicyContext, PolicyDecision } from '#domain/policy.ts';
import { bestExcerpt, bestPassage, cite } from './citing.ts';
import type { Candidate } from './candidate.ts';
import { countOf, showDay } from './display.ts';
import { type ActionDraft, draftAction } from './draft.ts';
import { factOf, hasFact, type Facts } from './facts.ts';
import { orderEntities } from './focus.ts';
import type { IntentInForce } from './intent.ts';
import { fill } from './template.ts';
import { type ExpectedValue, expectedValue } from './value.ts';
import { shorten } from './words.ts';

/** Asks policy whether the agent may have this done. */
export type Decide = (kind: string, context: PolicyContext) => PolicyDecision;

/** A rule that applies now. */
interface Ranked {
  readonly rule: PackNextStep;
  readonly value: ExpectedValue;
  readonly because: string;
}

/** Rules of the intent whose needs are met, highest expected value first; ties by name. */
export function rankRules(pack: Pack, facts: Facts, intent: string): Ranked[] {
  return rulesOf(pack, intent)
    .flatMap((rule): Ranked[] => {
      if (!rule.needs.every((need) => hasFact(facts, need))) return [];
      const value = expectedValue(rule, facts);
      const because = fill(rule.because, (slot) => factOf(facts, slot));
      if (value === undefined || because.missing.length > 0) return [];
      return [{ rule, value, because: because.text }];
    })
    .sort((a, b) => b.value.minor - a.value.minor || (a.rule.name < b.rule.name ? -1 : 1));
}

const rulesOf = (pack: Pack, intent: string): PackNextStep[] =>
  pack.manifest.next.filter((rule) => rule.intents.includes(intent));

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The facts that an eligibility usually hangs on, so that the agent can say them. */
function datesOf(facts: Facts): string {
  const { order, manner, context } = facts;
  if (order === undefined) return '';
  const bought = context['daysSincePurchase'];
  const delivered = context['daysSinceDelivery'];
  const ago = (days: unknown, day: string): string =>
    `${countOf(Number(days), 'day')} ago (${showDay(day, manner.locale)})`;
  const parts = [
    typeof bought === 'number' ? `bought ${ago(bought, order.purchasedAt)}` : '',
    typeof delivered === 'number' && order.deliveredAt !== undefined
      ? `delivered ${ago(delivered, order.deliveredAt)}`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` Order ${order.number} was ${parts.join(' and ')}.`;
}

/** With the record it writes to: "Send a replacement (Order 12345)". */
function titleOf(draft: ActionDraft): string {
  const target = draft.changes.find((change) => change.operation === 'update');
  return target === undefined || target.record === 'customer'
    ? draft.title
    : `${draft.title} (${target.label})`;
}

const guessNote = (facts: Facts, draft: ActionDraft): string =>
  facts.orderBy === 'recent' && draft.changes.some((change) => change.id === facts.order?.id)
    ? ` Order ${facts.order?.number ?? ''} is the most recent one; check that it is meant.`
    : '';

/** The critical fact first: the first clause of a step, short enough for a card's title. */
const headline = (step: string): string => shorten((/^[^;.:]+/.exec(step)?.[0] ?? step).trim(), 70);

interface NextInput {
  /** Kinds of actions that were asked for in this talk; nobody needs to hear that they are done. */
  readonly doneHere: ReadonlySet<string>;
  readonly pack: Pack;
  readonly facts: Facts;
  readonly intent: IntentInForce;
  readonly decide: Decide;
  readonly passagesOf: (path: string) => readonly Passage[];
  readonly trigger: Candidate['trigger'];
}

/** The passage where the rule that decided is written for people. */
function articleOf(input: NextInput, decision: PolicyDecision): Citation[] {
  if (decision.article === undefined) return [];
  const passages = input.passagesOf(decision.article);
  const passage = bestPassage(passages, decision.reason, 0) ?? passages[0];
  return passage === undefined ? [] : [cite(passage, bestExcerpt(passage, decision.reason))];
}

function actionCandidate(
  input: NextInput,
  ranked: Ranked,
  action: PackAction,
): { readonly candidate?: Candidate; readonly forbidden?: PolicyDecision } {
  const { facts, intent } = input;
  const { confidence, model } = intent.insight;
  const made = draftAction({ action, facts });
  if (!made.ok) {
    if (made.error.code !== 'nothing_to_change' || input.doneHere.has(action.kind)) return {};
    // Done before this talk: the reply that offers it would be a false promise.
    const reason = 'The CRM shows that this is done already.';
    return {
      forbidden: { decision: 'forbid', policies: [], reason },
      candidate: {
        model,
        trigger: input.trigger,
        title: `${action.title}: done already`,
        body: {
          kind: 'step',
          text: `${reason} Tell the customer since when, and ask what is missing.`,
        },
        citations: [],
        score: confidence * 0.95,
      },
    };
  }
  const draft = made.value;
  const decision = input.decide(action.kind, draft.policyContext);
  const base = { model, trigger: [...input.trigger, ...draft.evidence] };
  if (decision.decision === 'forbid')
    return {
      forbidden: decision,
      candidate: {
        ...base,
        title: `${action.title}: not possible`,
        body: {
          kind: 'step',
          text: `Not possible: ${lowerFirst(action.title)}. ${decision.reason}${datesOf(facts)}`,
        },
        citations: articleOf(input, decision),
        score: confidence * 0.95,
      },
    };
  if (draft.missing.length > 0)
    return {
      candidate: ask(draft.missing.map(lowerFirst).join(' and '), action, confidence, base),
    };
  return {
    candidate: {
      ...base,
      title: titleOf(draft),
      body: {
        kind: 'action',
        actionKind: action.kind,
        text: ranked.because + guessNote(facts, draft),
        expectedValue: ranked.value.minor,
        factors: [...ranked.value.factors],
        eligibility: {
          decision: 'permit',
          policies: decision.policies,
          reason: decision.reason,
        },
      },
      citations: articleOf(input, decision),
      score: confidence * (0.7 + 0.3 * ranked.rule.resolves),
      draft,
    },
  };
}

function ask(
  what: string,
  action: PackAction | undefined,
  confidence: number,
  base: Pick<Candidate, 'model' | 'trigger'>,
): Candidate {
  const purpose = action === undefined ? '' : ` to ${lowerFirst(action.title)}`;
  return {
    ...base,
    title: `Ask for the ${what}`,
    body: {
      kind: 'step',
      text: `Ask for the ${what}: it is needed${purpose}.`,
    },
    citations: [],
    score: confidence * 0.7,
  };
}

function needInWords(need: string, pack: Pack, action: PackAction): string {
  const ordered = pack.manifest.entities.some((entity) => orderEntities.includes(entity.name));
  if (need === 'customer') return `account, ${ordered ? 'order, ' : ''}e-mail or phone number`;
  if (need === 'order' || need.startsWith('order.')) return 'order number';
  if (need.startsWith('entity:')) {
    const name = need.slice('entity:'.length);
    const title = pack.manifest.entities.find((entity) => entity.name === name)?.title;
    const input = action.input.find((each) => each.from === need)?.title;
    return lowerFirst(title ?? input ?? name.replaceAll('_', ' '));
  }
  return need.split('.')[0] ?? need;
}

/** What the agent could ask for when nothing can be done yet. */
function askCandidate(input: NextInput): Candidate | undefined {
  const { pack, facts, intent } = input;
  for (const rule of rulesOf(pack, intent.insight.value)) {
    const need = rule.needs.find((each) => !hasFact(facts, each));
    if (need === undefined) continue;
    // Orders and plans hang on the customer, so the customer comes first.
    const first = facts.record === undefined && !need.startsWith('entity:') ? 'customer' : need;
    if (facts.record !== undefined && /^(subscription|ticket)/.test(first)) continue;
    const action = pack.manifest.actions.find((each) => each.kind === rule.action);
    if (action === undefined) continue;
    return ask(needInWords(first, pack, action), action, intent.insight.confidence, {
      model: intent.insight.model,
      trigger: input.trigger,
    });
  }
  return undefined;
}

/**
 * The next best actions and steps, best first. What policy forbids becomes a step that says why;
 * it never carries an action. Where no action is possible yet, the first step is to ask for what
 * is missing.
 */
export function nextCandidates(input: NextInput): {
  readonly candidates: readonly Candidate[];
  /** Policy's no to the best action, if it said no. */
  readonly forbidden?: PolicyDecision;
} {
  const candidates: Candidate[] = [];
  let forbidden: PolicyDecision | undefined;
  for (const ranked of rankRules(input.pack, input.facts, input.intent.insight.value)) {
    const { rule } = ranked;
    const action = input.pack.manifest.actions.find((each) => each.kind === rule.action);
    if (action !== undefined) {
      const made = actionCandidate(input, ranked, action);
      if (made.candidate !== undefined) candidates.push(made.candidate);
      forbidden ??= made.forbidden;
    } else if (rule.step !== undefined) {
      const step = fill(rule.step, (slot) => factOf(input.facts, slot));
      if (step.missing.length > 0) continue;
      candidates.push({
        title: headline(step.text),
        body: { kind: 'step', text: `${step.text} ${ranked.because}` },
        trigger: input.trigger,
        citations: [],
        score: input.intent.insight.confidence * (0.6 + 0.3 * rule.resolves),
        model: input.intent.insight.model,
      });
    }
  }
  // What costs more than it is worth is not pushed beside something better.
  const paying = candidates.filter(
    (each) => each.body.kind !== 'action' || each.body.expectedValue >= 0,
  );
  if (paying.length > 0) candidates.splice(0, candidates.length, ...paying);
  const acting = candidates.some((each) => each.body.kind === 'action') || forbidden !== undefined;
  const question = acting ? undefined : askCandidate(input);
  if (question !== undefined) candidates.unshift(question);
  return forbidden === undefined ? { candidates } : { candidates, forbidden };
}
