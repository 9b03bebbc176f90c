import { mkdtempSync, writeFileSync } from 'node:fs';
import { createEncoder } from '../inference/encoder.ts';
import { readRegistry } from '../inference/registry.ts';
import { loadPack } from '../packs/index.ts';
import { openStore } from '../store/index.ts';
import { systemClock } from '../system-ports.ts';
import { createKnowledgeIndexer, createRetriever } from './index.ts';
import { coverageOf } from './relevance.ts';

const registry = await readRegistry('models');
const encoder = await createEncoder({ modelsDir: 'models', registry });
const opened = openStore({
  folder: mkdtempSync('/tmp/scratch/s'),
  key: Buffer.alloc(32, 7).toString('base64'),
});
if (!opened.ok) throw new Error(opened.error.message);
const store = opened.value;
const retriever = createRetriever({ knowledge: store.knowledge, encoder, clock: systemClock });
const indexer = createKnowledgeIndexer({
  knowledge: store.knowledge,
  encoder,
  clock: systemClock,
  onChanged: retriever.invalidate,
});
const rows: unknown[] = [];
for (const name of ['retail', 'banking']) {
  const loaded = await loadPack(`resources/packs/${name}`, () => undefined);
  if (!loaded.ok) {
    console.log(loaded.error);
    continue;
  }
  const pack = loaded.value;
  const report = await indexer.importPack(pack);
  console.log(report, await indexer.importPack(pack));
  const paths = new Map(store.knowledge.documents(name).map((d) => [d.id as string, d.path]));
  const articles = new Map<string, Set<string>>();
  for (const reply of pack.replies)
    for (const intent of reply.intents)
      if (reply.article)
        articles.set(intent, (articles.get(intent) ?? new Set()).add(reply.article));
  let top1 = 0,
    top3 = 0,
    n = 0;
  const ms: number[] = [];
  for (const withIntent of [false, true]) {
    top1 = top3 = n = 0;
    for (const intent of pack.manifest.intents) {
      const want = articles.get(intent.name);
      if (!want) continue;
      for (const text of intent.examples) {
        const found = await retriever.search({
          pack: name,
          text,
          history: [],
          k: 5,
          ...(withIntent ? { intent: intent.title } : {}),
        });
        ms.push(found.ms);
        const docs = found.hits.map((hit) => paths.get(hit.passage.document) ?? '');
        n += 1;
        if (want.has(docs[0] ?? '')) top1 += 1;
        if (docs.slice(0, 3).some((d) => want.has(d))) top3 += 1;
        const h = found.hits[0];
        if (!withIntent && !want.has(docs[0] ?? ''))
          console.log(
            '  miss',
            intent.name,
            JSON.stringify(text),
            docs[0],
            h?.relevance.toFixed(2),
          );
        if (h)
          rows.push({
            pack: name,
            y: want.has(docs[0] ?? '') ? 1 : 0.5,
            withIntent,
            sim: h.similarity,
            prom: (h as any).prom,
            cov: coverageOf(text, `${h.passage.title} ${h.passage.heading} ${h.passage.text}`),
            rel: h.relevance,
            text,
          });
      }
    }
    console.log(name, 'intent', withIntent, { n, top1: top1 / n, top3: top3 / n });
  }
  for (const text of pack.manifest.outOfScope) {
    const found = await retriever.search({ pack: name, text, history: [], k: 5 });
    const h = found.hits[0];
    if (h)
      rows.push({
        pack: name,
        y: 0,
        sim: h.similarity,
        prom: (h as any).prom,
        cov: coverageOf(text, `${h.passage.title} ${h.passage.heading} ${h.passage.text}`),
        rel: h.relevance,
        text,
      });
  }
  ms.sort((a, b) => a - b);
  console.log('ms p50', ms[ms.length >> 1], 'p99', ms[Math.floor(ms.length * 0.99)]);
}
writeFileSync('/tmp/scratch/rows.json', JSON.stringify(rows));
await encoder.close();
store.close();
