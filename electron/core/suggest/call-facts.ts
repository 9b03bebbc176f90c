import type { Turn } from '#domain/conversation.ts';
import type { EntityInsight } from '#domain/insight.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import { stretchesOf } from './clauses.ts';
import { asSentence } from './commitments.ts';
import { showDay } from './display.ts';
import { formLine, line, type Line } from './summary-lines.ts';
import { spoken, wordsOf } from './words.ts';

/** @file Who is on the line, and the numbers, amounts and days that were named. */

const contact = ['email', 'phone', 'address', 'postal_code'] as const;
const titles: Readonly<Record<string, string>> = {
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  postal_code: 'ZIP code',
  person: 'Name',
  money: 'Amount',
  date: 'Day',
  time: 'Time',
  iban: 'IBAN',
};

/** What an entity is called for a person: the pack's title, else our own. */
export const entityTitle = (pack: Pick<Pack, 'manifest'>, kind: string): string =>
  pack.manifest.entities.find(({ name }) => name === kind)?.title ?? titles[kind] ?? spoken(kind);

/** An entity with the turn it stands in. */
export interface NamedEntity {
  readonly entity: EntityInsight;
  readonly turn: Turn;
}

/** Entities of the turns, oldest first, each once in its turn. */
export const namedEntities = (
  view: Pick<ConversationView, 'insights'>,
  turns: readonly Turn[],
): NamedEntity[] =>
  turns.flatMap((turn) => {
    const own = (view.insights[turn.id] ?? []).filter((insight) => insight.kind === 'entity');
    return own
      .filter(
        ({ entity, value }, index) =>
          own.findIndex((other) => other.entity === entity && other.value === value) === index,
      )
      .map((entity) => ({ entity, turn }));
  });

/** The customer on the line: the CRM's record, else what they said about themselves. */
export function whoLines(view: ConversationView, turns: readonly Turn[]): Line<'who'>[] {
  const first = turns.find(({ speaker }) => speaker === 'customer') ?? turns[0];
  if (view.record !== undefined) {
    const { name, account, tier, status, since } = view.record.customer;
    const parts = [
      name,
      `account ${account}`,
      ...(tier === undefined || tier === '' ? [] : [tier]),
      ...(since === undefined
        ? []
        : [`customer since ${showDay(since, 'en').replace(/^(\S+) \d+,/, '$1')}`]),
      ...(status === 'active' ? [] : [`status: ${status}`]),
    ];
    const named = (view.recordEvidence ?? []).map(({ turn }) => turn);
    return line('who', `${parts.join(', ')}.`, named.length > 0 ? named : [first?.id]);
  }
  const said = namedEntities(
    view,
    turns.filter(({ speaker }) => speaker === 'customer'),
  ).filter(({ entity }) => ['person', 'email', 'phone', 'account_number'].includes(entity.entity));
  const newest = [...new Map(said.map((each) => [each.entity.entity, each])).values()];
  if (newest.length === 0) return [];
  const parts = newest.map(({ entity: { entity, display } }) =>
    entity === 'person'
      ? `gives the name ${display}`
      : `${(titles[entity] ?? spoken(entity)).toLowerCase()} ${display}`,
  );
  return line(
    'who',
    asSentence(parts.join(', ')),
    newest.map(({ turn }) => turn.id),
  );
}

const readable = 80;

/** The clause around a span; of a long one the words next to it. */
export function around(turn: Turn, span: { readonly start: number; readonly end: number }): string {
  const clause = stretchesOf(turn.text).find(
    ({ start, end }) => start <= span.start && span.start < end,
  );
  if (clause === undefined) return turn.text.slice(span.start, span.end);
  if (clause.text.length <= readable) return clause.text.replace(/^(?:and|but|so) /i, '');
  const before = turn.text.slice(clause.start, span.start).split(/\s+/);
  const after = turn.text.slice(span.end, clause.end).split(/\s+/);
  return [
    before.length > 7 ? '…' : '',
    before.slice(-7).join(' ').trimStart(),
    turn.text.slice(span.start, span.end),
    after.slice(0, 6).join(' '),
    after.length > 6 ? '…' : '',
  ].join('');
}

const most = { amounts: 6, days: 4 } as const;

/** Values with the words they stood in: an amount alone says nothing. */
function quoted(label: string, found: readonly NamedEntity[], limit: number): Line<'facts'>[] {
  const byValue = new Map(found.map((each) => [each.entity.value, each]));
  const kept = [...byValue.values()].slice(-limit);
  // Two amounts of one clause are said with it once.
  const byClause = new Map<string, NamedEntity[]>();
  for (const each of kept) {
    const words = around(each.turn, each.entity.evidence[0] ?? { start: 0, end: 0 });
    byClause.set(words, [...(byClause.get(words) ?? []), each]);
  }
  const parts = [...byClause].map(([words, own]) => {
    const shown = own.map(({ entity }) => entity.display).join(', ');
    return wordsOf(words).length <= wordsOf(shown).length ? shown : `${shown} (“${words}”)`;
  });
  return parts.length === 0
    ? []
    : line(
        'facts',
        `${label}: ${parts.join('; ')}.`,
        kept.map(({ turn }) => turn.id),
      );
}

/** The form, the numbers of things, how to reach the customer, amounts and days. */
export function factLines(
  view: ConversationView,
  pack: Pick<Pack, 'manifest'>,
  turns: readonly Turn[],
): Line<'facts'>[] {
  // A field that the choice of the form fills says nothing new.
  const fixed = new Set(
    pack.manifest.forms
      .find(({ name }) => name === view.form?.name)
      ?.fields.flatMap(({ name, value }) => (value === undefined ? [] : [name])),
  );
  const form = formLine(
    'facts',
    view.form && { ...view.form, fields: view.form.fields.filter(({ name }) => !fixed.has(name)) },
  );
  const inForm = new Set(
    (view.form?.fields ?? []).flatMap(({ display, value }) => display ?? value ?? []),
  );
  const customer = view.record?.customer;
  const known = new Set<string>([customer?.account, customer?.email].flatMap((each) => each ?? []));
  const all = namedEntities(view, turns).filter(
    ({ entity }) => !inForm.has(entity.display) && !known.has(entity.value),
  );
  const numbers = new Set(
    pack.manifest.entities.filter(({ pattern }) => pattern !== undefined).map(({ name }) => name),
  );
  const plain = all.filter(
    ({ entity, turn }) =>
      (numbers.has(entity.entity) && /\d/.test(entity.value)) ||
      (turn.speaker === 'customer' && contact.some((kind) => kind === entity.entity)),
  );
  const distinct = [
    ...new Map(plain.map((each) => [`${each.entity.entity} ${each.entity.value}`, each])).values(),
  ];
  const byTitle = new Map<string, string[]>();
  for (const { entity } of distinct) {
    const title = entityTitle(pack, entity.entity);
    byTitle.set(title, [...(byTitle.get(title) ?? []), entity.display]);
  }
  const named = [...byTitle].map(([title, values]) => `${title}: ${values.join(', ')}`);
  const days = all.filter(
    ({ entity, turn }) =>
      turn.speaker === 'customer' && (entity.entity === 'date' || entity.entity === 'time'),
  );
  return [
    ...form,
    ...(named.length === 0
      ? []
      : line(
          'facts',
          `${named.join('; ')}.`,
          distinct.map(({ turn }) => turn.id),
        )),
    ...quoted(
      'Amounts',
      all.filter(({ entity }) => entity.entity === 'money'),
      most.amounts,
    ),
    ...quoted('Dates and times', days, most.days),
  ];
}
