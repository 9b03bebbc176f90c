import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordings } from '#core/channels/index.ts';
import { createEncoder, type Encoder } from '#core/inference/encoder.ts';
import { readRegistry } from '#core/inference/registry.ts';
import { loadPack } from '#core/packs/load.ts';
import { askCall, ticksFor } from '#core/suggest/index.ts';
import type { Pack } from '#domain/pack.ts';
import { Turn } from '#domain/conversation.ts';
import type { ConversationView } from '#domain/view.ts';
import { withReplayCore } from '#hosts/cli-session.ts';
import { runReplay } from '#hosts/replay-run.ts';

/** @file Help in live calls against sets of our own, with floors under today's figures. */

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const half = z.enum(['dev', 'held']);
const lines = z
  .array(
    z.object({
      pack: z.string(),
      half,
      about: z.array(z.string()).default([]),
      ticks: z.array(z.string()),
      text: z.string(),
      said: z.string().optional(),
    }),
  )
  .parse(parse(readFileSync(join(here, 'checklist-lines.yaml'), 'utf8')));
const questions = z
  .array(
    z.object({
      call: z.string(),
      half,
      question: z.string(),
      turns: z.array(z.number()),
      value: z.string().optional(),
    }),
  )
  .parse(parse(readFileSync(join(here, 'call-questions.yaml'), 'utf8')));

let encoder: Encoder;
const packs = new Map<string, Pack>();
const embed = (texts: readonly string[]): Promise<Float32Array[]> => encoder.embed(texts);
const packOf = (name: string): Pack => {
  const pack = packs.get(name);
  if (pack === undefined) throw new Error(`No pack ${name}.`);
  return pack;
};

beforeAll(async () => {
  const modelsDir = join(root, 'models');
  encoder = await createEncoder({ modelsDir, registry: await readRegistry(modelsDir) });
  for (const name of ['banking', 'retail', 'saas', 'telecom']) {
    const loaded = await loadPack(join(root, 'resources', 'packs', name), () => undefined);
    if (!loaded.ok) throw new Error(loaded.error.message);
    packs.set(name, loaded.value);
  }
});
afterAll(() => encoder.close());

const share = (part: number, whole: number): number =>
  whole === 0 ? 1 : Math.round((part / whole) * 1_000) / 1_000;

describe('the checklist against what agents say', () => {
  const ticked = async (line: (typeof lines)[number]): Promise<string[]> => {
    const pack = packOf(line.pack);
    // The set says what the call is about; here items of other matters are left out.
    const checklist = pack.manifest.checklist
      .filter(
        ({ intents }) => intents.length === 0 || intents.some((each) => line.about.includes(each)),
      )
      .map((item) => ({ ...item, intents: [] }));
    const turn = Turn.parse({
      id: 'turn-0001',
      conversation: 'call-0001',
      sequence: 1,
      speaker: 'agent',
      kind: 'utterance',
      text: line.text,
      at: 0,
      redactions: 0,
    });
    const ticks = await ticksFor({
      pack: { manifest: { ...pack.manifest, checklist } },
      turns: [turn],
      embed,
    });
    return ticks.map(({ item }) => item);
  };

  it.each([
    ['dev', 'clean', 0.95, 0.88],
    ['dev', 'degraded', 0.9, 0.68],
    ['held', 'clean', 0.93, 0.76],
    ['held', 'degraded', 0.92, 0.6],
  ] as const)('%s, %s', async (part, kind, precision, recall) => {
    const own = lines.filter(
      (line) => line.half === part && (line.said === undefined) === (kind === 'clean'),
    );
    expect(own.length).toBeGreaterThanOrEqual(40);
    let right = 0;
    let found = 0;
    for (const line of own) {
      const items = await ticked(line);
      found += items.length;
      right += items.filter((item) => line.ticks.includes(item)).length;
    }
    const wanted = own.reduce((sum, { ticks }) => sum + ticks.length, 0);
    const figures = { precision: share(right, found), recall: share(right, wanted), n: wanted };
    expect(figures.precision).toBeGreaterThanOrEqual(precision);
    expect(figures.recall).toBeGreaterThanOrEqual(recall);
  });

  it('names only items that the packs have', () => {
    for (const { pack, ticks, about } of lines) {
      const { checklist, intents } = packOf(pack).manifest;
      expect(checklist.map(({ name }) => name)).toEqual(expect.arrayContaining(ticks));
      expect(intents.map(({ name }) => name)).toEqual(expect.arrayContaining(about));
    }
  });
});

describe('questions about recorded calls', () => {
  const views = new Map<string, ConversationView>();

  beforeAll(async () => {
    for (const name of packs.keys())
      await withReplayCore(
        { packs: [name], startAt: Date.UTC(2026, 0, 15, 9), frozenStopwatch: true },
        async ({ core, clock }) => {
          const calls = new Set(
            questions.map(({ call }) => call).filter((call) => call.startsWith(`${name}/`)),
          );
          for (const call of calls) {
            const file = call.slice(name.length + 1);
            const path = join(root, 'resources', 'packs', name, 'replays', `${file}.jsonl`);
            const read = readRecordings(file, readFileSync(path), { text: 'human' });
            if (!read.ok) throw new Error(read.error.message);
            for (const recording of read.value) {
              await runReplay({
                core,
                clock,
                pack: name,
                recording,
                speed: 'instant',
                onEvent: () => undefined,
              });
              const view = core.view(recording.header.session);
              if (view !== undefined) views.set(call, view);
            }
          }
        },
      );
  }, 400_000);

  it.each([
    ['dev', 0.78, 0.73],
    ['held', 0.73, 0.66],
  ] as const)('%s', async (part, hit, silent) => {
    const own = questions.filter((question) => question.half === part);
    const answered = own.filter(({ turns }) => turns.length > 0);
    const empty = own.filter(({ turns }) => turns.length === 0);
    let first = 0;
    let kept = 0;
    for (const { call, question, turns } of own) {
      const view = views.get(call);
      if (view === undefined) throw new Error(`No call ${call}.`);
      const answer = await askCall({
        view,
        pack: packOf(call.split('/')[0] ?? ''),
        question,
        embed,
      });
      for (const { turn, span, text } of answer.quotes)
        expect(view.turns.find(({ id }) => id === turn)?.text.slice(span.start, span.end)).toBe(
          text,
        );
      if ((answer.quotes.length === 0) !== (answer.reason !== undefined))
        throw new Error(`Quotes or a reason, not both: ${question}`);
      const [best] = answer.quotes;
      const sequence = view.turns.find(({ id }) => id === best?.turn)?.sequence ?? 0;
      if (turns.length === 0) kept += Number(best === undefined);
      else first += Number(turns.includes(sequence));
    }
    const figures = {
      hit1: share(first, answered.length),
      n: answered.length,
      abstains: share(kept, empty.length),
      without: empty.length,
    };
    expect(figures.hit1).toBeGreaterThanOrEqual(hit);
    expect(figures.abstains).toBeGreaterThanOrEqual(silent);
  });
});
