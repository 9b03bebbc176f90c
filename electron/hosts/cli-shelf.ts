import { join } from 'node:path';
import { createModelChoices } from '#core/inference/model-choices.ts';
import { createModelShelf, type ModelShelf } from '#core/inference/model-shelf.ts';
import { readRegistry } from '#core/inference/registry.ts';
import { createLog, messageOf } from '#core/log.ts';
import { lockFolder } from '#core/store/lock.ts';
import { systemClock } from '#core/system-ports.ts';
import { findAppFolder } from './app-folder.ts';
import { refuse } from './cli-output.ts';

/** The models of a data folder, without a database: a command works beside a running Earshot. */
export async function openCliShelf(
  dataFolder: string,
  complain: (line: string) => void,
): Promise<ModelShelf> {
  const embedded = join(findAppFolder(), 'models');
  const installed = join(dataFolder, 'models');
  const registry = await readRegistry(embedded).catch((thrown: unknown) => {
    throw refuse({ message: messageOf(thrown) });
  });
  const debug = process.env['EARSHOT_DEBUG'] !== undefined;
  return createModelShelf({
    registry,
    embedded,
    models: installed,
    choices: createModelChoices(installed),
    mirror: process.env['EARSHOT_MODEL_MIRROR'],
    clock: systemClock,
    lock: lockFolder,
    residentBytes: () => process.memoryUsage.rss(),
    // Loaded when something is measured: a list need not wait for the engine.
    runner: async (model) =>
      (await import('#core/inference/speed-runner.ts')).createSpeedRunner(systemClock)(model),
    log: createLog({
      level: debug ? 'debug' : 'error',
      now: () => systemClock.now(),
      redact: (text) => text,
      write: complain,
    }),
  });
}
