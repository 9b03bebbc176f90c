import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { type FromCore, ToCore } from '#contract/host-messages.ts';
import { messageOf } from '#core/log.ts';
import { createVaultClient, type ParentPort, type WindowPort } from './parent-port.ts';

/**
 * @file The core in Electron's utilityProcess. The main process says which data folder to open and
 * passes one MessagePort per window; the contract runs over those, never through the main process.
 */

const parent = (process as unknown as { readonly parentPort: ParentPort }).parentPort;
const say = (message: FromCore): void => parent.postMessage(message);
const vault = createVaultClient(say);
let serve: ((port: WindowPort) => void) | undefined;
let close: (() => Promise<void>) | undefined;
const waiting: WindowPort[] = [];

parent.on('message', (event) => {
  const read = ToCore.safeParse(event.data);
  if (!read.success) return;
  const message = read.data;
  switch (message.type) {
    case 'open':
      open(message).catch((error: unknown) => fail(messageOf(error)));
      break;
    case 'window':
      for (const port of event.ports) {
        if (serve === undefined) waiting.push(port);
        else serve(port);
      }
      break;
    case 'secret':
      vault.answer(message);
      break;
    case 'close':
      (close?.() ?? Promise.resolve()).then(
        () => process.exit(0),
        (error: unknown) => fail(`Earshot did not close cleanly: ${messageOf(error)}.`),
      );
      break;
  }
});

async function open(options: Extract<ToCore, { type: 'open' }>): Promise<void> {
  const [{ openCore }, { createRouter }, { createHostSecrets }] = await Promise.all([
    import('./open-core.ts'),
    import('./router.ts'),
    import('./vault-secrets.ts'),
  ]);
  const opened = await openCore({
    dataFolder: options.dataFolder,
    appFolder: options.appFolder,
    ...(options.packs && { packs: options.packs }),
    secrets: createHostSecrets(
      join(options.dataFolder, 'secrets'),
      options.vault === undefined ? undefined : { name: options.vault, ask: vault.ask },
    ),
    notifier: { notify: (title, body) => say({ type: 'notify', title, body }) },
  });
  if (!opened.ok) {
    const { message, mend } = opened.error;
    return fail(mend === undefined ? message : `${message} ${mend}`);
  }
  const { core, log, secrets } = opened.value;
  const handler = new RPCHandler(
    createRouter({
      core,
      log,
      about: {
        version: options.version,
        host: 'electron',
        dataFolder: options.dataFolder,
        secrets: secrets.kind,
      },
    }),
  );
  process.on('unhandledRejection', (error) => {
    log.error('A promise failed and nobody waited for it.', { error: messageOf(error) });
  });
  close = () => core.shutdown();
  serve = (port) => {
    handler.upgrade(port);
    port.start();
  };
  for (const port of waiting.splice(0)) serve(port);
  say({ type: 'ready', ms: Math.round(performance.now()) });
}

function fail(sentence: string): void {
  say({ type: 'failed', sentence });
  // The message is on its way when the next turn of the loop comes.
  setTimeout(() => process.exit(1), 50);
}
