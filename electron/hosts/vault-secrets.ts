import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '#core/ports.ts';
import { createFileSecrets, SecretsFailure } from '#core/secrets/file-secrets.ts';
import { keyVariable } from '#core/secrets/names.ts';

/** Asks the vault's owner (Electron's main process). */
export type AskVault = (name: string, proposal?: string) => Promise<string | undefined>;

const isInFile = (folder: string, name: string): boolean =>
  existsSync(join(folder, `${name}.secret`));
const isInVault = (folder: string, name: string): boolean =>
  existsSync(join(folder, `${name}.vault`));

/**
 * Secrets of a data folder: a secret stays where it was first kept, since a second key would not
 * open the database. New ones go to the vault when there is one, else to a file.
 *
 * Without a vault (the browser window, the command line) a secret that Electron sealed cannot be
 * read, and says so instead of making a new one.
 */
export function createHostSecrets(
  folder: string,
  vault?: { readonly name: string; readonly ask: AskVault },
): Secrets {
  const files = createFileSecrets(folder);
  const overridden = (process.env[keyVariable] ?? '') !== '';
  return {
    kind: vault === undefined || overridden ? files.kind : vault.name,
    getOrCreate: async (name, create) => {
      if (overridden || isInFile(folder, name)) return files.getOrCreate(name, create);
      if (vault === undefined) {
        if (isInVault(folder, name))
          throw new SecretsFailure(
            "This data folder's key is in the system's vault, where only the Electron window can read it.",
            'Open Earshot with --host electron, or choose another folder with --data-dir.',
          );
        return files.getOrCreate(name, create);
      }
      const kept = (await vault.ask(name)) ?? (await vault.ask(name, create()));
      if (kept === undefined)
        throw new SecretsFailure(
          `The system's vault did not keep the secret "${name}".`,
          'Unlock the keyring and start Earshot again.',
        );
      return kept;
    },
  };
}
