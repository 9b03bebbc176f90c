import { mkdtempSync } from 'node:fs';
import { createEncoder } from '../inference/encoder.ts';
import { readRegistry } from '../inference/registry.ts';
import { loadPack } from '../packs/index.ts';
import { openStore } from '../store/index.ts';
import { systemClock } from '../system-ports.ts';
import { createKnowledgeIndexer, createRetriever } from '../retrieve/index.ts';
import { buildFacts, createSuggest, entitiesOf, intentInForce, mannerOf } from './index.ts';
import { record } from './suggest.fixture.ts';
import { createPolicyEngine } from '../approve/index.ts';

const registry = await readRegistry('models');
const encoder = await createEncoder({ modelsDir: 'models', registry });
const opened = openStore({ folder: mkdtempSync('/tmp/scratch/s'), key: Buffer.alloc(32, 7).toString('base64') });
if (!opened.ok) throw new Error(opened.error.message);
const store = opened.value;
const loaded = await loadPack('resources/packs/retail', () => undefined);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const other = await loadPack('resources/packs/banking', () => undefined);
if (!other.ok) throw new Error('x');
const pack = loaded.value;
let seed = 1; const rnd = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const sentences = [...pack.articles, ...other.value.articles].flatMap((a) => a.body.split(/(?<=[.!?])\s+/)).filter((s) => s.length > 30 && !s.includes('#'));
const retriever = createRetriever({ knowledge: store.knowledge, encoder, clock: systemClock });
const indexer = createKnowledgeIndexer({ knowledge: store.knowledge, encoder, clock: systemClock, onChanged: retriever.invalidate });
await indexer.importPack(pack);
const t0 = performance.now();
let n = retriever.warm('retail');
store.transaction(() => {
  for (let d = 0; n < 10_000; d += 1) {
    const passages: any[] = []; const vectors: Float32Array[] = [];
    for (let p = 0; p < 20 && n < 10_000; p += 1, n += 1) {
      const text = Array.from({ length: 6 }, () => sentences[Math.floor(rnd() * sentences.length)]).join(' ');
      passages.push({ id: `${d}#${p}`, document: `doc-${d}`, pack: 'retail', ordinal: p, title: `Synthetic ${d}`, heading: `Part ${p}`, anchor: 'a', text });
      const v = new Float32Array(encoder.dimensions).map(() => rnd() - 0.5); const l = Math.hypot(...v); vectors.push(v.map((x) => x / l));
    }
    store.knowledge.putDocument({ id: `doc-${d}`, pack: 'retail', path: `s/${d}.md`, title: `Synthetic ${d}`, hash: 'x', audience: 'customer', language: 'en', importedAt: 1, body: 'x' } as any, passages, vectors, encoder.model);
  }
}, 'normal');
console.log('filled', n, Math.round(performance.now() - t0), 'ms; dims', encoder.dimensions);
retriever.invalidate('retail');
const t1 = performance.now(); retriever.warm('retail'); console.log('matrix load', Math.round(performance.now() - t1), 'ms');
const engine: any = createPolicyEngine(pack.policies); const policy = engine.value;
const suggest = createSuggest({ ids: { make: (p) => `${p}-${++n}` }, clock: systemClock, articles: retriever });
const model = { name: 'm', version: '1', sha256: 'x' };
const examples = pack.manifest.intents.flatMap((i) => i.examples.map((t) => ({ t, i })));
const stat = (name: string, ms: number[]) => { const s = [...ms].sort((a, b) => a - b); console.log(name, 'n', s.length, 'p50', s[s.length >> 1]!.toFixed(2), 'p95', s[Math.floor(s.length * 0.95)]!.toFixed(2), 'p99', s[Math.floor(s.length * 0.99)]!.toFixed(2), 'max', s.at(-1)!.toFixed(2)); };
const cpu = () => { const c = (process as any).threadCpuUsage(); return (c.user + c.system) / 1000; };
for (const round of ['warm-up', 'measured']) {
  const withVector: number[] = [], without: number[] = [], full: number[] = [], given: number[] = [], bm: number[] = [];
  for (let r = 0; r < (round === 'warm-up' ? 1 : 3); r += 1) for (const { t, i } of examples) {
    const text = `${t} (${r}${round[0]})`;
    const history = ['I bought something from you two weeks ago', 'it was a tent and a jacket'];
    let a = performance.now();
    await retriever.search({ pack: 'retail', text, history, k: 5, intent: i.title });
    without.push(performance.now() - a);
    const [vector] = await encoder.embed([text]);
    a = cpu();
    await retriever.search({ pack: 'retail', text, history, k: 5, intent: i.title, vector: vector! });
    withVector.push(cpu() - a);
    a = cpu(); store.knowledge.matchText('retail', t, '2026-11-22', 50); bm.push(cpu() - a);
    const turn: any = { id: 't1', conversation: 'c', sequence: 1, speaker: 'customer', kind: 'message', text: `${text} full`, at: 1, redactions: 0 };
    const view: any = { conversation: { id: 'c' }, turns: [turn], insights: { t1: [{ kind: 'intent', value: i.name, title: i.title, confidence: 0.9, threshold: 0.5, ranked: [], evidence: [], model }] }, suggestions: [], actions: [], approvals: [], record, position: 1 };
    const run = async (v?: Float32Array) => {
      const acceptedAt = performance.now(); const c0 = cpu();
      const m = intentInForce(view, pack);
      const facts = buildFacts({ record, entities: entitiesOf(view), today: '2026-11-22', intent: m ? { name: m.insight.value, confidence: 0.9 } : null, agent: 'Sam', company: 'x', manner: mannerOf(pack) });
      await suggest.forTurn({ view, turn, pack, facts, decide: (kind, context) => policy.decide({ principal: 'agent', actor: 'Sam', kind, context }), verbosity: 'full', tone: 'friendly', acceptedAt, origin: 'pushed', ...(v ? { vector: v } : {}) });
      return v ? cpu() - c0 : performance.now() - acceptedAt;
    };
    full.push(await run());
    const [v2] = await encoder.embed([turn.text]);
    given.push(await run(v2));
  }
  if (round === 'measured') { stat('bm25 alone', bm); stat('search, vector given', withVector); stat('search incl. embedding the turn', without); stat('suggest full incl. embedding', full); stat('suggest, vector given', given); }
}
await encoder.close(); store.close();
