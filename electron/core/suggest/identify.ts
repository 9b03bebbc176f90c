import type { Evidence } from '#domain/conversation.ts';
import type { CustomerRecord } from '#domain/customer.ts';
import type { EntityInsight } from '#domain/insight.ts';
import type { MirrorRepository } from '#core/ports.ts';
import { orderEntities } from './focus.ts';

export type Identification =
  | {
      readonly kind: 'found';
      readonly record: CustomerRecord;
      /** The words that named the customer. */
      readonly evidence: readonly Evidence[];
      /** How many different keys agree; 2 and more is strong. */
      readonly agreement: number;
    }
  | {
      readonly kind: 'ambiguous';
      readonly records: readonly CustomerRecord[];
      /** One sentence for the agent. */
      readonly reason: string;
    }
  | { readonly kind: 'none'; readonly reason: string };

type Key = 'account' | 'order' | 'email' | 'phone';

const keyOf = (entity: string): Key | undefined => {
  if (orderEntities.includes(entity)) return 'order';
  if (entity === 'email' || entity === 'phone') return entity;
  return /^(account|customer)(_number|_id)?$/.test(entity) ? 'account' : undefined;
};

/**
 * Finds the customer by what the conversation named. Keys that agree strengthen one another; keys
 * that point to different people are never settled by a guess.
 * @param entities of the whole conversation, oldest first
 */
export function identify(input: {
  readonly entities: readonly EntityInsight[];
  readonly mirror: Pick<MirrorRepository, 'find'>;
}): Identification {
  const newest = new Map<Key, EntityInsight[]>();
  for (const entity of input.entities) {
    const key = keyOf(entity.entity);
    if (key !== undefined) newest.set(key, [...(newest.get(key) ?? []), entity]);
  }
  const named = [...newest].map(([key, entities]) => {
    // A number said twice was corrected the second time; an earlier one still counts if the
    // later one is nobody's.
    for (const entity of entities.toReversed()) {
      const records = input.mirror.find({ [key]: entity.value });
      if (records.length > 0) return { key, entity, records };
    }
    return { key, entity: entities.at(-1), records: [] };
  });
  if (named.length === 0)
    return {
      kind: 'none',
      reason: 'No account, order, e-mail or phone number was named yet.',
    };
  const hits = named.filter((each) => each.records.length > 0);
  if (hits.length === 0) {
    const said = named.map((each) => `${each.key} ${each.entity?.display ?? ''}`.trim()).join(', ');
    return { kind: 'none', reason: `No customer has ${said}.` };
  }
  const byId = new Map<string, { record: CustomerRecord; keys: typeof hits }>();
  for (const hit of hits)
    for (const record of hit.records) {
      const entry = byId.get(record.customer.id) ?? { record, keys: [] };
      entry.keys.push(hit);
      byId.set(record.customer.id, entry);
    }
  const ranked = [...byId.values()].sort((a, b) => b.keys.length - a.keys.length);
  const [best, second] = ranked;
  if (best === undefined) return { kind: 'none', reason: 'No customer was found.' };
  const contradicted = hits.some((hit) => !best.keys.includes(hit));
  if (contradicted || second?.keys.length === best.keys.length) {
    const records = ranked.map((each) => each.record);
    return {
      kind: 'ambiguous',
      records,
      reason: contradicted
        ? `What was named belongs to ${records.length} different customers; ask for one more detail.`
        : `${records.length} customers share this ${best.keys.map((each) => each.key).join(' and ')}; ask for the account number.`,
    };
  }
  return {
    kind: 'found',
    record: best.record,
    evidence: best.keys.flatMap((each) => each.entity?.sources ?? []),
    agreement: best.keys.length,
  };
}
