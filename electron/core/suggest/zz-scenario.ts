import { mkdtempSync, readFileSync } from 'node:fs';
import { createEncoder } from '../inference/encoder.ts';
import { readRegistry } from '../inference/registry.ts';
import {
  trainHead,
  scoreHead,
  decide as decideHead,
  OUT_OF_SCOPE,
} from '../inference/softmax-head.ts';
import { createPolicyEngine } from '../approve/index.ts';
import { loadPack } from '../packs/index.ts';
import { openStore } from '../store/index.ts';
import { systemClock } from '../system-ports.ts';
import { createKnowledgeIndexer, createRetriever } from '../retrieve/index.ts';
import {
  buildFacts,
  buildWrapUp,
  concernsSubscription,
  createSuggest,
  entitiesOf,
  identify,
  intentInForce,
  mannerOf,
} from './index.ts';

const name = process.argv[2] ?? 'retail';
const today = new Date().toISOString().slice(0, 10);
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
const loaded = await loadPack(`resources/packs/${name}`, () => undefined);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const pack = loaded.value;
await indexer.importPack(pack);
const texts = [
  ...pack.manifest.intents.flatMap((i) => i.examples.map((t) => ({ t, l: i.name }))),
  ...pack.manifest.outOfScope.map((t) => ({ t, l: OUT_OF_SCOPE })),
];
const vecs: Float32Array[] = [];
for (let i = 0; i < texts.length; i += 64)
  vecs.push(...(await encoder.embed(texts.slice(i, i + 64).map((x) => x.t))));
const head = trainHead(texts.map((x, i) => ({ label: x.l, vector: vecs[i]! })) as any);
const engine: any = (createPolicyEngine as any)(
  pack.policies,
  pack.manifest.actions.map((a) => a.kind),
);
const policy = engine.ok === undefined ? engine : engine.value;
const day = (s: string) =>
  s
    .replace(/"@-(\d+)d"/g, (_, n) =>
      JSON.stringify(new Date(Date.now() - Number(n) * 864e5).toISOString().slice(0, 10)),
    )
    .replace(/"@\+?(\d+)d"/g, (_, n) =>
      JSON.stringify(new Date(Date.now() + Number(n) * 864e5).toISOString().slice(0, 10)),
    );
