import { join } from 'node:path';
import { openModels } from '../../electron/core/core-models.ts';
import { openPacks } from '../../electron/core/core-packs.ts';
import { createModelUnderstanding } from '../../electron/core/core-understanding.ts';
import { findModel, readRegistry } from '../../electron/core/inference/registry.ts';
import { createLog } from '../../electron/core/log.ts';
import { systemClock } from '../../electron/core/system-ports.ts';
import { redactLogText } from '../../electron/core/understand/index.ts';
import { findAppFolder } from '../../electron/hosts/app-folder.ts';
import { ConversationId, TurnId } from '../../electron/domain/ids.ts';
import type { Turn } from '../../electron/domain/conversation.ts';
import { messages } from './bench-core.ts';
import { type Line, percentileOf } from './report.ts';

const turns = 500;

/** Everything that is understood of one turn, and each model alone, on turns that no cache knows. */
export async function understandTurns(): Promise<Line[]> {
  const app = findAppFolder();
  const modelsDir = join(app, 'models');
  const registry = await readRegistry(modelsDir);
  const before = process.memoryUsage.rss();
  const log = createLog({
    level: 'error',
    now: () => Date.now(),
    redact: redactLogText,
    write: (line) => process.stderr.write(`${line}\n`),
  });
  const models = await openModels({
    log,
    chosen: async (task) => {
      const known = registry.some((entry) => entry.task === task && entry.default);
      return known
        ? { entry: findModel(registry, { task }), modelsDir, folder: modelsDir }
        : undefined;
    },
  });
  try {
    const grown = process.memoryUsage.rss() - before;
    const opened = await openPacks(join(app, 'resources', 'packs'), ['retail'], log);
    const pack = opened.ok ? opened.value.get('retail')?.pack : undefined;
    if (pack === undefined) throw new Error('The retail pack cannot be opened.');
    const { intents } = pack.manifest;
    const understanding = createModelUnderstanding({
      models,
      clock: systemClock,
      log,
      intents: {
        // A head of the pack's size; which weights it has does not change what it costs.
        inUse: async () => (await import('./bench-head.ts')).headOf(intents, models.encoder),
      },
    });
    const said = messages(turns * 5).map((text, index) => turnOf(text, index));
    const read = (turn: Turn) => understanding.read(turn, { turns: [], insights: {} }, pack);
    for (const turn of said.slice(0, 50)) await read(turn);
    const texts = said.map(({ text }) => text);
    const of = (part: number): string[] => texts.slice(part * turns, (part + 1) * turns);
    const { sentiment, entities } = models;
    const recorded = Object.values(pack.replays)
      .flatMap((text) => text.trim().split('\n'))
      .map((line) => JSON.parse(line) as { speaker?: string; text?: string })
      .flatMap(({ speaker, text }) => (speaker === 'customer' && text !== undefined ? [text] : []))
      .map((text, index) => turnOf(text, turns * 5 + index));
    return [
      await timed("a turn of the pack's recordings, everything", recorded, read, {
        p50: 5,
        p99: 25,
      }),
      await timed('a turn of some 27 tokens, everything', said.slice(turns, 2 * turns), read, {
        p50: 5,
        p99: 25,
      }),
      await timed('its vector', of(2), (text) => models.encoder.embed([text]), { p50: 3 }),
      ...(sentiment === undefined
        ? []
        : [await timed('its sentiment model', of(3), (text) => sentiment.classify([text]), {})]),
      ...(entities === undefined
        ? []
        : [await timed('its entities model', of(4), (text) => entities.tag([text]), {})]),
      {
        what: 'models loaded, growth of the process',
        n: 1,
        unit: 'MB',
        value: grown / 1e6,
        budget: {},
      },
    ];
  } finally {
    await models.close();
  }
}

async function timed<T>(
  what: string,
  items: readonly T[],
  run: (item: T) => Promise<unknown>,
  budget: Line['budget'],
): Promise<Line> {
  const times: number[] = [];
  for (const item of items) {
    const from = performance.now();
    await run(item);
    times.push(performance.now() - from);
  }
  return {
    what,
    n: times.length,
    unit: 'ms',
    p50: percentileOf(times, 0.5),
    p99: percentileOf(times, 0.99),
    budget,
  };
}

const turnOf = (text: string, index: number): Turn => ({
  id: TurnId.parse(`bench-${index}`),
  conversation: ConversationId.parse('bench'),
  sequence: 1,
  speaker: 'customer',
  kind: 'message',
  text,
  at: Date.UTC(2026, 0, 15, 9),
  redactions: 0,
});
