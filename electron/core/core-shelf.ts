import { join } from 'node:path';
import { createModelChoices } from './inference/model-choices.ts';
import { createModelShelf, type ModelShelf } from './inference/model-shelf.ts';
import { ModelError, type ModelRegistry, readRegistry } from './inference/registry.ts';
import { createSpeedRunner } from './inference/speed-runner.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock } from './ports.ts';
import { lockFolder } from './store/lock.ts';
import type { ModelDesk } from './surface.ts';

export interface Shelf {
  readonly desk: ModelDesk;
  /** The model that a task uses. Throws ModelError when the registry cannot be read. */
  readonly chosen: ModelShelf['chosen'];
  close(): Promise<void>;
}

/** Where the mirror's address comes from; IT sets it for all users of a machine. */
const mirrorVariable = 'EARSHOT_MODEL_MIRROR';

/** Models as parts: those that come with Earshot and those in `<data>/models`. */
export async function openShelf(parts: {
  readonly modelsFolder: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** What a model costs in memory now; undefined when it is not loaded. */
  readonly memory: (name: string) => { readonly residentBytes?: number } | undefined;
  /** Another model does this task from now on. */
  readonly onChosen: (task: string) => void;
}): Promise<Shelf> {
  const { clock, log } = parts;
  let broken: ModelError | undefined;
  let registry: ModelRegistry = [];
  try {
    registry = await readRegistry(parts.modelsFolder);
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown;
    broken = thrown;
    log.error('Models cannot be listed.', { reason: messageOf(thrown) });
  }
  const models = join(parts.dataFolder, 'models');
  const shelf = createModelShelf({
    registry,
    embedded: parts.modelsFolder,
    models,
    choices: createModelChoices(models),
    mirror: process.env[mirrorVariable],
    clock,
    log,
    lock: lockFolder,
    residentBytes: () => process.memoryUsage.rss(),
    runner: createSpeedRunner(clock),
    memory: parts.memory,
  });
  return {
    desk: {
      list: () => shelf.list(),
      watch: (signal) => shelf.watch(signal),
      install: (input) => shelf.install(input),
      cancel: (name) => shelf.cancel(name),
      verify: (name) => shelf.verify(name),
      remove: (name) => shelf.remove(name),
      use: async (name) => {
        const used = await shelf.use(name);
        const task = registry.find((entry) => entry.name === name)?.task;
        if (used.ok && task !== undefined) parts.onChosen(task);
        return used;
      },
      measure: (name) => shelf.measure(name),
    },
    chosen: async (task) => {
      if (broken !== undefined) throw broken;
      return shelf.chosen(task);
    },
    close: () => shelf.close(),
  };
}
