import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';

/** @file One Electron per test, in a data folder of its own. */

const root = join(import.meta.dirname, '..', '..');

/** The executable, found without `require('electron')`, which would start a download. */
function findElectron(): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron';
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  const file = join(dist, name);
  return existsSync(file) ? file : undefined;
}

export const electronFile = findElectron();

/** Why the smokes do not run here; undefined when they do. */
export const whyNot: string | undefined =
  electronFile === undefined
    ? "Electron's binary is not here and could not be fetched"
    : process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
      ? 'there is no screen (run under xvfb-run)'
      : undefined;

export interface OpenedElectron {
  readonly app: ElectronApplication;
  readonly dataFolder: string;
  close(): Promise<void>;
}

export async function openElectron(): Promise<OpenedElectron> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'earshot-electron-'));
  const app = await _electron.launch({
    ...(electronFile !== undefined && { executablePath: electronFile }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      join(root, 'dist', 'electron'),
      '--data-dir',
      dataFolder,
    ],
  });
  return {
    app,
    dataFolder,
    close: async () => {
      await app.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
