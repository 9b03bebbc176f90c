import type { FieldValue } from '#domain/connector.ts';
import type { CustomerRecord, Money, Ticket } from '#domain/customer.ts';
import type { EntityInsight } from '#domain/insight.ts';
import type { PackAction } from '#domain/pack.ts';
import type { PolicyContext } from '#domain/policy.ts';
import type { VoiceVerdict } from '#domain/voice.ts';
import { daysBetween, showDay, showMoney, type Manner } from './display.ts';
import { findFocus, plainNumber, type Focus } from './focus.ts';

/** Everything known at this point of the conversation that templates, needs and policies may read. */
export interface Facts extends Focus {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly agent: string;
  readonly company: string;
  readonly manner: Manner;
  readonly record?: CustomerRecord;
  readonly ticket?: Ticket;
  /** The newest entity of each kind. */
  readonly entities: Readonly<Record<string, EntityInsight>>;
  readonly intent: {
    readonly name: string;
    readonly confidence: number;
  } | null;
  /** What a comparison of voices said; absent while nobody compared. */
  readonly voice?: VoiceVerdict;
  /** After a voice that was different: whether a second proof of who it is was given. */
  readonly secondProof?: boolean;
  /** For policy, without what belongs to one action (`contextFor` adds it). */
  readonly context: PolicyContext;
}

export interface FactsInput {
  readonly record: CustomerRecord | undefined;
  /** The order or subscription the agent chose; found from the talk otherwise. */
  readonly focusOrder?: string;
  readonly focusSubscription?: string;
  /** Entities of the whole conversation, oldest first. */
  readonly entities: readonly EntityInsight[];
  readonly today: string;
  readonly intent: {
    readonly name: string;
    readonly confidence: number;
  } | null;
  readonly agent: string;
  readonly company: string;
  readonly manner: Manner;
  /** See `Facts`. */
  readonly voice?: VoiceVerdict | undefined;
  readonly secondProof?: boolean | undefined;
  /** See `concernsSubscription`: whether the order is to be found by the subscription. */
  readonly aboutSubscription?: boolean;
}

const known = (
  facts: Readonly<Record<string, string | number | boolean | undefined>>,
): PolicyContext =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

type ContextSource = Pick<
  Facts,
  'record' | 'order' | 'subscription' | 'today' | 'intent' | 'voice' | 'secondProof'
>;

const contextOf = (source: ContextSource): PolicyContext => {
  const { record, order, subscription, today, intent } = source;
  return known({
    identified: record !== undefined,
    amountMinor: (order?.total ?? subscription?.price)?.minor,
    orderTotalMinor: order?.total.minor,
    daysSincePurchase: order && daysBetween(order.purchasedAt, today),
    daysSinceDelivery:
      order?.deliveredAt === undefined ? undefined : daysBetween(order.deliveredAt, today),
    orderStatus: order?.status,
    subscriptionStatus: subscription?.status,
    customerStatus: record?.customer.status,
    customerTier: record?.customer.tier,
    lifetimeValueMinor: record?.customer.lifetimeValue?.minor,
    intent: intent?.name,
    intentConfidencePercent: intent === null ? undefined : Math.round(intent.confidence * 100),
    voice: source.voice,
    secondProof: source.secondProof,
  });
};

/**
 * Gathers the facts. A fact that is not known is absent from `context`, so that a policy that
 * reads it does not permit.
 */
export function buildFacts(input: FactsInput): Facts {
  const { record } = input;
  const ticket = record?.tickets.findLast((each) => !/closed|solved/i.test(each.status));
  const facts = {
    ...findFocus(input),
    today: input.today,
    agent: input.agent,
    company: input.company,
    manner: input.manner,
    ...(record === undefined ? {} : { record }),
    ...(ticket === undefined ? {} : { ticket }),
    entities: Object.fromEntries(input.entities.map((entity) => [entity.entity, entity])),
    intent: input.intent,
    ...(input.voice === undefined ? {} : { voice: input.voice }),
    ...(input.secondProof === undefined ? {} : { secondProof: input.secondProof }),
  };
  return { ...facts, context: contextOf(facts) };
}

