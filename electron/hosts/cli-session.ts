import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCountingIds,
  createSeededRandom,
  createVirtualClock,
  type VirtualClock,
} from '#core/replay-ports.ts';
import { createMemorySecrets } from '#core/secrets/memory-secrets.ts';
import type { Core } from '#core/surface.ts';
import { refuse } from './cli-output.ts';
import { openCore } from './open-core.ts';

export interface ReplaySession {
  readonly core: Core;
  readonly clock: VirtualClock;
}

/**
 * A fresh core in a temporary data folder with its own time, so that the same file gives the same
 * result every time. The stopwatch is real: the latencies printed are this machine's.
 */
export async function withReplayCore<T>(
  options: {
    readonly packs: readonly string[];
    readonly startAt: number;
    /** Where to keep the data; a temporary folder that goes away when absent. */
    readonly dataFolder?: string;
    /** Virtual stopwatch as well: for golden files. */
    readonly frozenStopwatch?: boolean;
  },
  run: (session: ReplaySession) => Promise<T>,
): Promise<T> {
  const temporary = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'earshot-replay-')));
  const clock = createVirtualClock(
    options.startAt,
    options.frozenStopwatch === true ? undefined : () => performance.now(),
  );
  try {
    const opened = await openCore({
      dataFolder,
      packs: options.packs,
      clock,
      ids: createCountingIds(),
      random: createSeededRandom(20261122),
      ...(temporary && { secrets: createMemorySecrets() }),
      logLevel: 'warn',
    });
    if (!opened.ok) throw refuse(opened.error);
    try {
      return await run({ core: opened.value.core, clock });
    } finally {
      await opened.value.core.shutdown();
    }
  } finally {
    if (temporary) await rm(dataFolder, { recursive: true, force: true });
  }
}
