import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Prepared, preparedIn } from '../../electron/core/core-prepared.ts';
import { findAppFolder, preparedFolderOf } from '../../electron/hosts/app-folder.ts';
import { openCore } from '../../electron/hosts/open-core.ts';
import { type Line, percentileOf } from './report.ts';

const rounds = 3;
const nothing: Prepared = { vectors: { find: () => Promise.resolve(new Map()) } };

/** Milliseconds and processor seconds until every pack is at work, in a folder where none was. */
async function firstStart(prepared: Prepared): Promise<{ ms: number; cpuSeconds: number }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-bench-first-'));
  try {
    const from = performance.now();
    const before = process.cpuUsage();
    const opened = await openCore({ dataFolder, prepared, logLevel: 'warn' });
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.core.ready();
    const ms = performance.now() - from;
    const { user, system } = process.cpuUsage(before);
    await opened.value.core.shutdown();
    return { ms, cpuSeconds: (user + system) / 1e6 };
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** A first start with what the build made of the packs, and without it, in turns. */
export async function firstStarts(): Promise<Line[]> {
  const folder = preparedFolderOf(findAppFolder());
  if (!existsSync(folder)) throw new Error('Nothing is prepared; run npm run build first.');
  // Modules and weights are read from the disk once.
  await firstStart(nothing);
  const kinds = [
    { what: 'with what the build made', prepared: () => preparedIn(folder) },
    { what: 'without it', prepared: () => nothing },
  ].map((kind) => ({ ...kind, ms: [] as number[], cpuSeconds: [] as number[] }));
  for (let round = 0; round < rounds; round += 1)
    for (const kind of kinds) {
      const { ms, cpuSeconds } = await firstStart(kind.prepared());
      kind.ms.push(ms);
      kind.cpuSeconds.push(cpuSeconds);
    }
  return kinds.map(({ what, ms, cpuSeconds }) => ({
    what: `first start until all packs are at work, ${what}`,
    n: rounds,
    unit: 'ms' as const,
    p50: percentileOf(ms, 0.5),
    budget: {},
    note: `${percentileOf(cpuSeconds, 0.5).toFixed(1)} s of processor`,
  }));
}
