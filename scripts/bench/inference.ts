import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEngine } from '../../electron/core/inference/engine.ts';
import { findModel, readRegistry } from '../../electron/core/inference/registry.ts';
import { systemClock } from '../../electron/core/system-ports.ts';
import { findAppFolder } from '../../electron/hosts/app-folder.ts';
import { messages } from './bench-core.ts';
import { type Line, percentileOf } from './report.ts';

const imported = 2_000;
const turns = 200;

/** One turn alone, then one every 10 ms while an import runs, with what the event loop felt of it. */
export async function inferenceBesideTheLoop(): Promise<Line[]> {
  const modelsDir = join(findAppFolder(), 'models');
  const entry = findModel(await readRegistry(modelsDir), { task: 'embedding' });
  const engine = createEngine({ modelsDir, clock: systemClock });
  try {
    const encoder = await engine.encoder(entry, { cacheSize: 0 });
    const timed = async (text: string): Promise<number> => {
      const from = performance.now();
      await encoder.embed([text]);
      return performance.now() - from;
    };
    const texts = messages(imported + 2 * turns);
    await encoder.embed(texts.slice(0, 50));
    const alone: number[] = [];
    for (const text of texts.slice(0, turns)) alone.push(await timed(text));
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const from = performance.now();
    let done = 0;
    const importing = encoder.embed(texts.slice(-imported), { priority: 'background' }).then(() => {
      done = performance.now() - from;
    });
    const beside: number[] = [];
    for (const text of texts.slice(turns, 2 * turns)) {
      if (done > 0) break;
      beside.push(await timed(text));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await importing;
    loop.disable();
    const [stats] = engine.stats().models;
    const spread = (what: string, times: readonly number[], budget: Line['budget'] = {}): Line => ({
      what,
      n: times.length,
      unit: 'ms',
      p50: percentileOf(times, 0.5),
      p99: percentileOf(times, 0.99),
      budget,
    });
    return [
      spread('one turn embedded', alone, { p50: 3 }),
      spread('one turn embedded beside an import', beside),
      {
        what: 'one text of an import beside turns',
        n: imported,
        unit: 'ms',
        value: done / imported,
        budget: {},
      },
      {
        what: 'event loop delay beside an import',
        n: loop.count,
        unit: 'ms',
        p50: loop.percentile(50) / 1e6,
        p99: loop.percentile(99) / 1e6,
        budget: {},
      },
      { what: 'load of the encoder', n: 1, unit: 'ms', value: stats?.loadMs ?? 0, budget: {} },
      {
        what: 'growth of the process at that load',
        n: 1,
        unit: 'MB',
        value: (stats?.residentGrowth ?? 0) / 1e6,
        budget: {},
      },
    ];
  } finally {
    await engine.close();
  }
}