for (const r of JSON.parse(day(readFileSync(`resources/crm/${name}.json`, 'utf8')))) {
  const mirror = { source: 'local', fetchedAt: 1, etag: '1' };
  const m = (x: any) => ({ ...x, mirror });
  store.mirror.putRecord({
    customer: m(r.customer),
    orders: r.orders.map(m),
    subscriptions: r.subscriptions.map(m),
    tickets: r.tickets.map(m),
    notes: r.notes.map(m),
  });
}
let n = 0;
const ids = { make: (p: string) => `${p}-${++n}` };
const suggest = createSuggest({ ids, clock: systemClock, articles: retriever });
const model = { name: 'm', version: '1', sha256: 'x' };
for (const [file, text] of Object.entries(pack.replays)) {
  if (process.argv[3] && file !== process.argv[3]) continue;
  console.log('\n=====', file);
  let view: any = {
    conversation: {
      id: 'c',
      channel: 'practice',
      pack: name,
      title: '',
      agent: 'Sam',
      state: 'live',
      startedAt: 0,
    },
    turns: [],
    insights: {},
    suggestions: [],
    actions: [],
    approvals: [],
    position: 1,
  };
  let seq = 0;
  for (const l of text
    .trim()
    .split('\n')
    .map((x) => JSON.parse(x))) {
    if (!l.speaker) continue;
    seq += 1;
    const turn: any = {
      id: `t${seq}`,
      conversation: 'c',
      sequence: seq,
      speaker: l.speaker,
      kind: 'message',
      text: l.text,
      at: seq,
      redactions: 0,
    };
    const acceptedAt = performance.now();
    const insights: any[] = [];
    let vector: Float32Array | undefined;
    if (l.speaker === 'customer') {
      [vector] = await encoder.embed([l.text], { priority: 'live' });
      const ranked = scoreHead(head, vector!)
        .filter((x) => x.label !== OUT_OF_SCOPE)
        .slice(0, 5);
      const best = decideHead(head, scoreHead(head, vector!));
      const value = best && best.label !== OUT_OF_SCOPE ? best.label : null;
      insights.push({
        kind: 'intent',
        value,
        title: pack.manifest.intents.find((i) => i.name === value)?.title ?? '',
        confidence: best?.confidence ?? 0,
        threshold: 0.5,
        ranked,
        evidence: [],
        model,
      });
    }
    const ent = (kind: string, re: RegExp) => {
      for (const m of l.text.matchAll(re))
        insights.push({
          kind: 'entity',
          entity: kind,
          value: m[1] ?? m[0],
          display: m[1] ?? m[0],
          confidence: 1,
          evidence: [],
          sources: [
            { turn: turn.id, span: { start: m.index, end: m.index + m[0].length }, text: m[0] },
          ],
          model,
        });
    };
    ent('order_number', /\b(\d{5})\b/g);
    ent('email', /[\w.]+@[\w.]+\w/g);
    ent('account_number', /\b(LF-\d{6}|\d{8,10})\b/g);
    view = {
      ...view,
      turns: [...view.turns, turn],
      insights: { ...view.insights, [turn.id]: insights },
    };
    const who = identify({ entities: entitiesOf(view), mirror: store.mirror });
    if (who.kind === 'found') view = { ...view, record: who.record };
    const intent = intentInForce(view, pack);
    const facts = buildFacts({
      record: view.record,
      entities: entitiesOf(view),
      today,
      intent: intent ? { name: intent.insight.value, confidence: intent.insight.confidence } : null,
      agent: 'Sam',
      company: pack.manifest.company,
      manner: mannerOf(pack),
      aboutSubscription: concernsSubscription(pack, intent?.insight.value ?? null),
    });
    const out = await suggest.forTurn({
      view,
      turn,
      pack,
      facts,
      decide: (kind, context) => policy.decide({ principal: 'agent', actor: 'Sam', kind, context }),
      verbosity: 'full',
      tone: 'friendly',
      acceptedAt,
      origin: 'pushed',
      ...(vector ? { vector } : {}),
    });
    const i0 = insights[0];
    console.log(
      `${l.speaker === 'customer' ? 'C' : 'A'}: ${l.text}  ${i0?.kind === 'intent' ? `[${i0.value} ${i0.confidence.toFixed(2)} | ${i0.ranked[0].label}]` : ''} ${view.record ? '(' + view.record.customer.name + ')' : ''}`,
    );
    for (const e of out.expire)
      console.log(
        `      - ${view.suggestions.find((s: any) => s.id === e.suggestion).title}: ${e.reason}`,
      );
    view = {
      ...view,
      suggestions: view.suggestions
        .map((s: any) =>
          out.expire.some((e) => e.suggestion === s.id) ? { ...s, state: 'expired' } : s,
        )
        .concat(out.cards),
    };
    for (const c of out.cards)
      console.log(
        `      + ${c.body.kind} [${c.score.toFixed(2)} ${c.ms.toFixed(1)}ms] ${c.title} :: ${c.body.kind === 'article' ? c.body.excerpt : c.body.kind === 'action' ? c.body.text + ' EV ' + c.body.expectedValue + ' ' + JSON.stringify(c.body.factors.map((f) => f.name + ': ' + f.detail + ' = ' + f.minor)) : (c.body as any).text}  {${c.citations.map((x) => x.heading).join(' | ')}}`,
      );
    if (out.silence && l.speaker === 'customer')
      console.log(
        `      . ${out.silence.reason}: ${out.silence.considered.map((x) => x.title + ' ' + x.score.toFixed(2)).join(' | ')}`,
      );
  }
  const w = buildWrapUp({ view, pack, now: 1 });
  console.log(
    'WRAPUP',
    w.intent,
    w.disposition,
    w.dispositions.map((d) => `${d.name} ${d.score.toFixed(2)}`),
  );
  for (const line of w.summary) console.log('   ', line.section, line.text, line.turns.join(','));
}
await encoder.close();
store.close();
