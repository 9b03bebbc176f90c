import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { afterExit, type RestartState, startState } from './restart-policy.ts';

/**
 * @file Keeps one core process alive. `npm start` uses it for the Node host; Electron's main
 * process follows the same rules (`restart-policy.ts`) with a utilityProcess.
 */

/** What a host says on its standard output, one JSON document a line. */
export type HostMessage =
  | { readonly listening: true; readonly port: number; readonly url: string }
  | { readonly ready: true; readonly port: number; readonly url: string; readonly ms: number }
  /** The first window is connected to a usable core. */
  | { readonly window: true; readonly port: number; readonly url: string };

export interface Supervisor {
  /** Resolves when the host is usable for the first time. Rejects with its reason when it never is. */
  readonly ready: Promise<HostMessage>;
  /** Asks the host to end and waits; kills it when it does not within `graceMs`. */
  stop(): Promise<void>;
  /** The running host, for tests that kill it. */
  pid(): number | undefined;
}

export interface SupervisorOptions {
  readonly command: string;
  readonly args: (port: number) => readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The first start; later ones use the port that the first one got. */
  readonly port: number;
  readonly onListening?: (message: HostMessage) => void;
  /** Once per life of the host: its first window is there. */
  readonly onWindow?: () => void;
  readonly onLog: (line: string) => void;
  /** Said to a person: the host died and comes back, with how long it waits. */
  readonly onRestart: (sentence: string) => void;
  /** It died too often: the reason, for a person. Nothing is tried any more. */
  readonly onGiveUp: (sentence: string) => void;
  readonly graceMs?: number;
}

export function startSupervised(options: SupervisorOptions): Supervisor {
  let child: ChildProcess | undefined;
  let stopping = false;
  let port = options.port;
  let state: RestartState = startState;
  let timer: NodeJS.Timeout | undefined;
  let exited: Promise<void> = Promise.resolve();
  const first = Promise.withResolvers<HostMessage>();
  // The caller may not be waiting yet, or may only listen to onGiveUp.
  first.promise.catch(() => undefined);

  const launch = (): void => {
    const startedAt = performance.now();
    let lastError = '';
    let readyAt: number | undefined;
    const running = spawn(options.command, options.args(port), {
      env: { ...process.env, ...options.env, EARSHOT_SUPERVISED: '1' },
      // The host ends when its standard input does: it never outlives the supervisor.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child = running;
    running.stdin.on('error', () => undefined);
    createInterface({ input: running.stdout }).on('line', (line) => {
      const message = readMessage(line);
      if (message === undefined) {
        options.onLog(line);
        return;
      }
      port = message.port;
      if ('listening' in message) options.onListening?.(message);
      else if ('window' in message) options.onWindow?.();
      else {
        readyAt = performance.now();
        first.resolve(message);
      }
    });
    createInterface({ input: running.stderr }).on('line', (line) => {
      if (isSentence(line)) lastError = line;
      options.onLog(line);
    });
    exited = new Promise((resolve) => {
      running.on('error', (error) => {
        lastError = `The core could not be started: ${error.message}.`;
      });
      running.on('close', (code, signal) => {
        resolve();
        if (stopping) return;
        const decision = afterExit(state, {
          code,
          signal,
          everReady: state.everReady || readyAt !== undefined,
          livedMs: performance.now() - startedAt,
          lastError,
        });
        state = decision.state;
        if (decision.kind === 'give-up') {
          stopping = true;
          first.reject(new Error(decision.sentence));
          options.onGiveUp(decision.sentence);
          return;
        }
        options.onRestart(decision.sentence);
        timer = setTimeout(launch, decision.waitMs);
      });
    });
  };
  launch();

  return {
    ready: first.promise,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const kill = setTimeout(() => child?.kill('SIGKILL'), options.graceMs ?? 5000);
      await exited;
      clearTimeout(kill);
    },
  };
}

/** Leaves out stack frames, source excerpts and Node's own last line of a crash. */
export const isSentence = (line: string): boolean =>
  /^[A-Z"]/.test(line) && !line.startsWith('Node.js v');

/** A line of the host's own protocol, or undefined for any other output. */
export function readMessage(line: string): HostMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    const isOurs = ['listening', 'ready', 'window'].some((kind) => kind in value);
    return isOurs && 'port' in value && 'url' in value ? (value as HostMessage) : undefined;
  } catch {
    return undefined;
  }
}
