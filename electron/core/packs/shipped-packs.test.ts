import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAuthorized, policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CustomerRecord } from '#domain/customer.ts';
import type { PolicyTest } from '#domain/policy.ts';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { loadPack, listPacks, type LoadedPack } from './load.ts';
import { readQuestions } from './questions.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));

const withQuestions = readdirSync(`${resources}/packs`).filter((name) =>
  existsSync(`${resources}/packs/${name}/questions.yaml`),
);

/** Policies by their id, as Cedar itself reads them. */
function policySet(policies: Readonly<Record<string, string>>): Record<string, string> {
  const set: Record<string, string> = {};
  for (const source of Object.values(policies)) {
    const parts = policySetTextToParts(source);
    if (parts.type === 'failure') throw new Error(parts.errors[0]?.message);
    for (const text of parts.policies) {
      const json = policyToJson(text);
      if (json.type === 'failure') throw new Error(json.errors[0]?.message);
      set[json.json.annotations?.['id'] ?? ''] = text;
    }
  }
  return set;
}

function ask(staticPolicies: Record<string, string>, question: PolicyTest) {
  const answer = isAuthorized({
    principal:
      question.principal === 'agent'
        ? { type: 'Earshot::Agent', id: 'Sam' }
        : { type: 'Earshot::Automation', id: 'policy' },
    action: { type: 'Earshot::Action', id: question.action },
    resource: { type: 'Earshot::Conversation', id: 'any' },
    context: question.context,
    policies: { staticPolicies },
    entities: [],
  });
  if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
  const { decision, diagnostics } = answer.response;
  return {
    decision: decision === 'allow' ? 'permit' : 'forbid',
    by: diagnostics.reason,
    errors: diagnostics.errors,
  };
}

/** The days of the demo data are relative, as the seed code resolves them. */
const resolveDays = (text: string): string =>
  text.replaceAll(/"@([+-]\d+)d"/g, (_, days: string) =>
    JSON.stringify(
      new Date(Date.parse('2026-11-22') + Number(days) * 86_400_000).toISOString().slice(0, 10),
    ),
  );

const mirror = { source: 'local', fetchedAt: 0, etag: '1' };
const withMirror = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((item: Record<string, unknown>) => ({ ...item, mirror }))
        : { ...(value as Record<string, unknown>), mirror },
    ]),
  );

const readCustomers = async (name: string): Promise<CustomerRecord[]> => {
  const text = resolveDays(await readFile(`${resources}/crm/${name}.json`, 'utf8'));
  const records = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(text));
  return records.map((record) => CustomerRecord.parse(withMirror(record)));
};

test('every shipped pack is listed, under the name of its folder', async () => {
  const listed = await listPacks(`${resources}/packs`);
  if (!listed.ok) throw new Error(listed.error.message);
  for (const pack of listed.value)
    expect(pack.ok && pack.name, pack.folder).toBe(basename(pack.folder));
  expect(withQuestions).toEqual(expect.arrayContaining(['banking', 'retail']));
});

test.each(withQuestions)('the questions of %s measure all of its articles', async (name) => {
  const folder = `${resources}/packs/${name}`;
  const loaded = await loadPack(folder, () => undefined);
  if (!loaded.ok) throw new Error(`${loaded.error.message} ${loaded.error.mend ?? ''}`);
  const read = readQuestions(await readFile(`${folder}/questions.yaml`, 'utf8'));
  if (!read.ok) throw new Error(`${read.error.message} ${read.error.mend ?? ''}`);
  const questions = read.value;
  const paths = loaded.value.articles.map((article) => article.path);
  expect(paths.length).toBeGreaterThanOrEqual(25);
  for (const { articles, text } of questions)
    expect(paths, text).toEqual(expect.arrayContaining(articles));
  for (const path of paths)
    expect(
      questions.filter(({ articles }) => articles.includes(path)).length,
      path,
    ).toBeGreaterThanOrEqual(2);

  const answered = questions.filter(({ articles }) => articles.length > 0);
  expect(answered.length).toBeGreaterThanOrEqual(60);
  expect(answered.filter(({ history }) => history.length > 0).length).toBeGreaterThanOrEqual(15);
  const unanswered = questions.filter(({ articles }) => articles.length === 0);
  expect(unanswered.filter((question) => question.needsKnowledge).length).toBeGreaterThanOrEqual(
    10,
  );
  expect(unanswered.filter((question) => !question.needsKnowledge).length).toBeGreaterThanOrEqual(
    20,
  );
  expect(new Set(questions.map(({ text, history }) => JSON.stringify([text, history]))).size).toBe(
    questions.length,
  );
});

