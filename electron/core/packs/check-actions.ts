import type { PackAction, PackManifest, PackReply } from '#domain/pack.ts';
import { invalid, type PackFailure } from './failure.ts';
import { duplicate, file, first, missing, type Check, type Names } from './references.ts';
import { isFact, unknownSlot, writable } from './slots.ts';

/** @file Cross-checks of what a pack proposes: actions, next steps, replies. */

const records: readonly string[] = ['customer', 'order', 'subscription', 'ticket'];

export interface ReplyFrom {
  readonly file: string;
  readonly reply: PackReply;
}

function slotProblem(
  where: string,
  text: string,
  entities: ReadonlySet<string>,
  inputs: readonly string[] = [],
): PackFailure | undefined {
  const slot = unknownSlot(text, entities, inputs);
  return slot === undefined
    ? undefined
    : invalid(
        where,
        `nothing can fill the slot {${slot}}`,
        'Use facts such as {customer.firstName}, {order.number}, {order.total}, {subscription.plan}, {company}, {agent}, {today}, {entity.<name>}, or {input.<name>} of the action itself.',
      );
}

/** `entity:order_number`, `order.total` or `text:…`. */
function sourceProblem(
  where: string,
  source: string,
  entities: ReadonlySet<string>,
): PackFailure | undefined {
  if (source.startsWith('text:')) return slotProblem(where, source.slice('text:'.length), entities);
  if (source.startsWith('entity:'))
    return missing(where, 'entity', [source.slice('entity:'.length)], entities);
  return isFact(source)
    ? undefined
    : invalid(
        where,
        `"${source}" is nothing a value can come from`,
        'Write entity:<name>, a fact such as order.total, or text:<words>.',
      );
}

export function* actionChecks(manifest: PackManifest, names: Names): Iterable<Check> {
  yield () =>
    duplicate(
      'action',
      manifest.actions.map((action) => action.kind),
    );
  for (const action of manifest.actions) yield* oneAction(action, names);
}

function* oneAction(action: PackAction, names: Names): Iterable<Check> {
  const where = `${file}, action ${action.kind}`;
  const inputs = action.input.map((input) => input.name);
  yield () => duplicate('input', inputs, where);
  for (const input of action.input)
    if (input.from !== undefined) {
      const source = input.from;
      yield () => sourceProblem(`${where}, input ${input.name}`, source, names.entities);
    }
  for (const change of action.changes) {
    yield () =>
      change.operation === 'create' && change.target !== undefined
        ? invalid(
            where,
            `a ${change.record} that is created has no target`,
            'Take the target out; it names the record an update writes to.',
          )
        : undefined;
    yield () =>
      change.operation === 'update' && (change.target ?? change.record) !== change.record
        ? invalid(
            where,
            `the target ${String(change.target)} is not a ${change.record}`,
            `Write target: ${change.record}, or leave it out.`,
          )
        : undefined;
    yield () =>
      missing(
        `${where}, change of the ${change.record}`,
        'field',
        Object.keys(change.set),
        new Set(writable[change.record]),
      );
    for (const value of Object.values(change.set))
      if (typeof value === 'string') yield () => slotProblem(where, value, names.entities, inputs);
  }
  yield () =>
    action.tellCustomer === undefined
      ? undefined
      : slotProblem(where, action.tellCustomer, names.entities, inputs);
}

function needsProblem(
  where: string,
  needs: readonly string[],
  names: Names,
): PackFailure | undefined {
  return first(
    needs.map((need) => () => {
      if (need.startsWith('entity:'))
        return missing(where, 'entity', [need.slice('entity:'.length)], names.entities);
      return records.includes(need) || isFact(need)
        ? undefined
        : invalid(
            where,
            `"${need}" is nothing that can be needed`,
            `Write ${records.join(', ')}, a fact such as order.deliveredAt, or entity:<name>.`,
          );
    }),
  );
}

export function* nextChecks(manifest: PackManifest, names: Names): Iterable<Check> {
  yield () =>
    duplicate(
      'next step',
      manifest.next.map((step) => step.name),
    );
  for (const step of manifest.next) {
    const where = `${file}, next step ${step.name}`;
    yield () => missing(where, 'intent', step.intents, names.intents);
    yield () => missing(where, 'action', step.action ? [step.action] : [], names.actions);
    yield () =>
      step.action === undefined && step.step === undefined
        ? invalid(where, 'it proposes nothing', 'Write an action, or a step in words.')
        : undefined;
    yield () => needsProblem(where, step.needs, names);
    yield () => slotProblem(where, step.because, names.entities);
    yield () =>
      step.step === undefined ? undefined : slotProblem(where, step.step, names.entities);
    yield () =>
      typeof step.cost === 'string' && !isFact(step.cost)
        ? invalid(
            where,
            `"${step.cost}" is no fact a cost can be`,
            'Write minor units (500 is 5.00), or order.total, subscription.price.',
          )
        : undefined;
  }
}

export function* replyChecks(
  replies: readonly ReplyFrom[],
  names: Names,
  articles: ReadonlySet<string>,
): Iterable<Check> {
  yield () =>
    duplicate(
      'reply',
      replies.map(({ reply }) => reply.name),
      'replies',
    );
  for (const { file: from, reply } of replies) {
    const where = `${from}, reply ${reply.name}`;
    yield () => missing(where, 'intent', reply.intents, names.intents);
    yield () => needsProblem(where, reply.needs, names);
    yield () =>
      reply.article === undefined || articles.has(reply.article)
        ? undefined
        : invalid(
            where,
            `there is no article ${reply.article}`,
            'Mend the path (as in knowledge/returns.md) or write the article.',
          );
    for (const text of Object.values(reply.text))
      if (text !== undefined) yield () => slotProblem(where, text, names.entities);
  }
}
