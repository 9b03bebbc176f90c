import type { PackAction, PackManifest, PackReply } from '#domain/pack.ts';
import { invalid, type PackFailure } from './failure.ts';
import { patternProblem } from './pattern.ts';
import { isFact, unknownSlot, writable } from './slots.ts';

/** Entities every pack has, from `understand/`. */
export const builtInEntities: readonly string[] = [
  'email',
  'phone',
  'postal_code',
  'address',
  'person',
  'date',
  'weekday',
  'time',
  'money',
  'percentage',
  'iban',
  'card',
  // In forms only: the words that answer the field's question, whatever they are.
  'answer',
];

const file = 'pack.yaml';
const records: readonly string[] = ['customer', 'order', 'subscription', 'ticket'];

/** The checks of one pack stop at the first fault, so that one sentence is enough. */
type Check = () => PackFailure | undefined;
const first = (checks: Iterable<Check>): PackFailure | undefined => {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const list = (names: Iterable<string>): string => [...names].join(', ') || 'none';

function duplicate(what: string, names: readonly string[], where = file): PackFailure | undefined {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : invalid(where, `the ${what} "${twice}" is there twice`, 'Give one of them another name.');
}

/** A reference to a name that must exist. */
function missing(
  where: string,
  what: string,
  names: readonly string[],
  known: ReadonlySet<string>,
): PackFailure | undefined {
  const absent = names.find((name) => !known.has(name));
  return absent === undefined
    ? undefined
    : invalid(
        where,
        `there is no ${what} "${absent}"`,
        `Mend the name or add it; there are ${list(known)}.`,
      );
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

function* intentChecks(manifest: PackManifest): Iterable<Check> {
  yield () =>
    duplicate(
      'intent',
      manifest.intents.map((intent) => intent.name),
    );
  const owner = new Map<string, string>();
  for (const intent of manifest.intents)
    yield () => {
      for (const example of intent.examples) {
        const key = example.trim().toLowerCase();
        const other = owner.get(key);
        if (other !== undefined)
          return invalid(
            `${file}, intent ${intent.name}`,
            `the example "${example}" is there twice${other === intent.name ? '' : `, also for ${other}`}`,
            'Keep it in one place; a model cannot learn from an example of two intents.',
          );
        owner.set(key, intent.name);
      }
      return undefined;
    };
  yield () => {
    const both = manifest.outOfScope.find((text) => owner.has(text.trim().toLowerCase()));
    return both === undefined
      ? undefined
      : invalid(
          `${file}, outOfScope`,
          `"${both}" is also an example of ${owner.get(both.trim().toLowerCase()) ?? 'an intent'}`,
          'Take it out of one of the two.',
        );
  };
}

function* entityChecks(manifest: PackManifest): Iterable<Check> {
  const names = manifest.entities.map((entity) => entity.name);
  yield () => duplicate('entity', names);
  for (const entity of manifest.entities) {
    const where = `${file}, entity ${entity.name}`;
    yield () =>
      builtInEntities.includes(entity.name)
        ? invalid(where, 'this name is built in', 'Give the entity another name.')
        : undefined;
    yield () =>
      (entity.pattern === undefined) === (entity.values === undefined)
        ? invalid(
            where,
            'an entity has either a pattern or values',
            'Write one of the two, and not both.',
          )
        : undefined;
    yield () => {
      const problem = entity.pattern === undefined ? undefined : patternProblem(entity.pattern);
      return problem && invalid(where, `the pattern ${problem.what}`, problem.mend);
    };
    yield () =>
      duplicate(
        'way to say it',
        Object.values(entity.values ?? {})
          .flat()
          .map((said) => said.toLowerCase()),
        where,
      );
  }
}

function* formChecks(manifest: PackManifest, names: Names): Iterable<Check> {
  yield () =>
    duplicate(
      'form',
      manifest.forms.map((form) => form.name),
    );
  for (const form of manifest.forms) {
    const where = `${file}, form ${form.name}`;
    yield () => missing(where, 'intent', form.intents, names.intents);
    yield () =>
      duplicate(
        'field',
        form.fields.map((field) => field.name),
        where,
      );
    for (const field of form.fields)
      yield () =>
        missing(`${where}, field ${field.name}`, 'entity', field.entities, names.entities);
  }
}

function* actionChecks(manifest: PackManifest, names: Names): Iterable<Check> {
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

function* nextChecks(manifest: PackManifest, names: Names): Iterable<Check> {
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

function* replyChecks(
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

interface Names {
  readonly intents: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  readonly entities: ReadonlySet<string>;
}

export interface ReplyFrom {
  readonly file: string;
  readonly reply: PackReply;
}

/** The first thing in a pack that names something which is not there, or names a thing twice. */
export function crossCheck(
  manifest: PackManifest,
  replies: readonly ReplyFrom[],
  articles: ReadonlySet<string>,
): PackFailure | undefined {
  const names: Names = {
    intents: new Set(manifest.intents.map((intent) => intent.name)),
    actions: new Set(manifest.actions.map((action) => action.kind)),
    entities: new Set([...builtInEntities, ...manifest.entities.map((entity) => entity.name)]),
  };
  return (
    first(intentChecks(manifest)) ??
    first(entityChecks(manifest)) ??
    first(formChecks(manifest, names)) ??
    duplicate(
      'disposition',
      manifest.dispositions.map((disposition) => disposition.name),
    ) ??
    first(
      manifest.dispositions.map(
        (disposition) => () =>
          missing(
            `${file}, disposition ${disposition.name}`,
            'intent',
            disposition.intents,
            names.intents,
          ),
      ),
    ) ??
    first(actionChecks(manifest, names)) ??
    first(nextChecks(manifest, names)) ??
    duplicate(
      'checklist item',
      manifest.checklist.map((item) => item.name),
    ) ??
    first(replyChecks(replies, names, articles))
  );
}
