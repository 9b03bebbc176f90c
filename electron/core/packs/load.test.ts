import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkParsePolicySet } from '@cedar-policy/cedar-wasm/nodejs';
import { expect, test } from 'vitest';
import { listPacks, loadPack, type CheckPolicies } from './load.ts';
import { edited, sampleFiles, writeSamplePack } from './sample-pack.fixture.ts';

/** As approve's own check does: the file that Cedar cannot parse is named. */
const checkWithCedar: CheckPolicies = (policies) => {
  for (const [file, source] of Object.entries(policies)) {
    const answer = checkParsePolicySet({ staticPolicies: source });
    if (answer.type === 'failure')
      return {
        code: 'invalid_policy',
        message: `The policy file ${file} is wrong: ${answer.errors[0]?.message ?? ''}.`,
        mend: 'Mend the file.',
      };
  }
  return undefined;
};

const load = async (changes: Parameters<typeof writeSamplePack>[0]) =>
  loadPack(await writeSamplePack(changes), checkWithCedar);

/** The message of a pack that must not load; both parts are sentences. */
async function complaint(changes: Parameters<typeof writeSamplePack>[0]): Promise<string> {
  const loaded = await load(changes);
  if (loaded.ok) throw new Error('the pack loaded');
  expect(loaded.error.message).toMatch(/\.$/);
  expect(loaded.error.message).not.toContain('\n');
  expect(loaded.error.mend).toMatch(/[.;…]$/);
  return loaded.error.message;
}

