import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { refuse } from './cli-output.ts';

/** @file A browser without a window, for one page of ours, for as long as a command runs. */

export interface HeadlessBrowser {
  /** Rejects with a sentence when the browser ends by itself; never resolves. */
  readonly died: Promise<never>;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

/** A profile of its own, no sound, nothing kept, and no host but this machine can be reached. */
export const headlessArguments = (profile: string, isRoot: boolean): string[] => [
  '--headless',
  `--user-data-dir=${profile}`,
  // The page's address goes through the pipe: arguments can be read by everybody on this machine.
  '--remote-debugging-pipe',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--no-proxy-server',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-quic',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
  '--no-pings',
  '--password-store=basic',
  '--mute-audio',
  '--disable-gpu',
  // /dev/shm of a container is small; what is shared between processes goes to the disk instead.
  '--disable-dev-shm-usage',
  // Nobody sees the page, which is no reason to slow it down.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  // Chromium refuses to run its sandbox as root (containers, CI).
  ...(isRoot ? ['--no-sandbox'] : []),
  'about:blank',
];

const graceMs = 3_000;

/**
 * Opens the page. The browser ends with the command in every case: closed, on an error, when the
 * process exits, and, because it then loses its pipe, when the process is killed.
 *
 * @param file the browser's program
 */
export function openHeadless(file: string, url: string): HeadlessBrowser {
  const profile = mkdtempSync(join(tmpdir(), 'earshot-headless-'));
  const child = spawn(file, headlessArguments(profile, process.getuid?.() === 0), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Not in the terminal's group: Ctrl-C comes to the command, which ends the browser itself.
    detached: process.platform !== 'win32',
  });
  const words = lastWords(child);
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const died = new Promise<never>((_, reject) => {
    child.once('error', (error) =>
      reject(
        refuse({
          message: `The browser ${file} could not be started: ${error.message}.`,
          mend: 'Name another one with CHROME_PATH.',
        }),
      ),
    );
    child.once('close', (code, signal) =>
      reject(
        refuse({
          message: `The browser ended (${signal ?? `exit code ${String(code)}`})${words()}.`,
          mend: 'Run it again; CHROME_PATH may name another browser.',
        }),
      ),
    );
  });
  // Whoever waits hears of it; nobody needs to wait.
  died.catch(() => undefined);
  const removeProfile = (): void =>
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const atExit = (): void => {
    killGroup(child, 'SIGKILL');
    removeProfile();
  };
  process.once('exit', atExit);
  openPage(child, url);
  return {
    died,
    close: async () => {
      killGroup(child, 'SIGTERM');
      const kill = setTimeout(() => killGroup(child, 'SIGKILL'), graceMs);
      await exited;
      clearTimeout(kill);
      process.removeListener('exit', atExit);
      removeProfile();
    },
  };
}

/** One request of the DevTools protocol: commands come in on descriptor 3, each ended by NUL. */
function openPage(child: ChildProcess, url: string): void {
  const [, , , commands, answers] = child.stdio;
  for (const pipe of [commands, answers])
    // Broken when the browser ends: `died` has the sentence.
    pipe?.on('error', () => undefined);
  answers?.on('data', () => undefined);
  const request = { id: 1, method: 'Target.createTarget', params: { url } };
  (commands as Writable | null | undefined)?.write(`${JSON.stringify(request)}\0`);
}

/** The browser and what it started, as one group; on Windows its children end by themselves. */
function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (thrown) {
    // Gone between the look and the signal.
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown;
  }
}

/** What the browser complained about last, where it did not run at all. */
function lastWords(child: ChildProcess): () => string {
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-2_000)));
  return () => {
    const line = said.trim().split('\n').at(-1)?.trim() ?? '';
    return line === '' ? '' : `: ${line.replace(/\.$/, '')}`;
  };
}
