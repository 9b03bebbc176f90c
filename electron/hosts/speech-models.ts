import { join } from 'node:path';
import { ModelError } from '#core/inference/registry.ts';
import { findAppFolder } from './app-folder.ts';
import { refuse, usage } from './cli-output.ts';
import { openCliShelf } from './cli-shelf.ts';
import { defaultDataFolder } from './data-folder.ts';
import type { ModelFolders } from './model-files.ts';

export interface ChosenSpeechModel {
  readonly name: string;
  readonly folders: ModelFolders;
}

/**
 * The named speech model, or the one that this data folder uses; its files are checked.
 *
 * @throws CommandStop with the names there are, or with what to do
 */
export async function chooseSpeechModel(wanted: {
  readonly name?: string | undefined;
  readonly dataFolder?: string | undefined;
}): Promise<ChosenSpeechModel> {
  const dataFolder = wanted.dataFolder ?? defaultDataFolder();
  const folders = {
    embedded: join(findAppFolder(), 'models'),
    installed: join(dataFolder, 'models'),
  };
  const shelf = await openCliShelf(dataFolder, (line) => process.stderr.write(`${line}\n`));
  try {
    const known = (await shelf.list()).filter(({ task }) => task === 'speech');
    const here = known.filter(({ state }) => state === 'embedded' || state === 'installed');
    if (wanted.name !== undefined) {
      const found = known.find(({ name }) => name === wanted.name);
      if (found === undefined)
        throw usage(
          `There is no speech model "${wanted.name}"; there is ${here.map(({ name }) => name).join(', ')}.`,
        );
      if (found.state === 'available')
        throw refuse({
          message: `The speech model ${found.name} is not installed.`,
          mend: `earshot models install ${found.name}`,
        });
      // Before a browser is started for it, and once instead of for every recording.
      const checked = await shelf.verify(found.name);
      if (!checked.ok) throw refuse(checked.error);
      return { name: found.name, folders };
    }
    const chosen = await shelf.chosen('speech');
    if (chosen === undefined)
      throw refuse({
        message: 'There is no speech model here.',
        mend: 'earshot models list shows what can be installed.',
      });
    return { name: chosen.entry.name, folders };
  } catch (thrown) {
    if (thrown instanceof ModelError) throw refuse({ message: thrown.message });
    throw thrown;
  } finally {
    await shelf.close();
  }
}