test('a whole pack loads with everything that is in its folder', async () => {
  const loaded = await load({});
  if (!loaded.ok) throw new Error(loaded.error.message);
  const pack = loaded.value;
  expect(pack.manifest.intents.map((intent) => intent.name)).toEqual(['refund', 'hello']);
  expect(pack.articles).toEqual([
    {
      path: 'knowledge/refunds.md',
      title: 'Refunds',
      owner: 'Care',
      audience: 'customer',
      language: 'en',
      body: '# Refunds\n\nMoney comes back in five days.\n',
    },
  ]);
  expect(pack.replies.map((reply) => reply.name)).toEqual(['refund_reply']);
  expect(Object.keys(pack.policies)).toEqual(['refunds.cedar']);
  expect(pack.policyTests).toHaveLength(1);
  expect(Object.keys(pack.replays)).toEqual(['first']);
  expect(pack.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('the sum is the same for the same files and another for any change', async () => {
  const sum = async (changes: Parameters<typeof writeSamplePack>[0]) => {
    const loaded = await load(changes);
    if (!loaded.ok) throw new Error(loaded.error.message);
    return loaded.value.sha256;
  };
  const plain = await sum({});
  expect(await sum({})).toBe(plain);
  expect(await sum(edited('knowledge/refunds.md', 'five', 'nine'))).not.toBe(plain);
  expect(await sum({ 'README.txt': 'hello' })).not.toBe(plain);
  expect(await sum({ '.DS_Store': 'hidden' })).toBe(plain);
});

test('files with Windows line ends and a byte order mark load the same', async () => {
  const loaded = await load({
    'knowledge/refunds.md': `\uFEFF${(sampleFiles['knowledge/refunds.md'] ?? '').replaceAll('\n', '\r\n')}`,
  });
  expect(loaded.ok && loaded.value.articles[0]?.body).toBe(
    '# Refunds\n\nMoney comes back in five days.\n',
  );
});

test('a folder that is not there, is a file, or has no pack.yaml is named', async () => {
  const folder = await writeSamplePack({ 'pack.yaml': undefined });
  const missing = await loadPack(join(folder, 'nowhere'), checkWithCedar);
  expect(missing).toMatchObject({ ok: false, error: { code: 'pack_unreadable' } });
  expect(!missing.ok && missing.error.message).toContain('There is no pack folder at');
  const file = await loadPack(join(folder, 'knowledge/refunds.md'), checkWithCedar);
  expect(!file.ok && file.error.message).toContain('is a file');
  const empty = await loadPack(folder, checkWithCedar);
  expect(!empty.ok && empty.error.message).toContain('has no pack.yaml');
});

test('broken YAML names file and line', async () => {
  expect(await complaint(edited('pack.yaml', 'title: Sample', 'title: "Sample'))).toMatch(
    /^pack\.yaml, line \d+: this is not valid YAML/,
  );
  expect(await complaint(edited('pack.yaml', 'currency: USD', 'title: Twice'))).toMatch(
    /^pack\.yaml, line 4: this is not valid YAML \(map keys must be unique/,
  );
  expect(await complaint(edited('replies/main.yaml', '  intents', ' intents'))).toMatch(
    /^replies\/main\.yaml, line 2: this is not valid YAML/,
  );
  expect(await complaint({ 'pack.yaml': '' })).toMatch(/^pack\.yaml, line 1: the whole file/);
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'a missing key',
    edited('pack.yaml', 'company: Sample Company\n', ''),
    /^pack\.yaml, line 1: company is missing\.$/,
  ],
  [
    'a number where text belongs',
    edited('pack.yaml', 'version: 1.0.0', 'version: 1.0'),
    /^pack\.yaml, line 3: version must be a string\.$/,
  ],
  [
    'too few examples',
    edited('pack.yaml', '      - hello there quickly\n', ''),
    /^pack\.yaml, line 18: intents\[2\]\.examples \(in "hello"\) is wrong \(needs five entries or more, or none and a description\)\.$/,
  ],
  [
    'a word that is not in the list',
    edited('pack.yaml', 'risk: high', 'risk: huge'),
    /^pack\.yaml, line \d+: actions\[1\]\.risk \(in "refund_order"\) must be one of low, medium, high\.$/,
  ],
  [
    'a number out of range',
    edited('pack.yaml', 'resolves: 0.5', 'resolves: 1.5'),
    /next\[1\]\.resolves \(in "give_back"\) may be at most 1\.$/,
  ],
  [
    'a name with capitals',
    edited('pack.yaml', 'name: hello', 'name: Hello'),
    /intents\[2\]\.name \(in "Hello"\) has the wrong form \(use lower case letters/,
  ],
  [
    'a key that is spelled wrong',
    edited('pack.yaml', 'cost: order.total', 'costs: order.total'),
    /^pack\.yaml, line \d+: next\[1\]\.costs \(in "give_back"\) is not a key Earshot knows\.$/,
  ],
  [
    'a wrong key in an article',
    edited('knowledge/refunds.md', 'owner: Care', 'author: Care'),
    /^knowledge\/refunds\.md, line 3: author is not a key Earshot knows\.$/,
  ],
  [
    'a day that does not exist',
    edited('knowledge/refunds.md', 'owner: Care', 'validFrom: "2026-02-31"'),
    /^knowledge\/refunds\.md, line 3: validFrom is wrong/,
  ],
  [
    'an article that ends before it begins',
    edited('knowledge/refunds.md', 'owner: Care', 'validFrom: "2026-03-01"\nvalidTo: "2026-02-01"'),
    /^knowledge\/refunds\.md: validTo 2026-02-01 is before validFrom 2026-03-01\.$/,
  ],
  [
    'an article without a title',
    { 'knowledge/refunds.md': '# Refunds\n' },
    /^knowledge\/refunds\.md, line 1: the article does not start with its title/,
  ],
  [
    'an article without text',
    { 'knowledge/refunds.md': '---\ntitle: Refunds\n---\n\n' },
    /^knowledge\/refunds\.md: the article has no text\.$/,
  ],
  [
    'a replay that is not JSON',
    { 'replays/first.jsonl': '{"session":"x"}\n{"speaker":\n' },
    /^replays\/first\.jsonl, line 2: this is not JSON/,
  ],
  [
    'a replay with a wrong speaker',
    { 'replays/first.jsonl': '{"speaker":"boss","text":"hi","offsetMs":0}\n' },
    /^replays\/first\.jsonl, line 1: "speaker" is not what a turn has/,
  ],
  [
    'a replay that runs backwards',
    {
      'replays/first.jsonl':
        '{"speaker":"agent","text":"a","offsetMs":9}\n{"speaker":"agent","text":"b","offsetMs":3}\n',
    },
    /^replays\/first\.jsonl, line 2: the line is at 3 ms, before the one above it\.$/,
  ],
  [
    'a replay without turns',
    { 'replays/first.jsonl': '{"session":"x"}\n' },
    /^replays\/first\.jsonl: the conversation has no turns\.$/,
  ],
])('%s is one sentence', async (_what, changes, sentence) => {
  expect(await complaint(changes)).toMatch(sentence);
});

test('a file that is not UTF-8 is named', async () => {
  expect(await complaint({ 'knowledge/refunds.md': new Uint8Array([0x2d, 0xff, 0xfe]) })).toBe(
    'knowledge/refunds.md is not UTF-8 text.',
  );
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'Cedar that does not parse',
    edited('policies/refunds.cedar', '  resource\n', '  resorce\n'),
    /^The policy file refunds\.cedar is wrong: /,
  ],
  [
    'a policy without an id',
    edited('policies/refunds.cedar', '@id("refund")\n', ''),
    /^policies\/refunds\.cedar, line 2: a permit has no @id\.$/,
  ],
  [
    'a policy without a reason',
    edited('policies/refunds.cedar', '@reason("Agents may refund.")\n', ''),
    /^policies\/refunds\.cedar, line 2: the policy "refund" has no @reason\.$/,
  ],
  [
    'an id used twice in two files',
    { 'policies/second.cedar': sampleFiles['policies/refunds.cedar'] ?? '' },
    /^policies\/second\.cedar, line 2: the policy "refund" is there twice, also in policies\/refunds\.cedar, line 2\.$/,
  ],
  [
    'an article that is not there',
    edited('policies/refunds.cedar', 'knowledge/refunds.md', 'knowledge/money.md'),
    /names the article knowledge\/money\.md, which the pack does not have\.$/,
  ],
  [
    'an action that is not there',
    edited('policies/refunds.cedar', '"refund_order"', '"refund_all"'),
    /^policies\/refunds\.cedar, line 7: the action "refund_all" is not in pack\.yaml\.$/,
  ],
  [
    'a test of an action that is not there',
    edited('policies/tests.yaml', 'refund_order', 'refund_all'),
    /^policies\/tests\.yaml: the test "an agent refunds" names the action "refund_all"/,
  ],
  [
    'a fact with a fraction',
    edited('policies/tests.yaml', '100', '1.5'),
    /^policies\/tests\.yaml, line 4: \[1\]\.context\.amountMinor \(in "an agent refunds"\) is wrong/,
  ],
])('a wrong policy: %s', async (_what, changes, sentence) => {
  expect(await complaint(changes)).toMatch(sentence);
});

test('packs are listed by folder, with the fault of those that are wrong', async () => {
  const root = await writeSamplePack({});
  const good = await writeSamplePack({});
  const bad = await writeSamplePack(edited('pack.yaml', 'currency: USD', 'currency: dollars'));
  await mkdir(join(root, 'packs/empty'), { recursive: true });
  await rename(good, join(root, 'packs/good'));
  await rename(bad, join(root, 'packs/bad'));
  await writeFile(join(root, 'packs/notes.txt'), 'not a pack');
  const listed = await listPacks(join(root, 'packs'));
  if (!listed.ok) throw new Error(listed.error.message);
  expect(listed.value).toMatchObject([
    { ok: false, folder: join(root, 'packs/bad'), problem: { code: 'pack_invalid' } },
    { ok: true, folder: join(root, 'packs/good'), name: 'sample', version: '1.0.0' },
  ]);
  expect(await listPacks(join(root, 'none'))).toMatchObject({ ok: false });
});
