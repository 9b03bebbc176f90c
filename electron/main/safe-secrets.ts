import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The part of Electron's `safeStorage` that this needs. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plain: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }>;
  /** Linux only. */
  getSelectedStorageBackend(): string;
}

/** Secrets sealed by the system's vault, one file each beside the core's other secrets. */
export interface SafeSecrets {
  /** The vault's name, for a person. */
  readonly vault: string;
  /** The kept secret, or with a proposal that one, now kept. Undefined without either. */
  get(name: string, proposal?: string): Promise<string | undefined>;
}

const names: Readonly<Record<string, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows data protection',
  gnome_libsecret: 'GNOME keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/**
 * Opens the system's vault. Linux without a keyring offers `basic_text`, which hides a secret with
 * a password that everybody knows: that is refused, and the core keeps its secrets in files that
 * only this user can read, which is at least what it says.
 * @returns the vault, or the sentence why there is none
 */
export async function openSafeSecrets(
  storage: SafeStorage,
  folder: string,
  platform: string,
): Promise<
  | { readonly ok: true; readonly value: SafeSecrets }
  | { readonly ok: false; readonly error: string }
> {
  const backend = platform === 'linux' ? storage.getSelectedStorageBackend() : platform;
  const vault = names[backend];
  if (vault === undefined || !(await storage.isAsyncEncryptionAvailable()))
    return {
      ok: false,
      error:
        'This system has no keyring that Earshot can use, so its keys are kept in files that only this user can read. Unlock or install a keyring (GNOME keyring, KWallet) for better protection.',
    };

  const fileOf = (name: string): string => join(folder, `${name}.vault`);
  const seal = async (name: string, value: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const next = `${fileOf(name)}.next`;
    await writeFile(next, await storage.encryptStringAsync(value), { mode: 0o600, flush: true });
    await rename(next, fileOf(name));
  };
  const unseal = async (name: string): Promise<string | undefined> => {
    const sealed = await readFile(fileOf(name)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (sealed === undefined) return undefined;
    const { result, shouldReEncrypt } = await storage.decryptStringAsync(sealed);
    if (shouldReEncrypt) await seal(name, result);
    return result;
  };

  // One at a time: two that ask for a new secret must get the same one.
  let queue: Promise<unknown> = Promise.resolve();
  const get = async (name: string, proposal?: string): Promise<string | undefined> => {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new TypeError(`Not a name of a secret: ${name}`);
    const kept = await unseal(name);
    if (kept !== undefined || proposal === undefined) return kept;
    await seal(name, proposal);
    return proposal;
  };
  return {
    ok: true,
    value: {
      vault,
      get: (name, proposal) => {
        const next = queue.then(() => get(name, proposal));
        queue = next.catch(() => undefined);
        return next;
      },
    },
  };
}