describe.each(['banking', 'retail', 'saas', 'telecom'])('the %s pack', (name) => {
  let pack: LoadedPack;
  beforeAll(async () => {
    const loaded = await loadPack(`${resources}/packs/${name}`, () => undefined);
    if (!loaded.ok) throw new Error(`${loaded.error.message} ${loaded.error.mend ?? ''}`);
    pack = loaded.value;
  });

  test('has enough of everything for a demo', () => {
    const { manifest } = pack;
    expect(pack.articles.length).toBeGreaterThanOrEqual(14);
    for (const article of pack.articles)
      expect(article.body.split(/\s+/).length, article.path).toBeGreaterThanOrEqual(150);
    for (const intent of manifest.intents)
      expect(intent.examples.length, intent.name).toBeGreaterThanOrEqual(12);
    expect(manifest.outOfScope.length).toBeGreaterThanOrEqual(40);
    expect(manifest.checklist.length).toBeGreaterThanOrEqual(8);
    expect(manifest.checklist.length).toBeLessThanOrEqual(12);
    expect(manifest.checklist.some(({ mandatory }) => mandatory)).toBe(true);
    expect(manifest.checklist.some(({ intents }) => intents.length > 0)).toBe(true);
    for (const item of manifest.checklist) {
      expect(item.cues.length, item.name).toBeGreaterThanOrEqual(4);
      expect(item.cues.length, item.name).toBeLessThanOrEqual(8);
    }
    expect(manifest.recording.sentence).toMatch(/written down/);
    expect(Object.keys(pack.replays).length).toBeGreaterThanOrEqual(5);
  });

  test('every intent that asks for something has a reply, a next step and a disposition', () => {
    const quiet = ['greeting_smalltalk', 'thanks_goodbye'];
    for (const { name: intent } of pack.manifest.intents) {
      const about = (item: { intents: string[] }): boolean => item.intents.includes(intent);
      expect(pack.manifest.dispositions.some(about), intent).toBe(true);
      expect(pack.manifest.next.some(about), intent).toBe(!quiet.includes(intent));
      expect(pack.replies.some(about), intent).toBe(!quiet.includes(intent));
    }
  });

  test('replies come in three tones', () => {
    for (const reply of pack.replies) {
      expect(Object.keys(reply.text).toSorted(), reply.name).toEqual([
        'formal',
        'friendly',
        'short',
      ]);
    }
  });

  test('every policy test passes, and every policy decides at least one of them', () => {
    const set = policySet(pack.policies);
    const decided = new Set<string>();
    expect(pack.policyTests.length).toBeGreaterThanOrEqual(12);
    for (const question of pack.policyTests) {
      const answer = ask(set, question);
      expect(answer.errors, question.name).toEqual([]);
      expect(answer.decision, question.name).toBe(question.expect);
      expect(answer.by, question.name).toEqual(expect.arrayContaining(question.by));
      for (const id of answer.by) decided.add(id);
    }
    expect([...Object.keys(set)].filter((id) => !decided.has(id))).toEqual([]);
  });

  test('only low-risk kinds may run by themselves, whatever the facts', () => {
    const set = policySet(pack.policies);
    const context = {
      identified: true,
      amountMinor: 100,
      daysSincePurchase: 1,
      daysSinceDelivery: 1,
      subscriptionStatus: 'active',
      risk: 'low',
    };
    const alone = pack.manifest.actions
      .filter(
        ({ kind: action }) =>
          ask(set, {
            name: action,
            principal: 'automation',
            action,
            context,
            expect: 'permit',
            by: [],
          }).decision === 'permit',
      )
      .map(({ kind }) => kind);
    expect(alone.toSorted()).toEqual(['add_note', 'create_ticket', 'tag_ticket']);
  });

  test('the demo customers are whole records that hang together', async () => {
    const records = await readCustomers(name);
    expect(records).toHaveLength(12);
    for (const { customer, orders, subscriptions, tickets, notes } of records) {
      const ids = new Set(orders.map((order) => order.id));
      for (const item of [...orders, ...subscriptions, ...tickets, ...notes])
        expect(item.customer).toBe(customer.id);
      for (const { order } of subscriptions) if (order !== undefined) expect(ids).toContain(order);
    }
    const ids = records.flatMap((record) => [
      record.customer.id,
      ...record.orders.map((order) => order.id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the replays name this pack and customers of the demo data', async () => {
    const records = await readCustomers(name);
    for (const [file, text] of Object.entries(pack.replays)) {
      expect(JSON.parse(text.split('\n')[0] ?? ''), file).toMatchObject({ pack: name });
      const named = records.some(({ customer }) =>
        text.toLowerCase().includes(customer.name.toLowerCase()),
      );
      const nobody = file === 'out-of-scope' || text.includes(' 40071365') || named;
      expect(nobody || text.includes('tomas.lindqvist@example.com'), file).toBe(true);
    }
  });
});

test('the retail data holds the two conversations of the business case', async () => {
  const records = await readCustomers('retail');
  const all = records.flatMap((record) => record.orders);
  expect(all.find((order) => order.number === '12345')).toMatchObject({
    status: 'delivered',
    deliveredAt: '2026-11-18',
  });
  const renewal = all.find((order) => order.number === '67890');
  expect(renewal?.purchasedAt).toBe('2026-11-13');
  const plan = records
    .flatMap((record) => record.subscriptions)
    .find((subscription) => subscription.order === renewal?.id);
  expect(plan).toMatchObject({ plan: 'Trail Box', status: 'active' });
  expect(all.some((order) => order.total.minor > 20_000)).toBe(true);
});

test.each([
  ['retail', 'order_number', 'My order #12345 arrived damaged.', '12345'],
  ['retail', 'order_number', 'the last order is #67890', '67890'],
  ['retail', 'order_number', '80452. Lucia Fontana. And I paid for express.', '80452'],
  ['retail', 'order_number', "yes, it's order number 20318", '20318'],
  ['retail', 'order_number', 'my zip is 97205', undefined],
  ['retail', 'order_number', 'call me on 503 555 0142', undefined],
  ['retail', 'order_number', 'Portland, OR 97205-1234', undefined],
  ['retail', 'account_number', 'the account is LF-175523.', 'LF-175523'],
  ['retail', 'tracking_number', 'it says TRK0012345678', 'TRK0012345678'],
  ['banking', 'account_number', 'eleanor pryce and the account is 40018823', '40018823'],
  ['banking', 'company', "i'd like to pay my harbor water bill", 'harbor water'],
  ['banking', 'company', 'a bill from Blue Kite Energy for ninety dollars', 'Blue Kite Energy'],
  ['banking', 'company', 'I need to pay my bill', undefined],
])('%s: %s in "%s"', async (name, entity, text, value) => {
  const loaded = await loadPack(`${resources}/packs/${name}`, () => undefined);
  if (!loaded.ok) throw new Error(loaded.error.message);
  const pattern = loaded.value.manifest.entities.find((item) => item.name === entity)?.pattern;
  expect(new RegExp(pattern ?? '(?!)', 'i').exec(text)?.[1]).toBe(value);
});

test.each(['banking', 'retail', 'saas', 'telecom'])(
  'the patterns of %s are fast on a long turn',
  async (name) => {
    const loaded = await loadPack(`${resources}/packs/${name}`, () => undefined);
    if (!loaded.ok) throw new Error(loaded.error.message);
    const texts = ['order number ', '12345 ', 'pay my bill to the ', 'a', 'AB-'].map((part) =>
      part.repeat(Math.ceil(4000 / part.length)),
    );
    for (const { pattern, name: entity } of loaded.value.manifest.entities) {
      if (pattern === undefined) continue;
      const spentMs = startProcessorTime();
      for (const text of texts) [...text.matchAll(new RegExp(pattern, 'gi'))].at(-1);
      expect(spentMs(), entity).toBeLessThan(200);
    }
  },
);
