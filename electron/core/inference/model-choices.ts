import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './installed.ts';

/** @file Which model an admin chose for a task. */

export interface ModelChoices {
  /** Undefined: nobody chose; the registry's default counts. */
  get(task: string): Promise<string | undefined>;
  put(task: string, name: string): Promise<void>;
}

const Choices = z.record(z.string(), z.string());

/**
 * In `<models>/chosen.json`, beside the models and not in the database: the command line chooses
 * while a core runs.
 */
export function createModelChoices(models: string): ModelChoices {
  const path = join(models, 'chosen.json');
  const read = async (): Promise<z.infer<typeof Choices>> => {
    try {
      return Choices.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch {
      // Missing or damaged: the defaults count, and they are always there.
      return {};
    }
  };
  return {
    get: async (task) => (await read())[task],
    put: async (task, name) =>
      writeAtomically(path, `${JSON.stringify({ ...(await read()), [task]: name }, null, 2)}\n`),
  };
}
