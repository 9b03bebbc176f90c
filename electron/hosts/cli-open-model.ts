import { join } from 'node:path';
import { createEngine } from '#core/inference/engine.ts';
import type { OpenableModel } from '#core/inference/installed.ts';
import { createModelChoices } from '#core/inference/model-choices.ts';
import { createModelShelf } from '#core/inference/model-shelf.ts';
import { readRegistry } from '#core/inference/registry.ts';
import { createLog } from '#core/log.ts';
import { lockFolder } from '#core/store/lock.ts';
import type { TokenTagger } from '#core/ports.ts';
import { systemClock } from '#core/system-ports.ts';
import { redactText } from '#core/understand/index.ts';
import { findAppFolder } from './app-folder.ts';
import { CommandStop, refuse } from './cli-output.ts';
import { defaultDataFolder } from './data-folder.ts';

/** The embedded or chosen tagger for as long as `run` takes; undefined where there is none. */
export async function withTagger<T>(
  run: (tagger: TokenTagger | undefined) => Promise<T>,
): Promise<T> {
  const { entry, modelsDir } = await openModel({ task: 'entities' }).catch(absent);
  if (entry === undefined) return run(undefined);
  const engine = createEngine({ modelsDir, clock: systemClock });
  try {
    return await run(await engine.tagger(entry));
  } finally {
    await engine.close();
  }
}

const absent = (thrown: unknown): Partial<OpenableModel> & { modelsDir: string } => {
  if (thrown instanceof CommandStop) return { modelsDir: '' };
  throw thrown;
};

/** The named model, or the one that a task uses in this data folder; without opening the database. */
export async function openModel(wanted: {
  readonly task: string;
  readonly name?: string | undefined;
  readonly dataFolder?: string | undefined;
}): Promise<OpenableModel> {
  const embedded = join(findAppFolder(), 'models');
  const models = join(wanted.dataFolder ?? defaultDataFolder(), 'models');
  const shelf = createModelShelf({
    registry: await readRegistry(embedded),
    embedded,
    models,
    choices: createModelChoices(models),
    clock: systemClock,
    log: createLog({
      level: 'warn',
      now: () => Date.now(),
      redact: redactText,
      write: (line) => process.stderr.write(`${line}\n`),
    }),
    lock: lockFolder,
    residentBytes: () => process.memoryUsage.rss(),
  });
  try {
    const found =
      wanted.name === undefined
        ? await shelf.chosen(wanted.task)
        : await shelf.openable(wanted.name);
    if (found !== undefined) return found;
    throw refuse({
      message: `There is no model for ${wanted.task} here.`,
      mend: 'earshot models list shows what can be installed.',
    });
  } finally {
    await shelf.close();
  }
}
