import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { FromCore, ToCore } from '#contract/host-messages.ts';
import type { AskVault } from './vault-secrets.ts';

/** Electron's `MessagePortMain`, as far as a host needs it (hosts know no Electron types). */
export type WindowPort = SupportedMessagePort & { start(): void };

/** `process.parentPort` of a utility process. */
export interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly WindowPort[] }) => void,
  ): void;
  postMessage(message: unknown): void;
}

/** Asks the main process for secrets and matches its answers by number. */
export function createVaultClient(say: (message: FromCore) => void): {
  readonly ask: AskVault;
  readonly answer: (message: Extract<ToCore, { type: 'secret' }>) => void;
} {
  const open = new Map<number, PromiseWithResolvers<string | undefined>>();
  let last = 0;
  return {
    ask: (name, proposal) => {
      last += 1;
      const asked = Promise.withResolvers<string | undefined>();
      open.set(last, asked);
      say({ type: 'secret', id: last, name, ...(proposal !== undefined && { proposal }) });
      return asked.promise;
    },
    answer: ({ id, value, problem }) => {
      const asked = open.get(id);
      open.delete(id);
      if (problem === undefined) asked?.resolve(value);
      else asked?.reject(new Error(`The system's vault refused: ${problem}.`));
    },
  };
}
