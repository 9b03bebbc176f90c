import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverageOf } from '../../electron/core/retrieve/relevance.ts';
import { createMemorySecrets } from '../../electron/core/secrets/memory-secrets.ts';
import { openCore } from '../../electron/hosts/open-core.ts';

/**
 * @file Fits the weights of electron/core/retrieve/relevance.ts to the encoder in use, on the packs' own
 * sentences: `node scripts/train/relevance.ts` (Node 24) prints them; they are put in by hand.
 *
 * A hit counts 1 where it is an article that the intent's replies are made from, 0.4 where it is a
 * neighbour of the same pack, 0 for a sentence out of scope. Nothing is drawn, so there is no seed.
 */
interface Row {
  readonly wanted: number;
  readonly similarity: number;
  readonly coverage: number;
  readonly shown: boolean;
}

const neighbour = 0.4;
const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-relevance-'));
const opened = await openCore({ dataFolder, secrets: createMemorySecrets(), logLevel: 'error' });
if (!opened.ok) throw new Error(opened.error.message);
const { core } = opened.value;
await core.ready();
const rows: Row[] = [];

for (const { manifest, replies } of core.packs) {
  const articles = new Map<string, Set<string>>();
  for (const { intents, article } of replies)
    for (const intent of article === undefined ? [] : intents)
      articles.set(intent, (articles.get(intent) ?? new Set()).add(article ?? ''));
  const ask = async (text: string, wanted: (path: string) => number): Promise<void> => {
    const found = await core.searchKnowledge(manifest.name, text);
    const hit = found.ok ? found.value.hits[0] : undefined;
    if (hit?.similarity === undefined) return;
    const document = core.document(hit.passage.document);
    const { heading, text: words, title } = hit.passage;
    rows.push({
      wanted: wanted(document.ok ? document.value.path : ''),
      similarity: hit.similarity,
      coverage: coverageOf(text, `${title} ${heading} ${words}`),
      shown: (hit.relevance ?? 0) >= 0.5,
    });
  };
  for (const text of manifest.outOfScope) await ask(text, () => 0);
  for (const { name, examples } of manifest.intents) {
    const own = articles.get(name);
    if (own === undefined) continue;
    for (const text of examples)
      await ask(text, (path) => ([...own].some((one) => path.endsWith(one)) ? 1 : neighbour));
  }
}
await core.shutdown();
rmSync(dataFolder, { recursive: true, force: true });

const weights = { bias: 0, similarity: 0, coverage: 0 };
const scoreOf = ({ similarity, coverage }: Row): number =>
  1 /
  (1 + Math.exp(-(weights.bias + weights.similarity * similarity + weights.coverage * coverage)));
// Out-of-scope sentences are few: together they weigh as much as all others.
const outside = rows.filter(({ wanted }) => wanted === 0).length;
for (let step = 0; step < 20_000; step += 1) {
  const slope = { bias: 0, similarity: 0, coverage: 0 };
  for (const row of rows) {
    const weight = row.wanted === 0 ? 1 / outside : 1 / (rows.length - outside);
    const error = (scoreOf(row) - row.wanted) * weight;
    slope.bias += error;
    slope.similarity += error * row.similarity;
    slope.coverage += error * row.coverage;
  }
  weights.bias -= 2 * slope.bias;
  weights.similarity -= 2 * slope.similarity;
  weights.coverage -= 2 * slope.coverage;
}
const share = (some: readonly Row[], test: (row: Row) => boolean): number =>
  some.filter(test).length / Math.max(1, some.length);
const right = rows.filter(({ wanted }) => wanted === 1);
const strange = rows.filter(({ wanted }) => wanted === 0);
const beside = rows.filter(({ wanted }) => wanted === neighbour);
process.stdout.write(
  `${JSON.stringify({
    n: rows.length,
    right: right.length,
    neighbours: beside.length,
    outOfScope: strange.length,
    weights,
    before: {
      right: share(right, ({ shown }) => shown),
      neighbours: share(beside, ({ shown }) => shown),
      outOfScope: share(strange, ({ shown }) => shown),
    },
    after: {
      right: share(right, (row) => scoreOf(row) >= 0.5),
      neighbours: share(beside, (row) => scoreOf(row) >= 0.5),
      outOfScope: share(strange, (row) => scoreOf(row) >= 0.5),
    },
  })}\n`,
);
