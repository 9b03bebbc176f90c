import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './project.mjs';
import { run } from './run.mjs';

const retryAfterMs = 24 * 60 * 60 * 1000;
const fetchLimitMs = 180_000;
const note = inRoot('dist', '.electron-unavailable');

/** The Electron executable, found without `require('electron')`, which would start a download. */
export function findElectron(environment = process.env) {
  const folder = inRoot('node_modules', 'electron');
  const named = join(folder, 'path.txt');
  const name = existsSync(named)
    ? readFileSync(named, 'utf8').trim()
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';
  if (environment.ELECTRON_OVERRIDE_DIST_PATH) {
    const file = join(environment.ELECTRON_OVERRIDE_DIST_PATH, name);
    return existsSync(file) ? file : undefined;
  }
  const file = join(folder, 'dist', name);
  return existsSync(join(folder, 'dist', 'version')) && existsSync(file) ? file : undefined;
}

const isOnline = () =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some((one) => !one.internal));

/**
 * Tries to fetch Electron's binary, at most once a day.
 * @returns {Promise<{file?: string, reason?: string}>} the reason is a clause: "…, because REASON"
 */
export async function fetchElectron(tell) {
  if (!existsSync(inRoot('node_modules', 'electron', 'install.js')))
    return { reason: 'its package is not installed' };
  if (existsSync(note)) {
    const { at, reason } = JSON.parse(readFileSync(note, 'utf8'));
    if (Date.now() - at < retryAfterMs)
      return { reason: `${reason} (tried today; remove dist/.electron-unavailable to try now)` };
  }
  if (!isOnline()) return { reason: 'this machine has no network' };
  tell.say('Electron is not here yet; trying to fetch it …');
  const result = await run(process.execPath, [inRoot('node_modules', 'electron', 'install.js')], {
    timeoutMs: fetchLimitMs,
  });
  const file = findElectron();
  if (result.code === 0 && file !== undefined) {
    rmSync(note, { force: true });
    return { file };
  }
  const line = result.output
    .split('\n')
    .find((one) => /error/i.test(one))
    ?.trim();
  const reason = result.timedOut
    ? `fetching it took longer than ${fetchLimitMs / 1000} s`
    : `it could not be fetched: ${line ?? `exit code ${result.code}`}`;
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(note, JSON.stringify({ at: Date.now(), reason }));
  return { reason };
}
