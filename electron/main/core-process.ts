import type { MessageChannelMain, MessagePortMain, UtilityProcess, WebContents } from 'electron';
import { FromCore, type ToCore } from '#contract/host-messages.ts';
import { afterExit, type RestartState, startState } from '#hosts/restart-policy.ts';
import type { SafeSecrets } from './safe-secrets.ts';

/** What of Electron this needs, so that a test can bring its own. */
export interface CoreProcessParts {
  readonly fork: () => UtilityProcess;
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  readonly open: Omit<Extract<ToCore, { type: 'open' }>, 'type'>;
  readonly secrets: SafeSecrets | undefined;
  readonly onLog: (line: string) => void;
  readonly onRestart: (sentence: string) => void;
  readonly onGiveUp: (sentence: string) => void;
  readonly notify: (title: string, body: string) => void;
}

export interface CoreProcess {
  /** Gives this window a port to the core, now and after every restart, until it is closed. */
  attach(window: Pick<WebContents, 'postMessage' | 'isDestroyed' | 'once'>): void;
  /** Lets the core finish what it writes; kills it when it takes longer than `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

/** Keeps the core alive in a utility process, by the same rules as the Node supervisor. */
export function startCoreProcess(parts: CoreProcessParts): CoreProcess {
  const windows = new Set<Pick<WebContents, 'postMessage' | 'isDestroyed' | 'once'>>();
  let state: RestartState = startState;
  let closing = false;
  let current: UtilityProcess | undefined;
  let exited: Promise<void> = Promise.resolve();

  const connect = (
    child: UtilityProcess,
    window: Pick<WebContents, 'postMessage' | 'isDestroyed'>,
  ): void => {
    if (window.isDestroyed()) return;
    const { port1, port2 } = parts.createChannel();
    send(child, { type: 'window' }, port1);
    window.postMessage('earshot:port', null, [port2]);
  };

  const launch = (): void => {
    const startedAt = performance.now();
    let ready = false;
    let lastError = '';
    const child = parts.fork();
    current = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        for (const line of chunk.toString().split('\n')) if (line.trim() !== '') parts.onLog(line);
      });
    child.on('message', (data: unknown) => {
      const read = FromCore.safeParse(data);
      if (!read.success) return;
      const message = read.data;
      if (message.type === 'ready') ready = true;
      else if (message.type === 'failed') lastError = message.sentence;
      else if (message.type === 'notify') parts.notify(message.title, message.body);
      else void answerSecret(child, message, parts.secrets);
    });
    child.once('spawn', () => {
      send(child, { type: 'open', ...parts.open });
      for (const window of windows) connect(child, window);
    });
    exited = new Promise((resolve) => {
      child.once('exit', (code) => {
        resolve();
        // Its ports do not close by themselves in the page, so the windows are told.
        for (const window of windows)
          if (!window.isDestroyed()) window.postMessage('earshot:gone', null);
        if (closing) return;
        const decision = afterExit(state, {
          code,
          // Electron reports a kill as a code; only a sentence means that it chose to end.
          signal: lastError === '' ? `code ${code}` : null,
          everReady: state.everReady || ready,
          livedMs: performance.now() - startedAt,
          lastError,
        });
        state = decision.state;
        if (decision.kind === 'give-up') {
          closing = true;
          parts.onGiveUp(decision.sentence);
          return;
        }
        parts.onRestart(decision.sentence);
        setTimeout(launch, decision.waitMs);
      });
    });
  };
  launch();

  return {
    attach: (window) => {
      if (!windows.has(window)) {
        windows.add(window);
        window.once('destroyed', () => windows.delete(window));
      }
      if (current?.pid !== undefined) connect(current, window);
    },
    close: async (graceMs = 5000) => {
      closing = true;
      if (current?.pid === undefined) return;
      send(current, { type: 'close' });
      const kill = setTimeout(() => current?.kill(), graceMs);
      await exited;
      clearTimeout(kill);
    },
  };
}

function send(child: UtilityProcess, message: ToCore, port?: MessagePortMain): void {
  child.postMessage(message, port === undefined ? [] : [port]);
}

async function answerSecret(
  child: UtilityProcess,
  asked: Extract<FromCore, { type: 'secret' }>,
  secrets: SafeSecrets | undefined,
): Promise<void> {
  try {
    const value = await secrets?.get(asked.name, asked.proposal);
    send(child, { type: 'secret', id: asked.id, ...(value !== undefined && { value }) });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    send(child, { type: 'secret', id: asked.id, problem });
  }
}