/** The same facts about another order or subscription of the customer, by id, number or plan. */
export function refocus(
  facts: Facts,
  kind: 'order' | 'subscription',
  named: string,
): Facts | undefined {
  const { record } = facts;
  const same = (text: string): boolean => plainNumber(text) === plainNumber(named);
  const focus =
    kind === 'order'
      ? {
          order: record?.orders.find((each) => each.id === named || same(each.number)),
        }
      : {
          subscription: record?.subscriptions.find((each) => each.id === named || same(each.plan)),
        };
  if (Object.values(focus)[0] === undefined) return undefined;
  const next: Facts = {
    ...facts,
    ...focus,
    ...(kind === 'order' ? { orderBy: 'chosen' } : {}),
  };
  return { ...next, context: contextOf(next) };
}

/** The facts policy is asked with for one action: an amount among its input is the amount. */
export function contextFor(
  facts: Facts,
  action: Pick<PackAction, 'kind' | 'risk' | 'input'>,
  input: Readonly<Record<string, FieldValue>> = {},
): PolicyContext {
  const amount = action.input.find((each) => each.type === 'money')?.name;
  const minor = amount === undefined ? undefined : input[amount];
  return {
    ...facts.context,
    ...(typeof minor === 'number' && Number.isSafeInteger(minor) ? { amountMinor: minor } : {}),
    kind: action.kind,
    risk: action.risk,
  };
}

/** A fact as a CRM field holds it and as a person reads it. Money is raw in minor units. */
export interface FactValue {
  readonly raw: FieldValue;
  readonly text: string;
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;

/** Writes any field of a record; undefined where it holds nothing. */
export function showField(value: unknown, locale: string): FactValue | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (isMoney(value)) return { raw: value.minor, text: showMoney(value, locale) };
  if (Array.isArray(value)) {
    const text = (value as readonly { name: string; quantity: number }[])
      .map((item) => (item.quantity === 1 ? item.name : `${item.quantity} × ${item.name}`))
      .join(', ');
    return text === '' ? undefined : { raw: text, text };
  }
  if (typeof value === 'string')
    return {
      raw: value,
      text: /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDay(value, locale) : value,
    };
  if (typeof value === 'number' || typeof value === 'boolean')
    return { raw: value, text: String(value) };
  return undefined;
}

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

/**
 * Looks a fact up by the name a pack gives it: `order.total`, `customer.firstName`, `today`,
 * `company`, `entity.order_number`. Undefined while it is not known.
 */
export function factOf(facts: Facts, name: string): FactValue | undefined {
  const { locale } = facts.manner;
  const dot = name.indexOf('.');
  const head = dot < 0 ? name : name.slice(0, dot);
  const field = dot < 0 ? '' : name.slice(dot + 1);
  const of = (record: object | undefined): FactValue | undefined =>
    record === undefined || field === 'mirror'
      ? undefined
      : showField((record as Readonly<Record<string, unknown>>)[field], locale);
  switch (head) {
    case 'today':
      return showField(facts.today, locale);
    case 'agent':
      return showField(facts.agent, locale);
    case 'company':
      return showField(facts.company, locale);
    case 'customer': {
      const customer = facts.record?.customer;
      return field === 'firstName'
        ? showField(customer && firstName(customer.name), locale)
        : of(customer);
    }
    case 'order':
      return of(facts.order);
    case 'subscription':
      return of(facts.subscription);
    case 'ticket':
      return of(facts.ticket);
    case 'entity': {
      const entity = facts.entities[field];
      return entity && { raw: entity.value, text: entity.display };
    }
    default:
      return undefined;
  }
}

/** Whether a pack's `needs` entry is there: `order`, `customer`, `entity:x`, `order.deliveredAt`. */
export function hasFact(facts: Facts, need: string): boolean {
  if (need.startsWith('entity:')) return facts.entities[need.slice('entity:'.length)] !== undefined;
  switch (need) {
    case 'customer':
      return facts.record !== undefined;
    case 'order':
      return facts.order !== undefined;
    case 'subscription':
      return facts.subscription !== undefined;
    case 'ticket':
      return facts.ticket !== undefined;
    default:
      return factOf(facts, need) !== undefined;
  }
}
