import { createEngine } from '#core/inference/engine.ts';
import type { OpenableModel } from '#core/inference/installed.ts';
import { systemClock } from '#core/system-ports.ts';
import type { TokenTagger } from '#core/ports.ts';
import { refuse } from './cli-output.ts';
import { openCliShelf } from './cli-shelf.ts';
import { defaultDataFolder } from './data-folder.ts';

interface Wanted {
  readonly task: string;
  readonly name?: string | undefined;
  readonly dataFolder?: string | undefined;
}

/** The embedded or chosen tagger for as long as `run` takes; undefined where there is none. */
export async function withTagger<T>(
  run: (tagger: TokenTagger | undefined) => Promise<T>,
): Promise<T> {
  const found = await findModel({ task: 'entities' });
  if (found === undefined) return run(undefined);
  const engine = createEngine({ modelsDir: found.modelsDir, clock: systemClock });
  try {
    return await run(await engine.tagger(found.entry));
  } finally {
    await engine.close();
  }
}

async function findModel({ task, name, dataFolder }: Wanted): Promise<OpenableModel | undefined> {
  const shelf = await openCliShelf(dataFolder ?? defaultDataFolder(), (line) =>
    process.stderr.write(`${line}\n`),
  );
  try {
    return name === undefined ? await shelf.chosen(task) : await shelf.openable(name);
  } finally {
    await shelf.close();
  }
}

/** The named model, or the one that a task uses in this data folder; refuses where there is none. */
export async function openModel(wanted: Wanted): Promise<OpenableModel> {
  const found = await findModel(wanted);
  if (found !== undefined) return found;
  throw refuse({
    message: `There is no model for ${wanted.task} here.`,
    mend: 'earshot models list shows what can be installed.',
  });
}
