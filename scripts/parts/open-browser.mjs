import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { appWindowArguments } from './browser.mjs';

/**
 * Opens the app window in a browser with a profile of its own.
 * @returns {{closed: Promise<void>, close: () => void}} `closed` when the person closed it
 */
export function openBrowser({ browser, url, profile, tell }) {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) tell.say('Note: as root, the browser runs without its own sandbox.');
  const openedAt = Date.now();
  const child = spawn(browser, appWindowArguments({ url, profile, isRoot }), { stdio: 'ignore' });
  const closed = new Promise((resolve) => {
    child.on('error', (error) => {
      tell.say(`The browser could not be started (${error.message}). Open this address: ${url}`);
    });
    child.on('close', (code) => {
      // A browser that hands the address to one already running ends at once.
      if (code === 0 && Date.now() - openedAt < 1500) return;
      if (code === 0 || child.killed) resolve();
      else tell.say(`The browser ended (exit code ${code}). Open this address: ${url}`);
    });
  });
  return { closed, close: () => child.kill('SIGTERM') };
}
