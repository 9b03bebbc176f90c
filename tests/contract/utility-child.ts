import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { FromCore, type ToCore } from '#contract/host-messages.ts';
import type { EarshotClient } from './transports.ts';

/**
 * @file Runs electron/hosts/utility.ts in a plain process with a stand-in for Electron's
 * `process.parentPort`: what main says and answers, without Electron. Prints what it saw.
 */

const folder = process.argv[2] ?? '';
const kept = new Map<string, string>();
const { port1: core, port2: window } = new MessageChannel();

class ParentPort extends EventEmitter {
  tell(message: ToCore, ports: readonly unknown[] = []): void {
    this.emit('message', { data: message, ports });
  }
  postMessage(said: unknown): void {
    const message = FromCore.parse(said);
    if (message.type === 'secret') {
      if (message.proposal !== undefined) kept.set(message.name, message.proposal);
      const value = kept.get(message.name);
      this.tell({ type: 'secret', id: message.id, ...(value !== undefined && { value }) });
    } else if (message.type === 'failed') print({ failed: message.sentence });
    else if (message.type === 'ready') void ask();
  }
}

const parent = new ParentPort();
Object.assign(process, { parentPort: parent });
await import('#hosts/utility.ts');
// The window is there before the core is open, as in Electron.
parent.tell({ type: 'window' }, [core]);
parent.tell({
  type: 'open',
  version: '9.9.9',
  dataFolder: folder,
  appFolder: process.cwd(),
  packs: ['retail'],
  vault: 'test vault',
});

async function ask(): Promise<void> {
  const client: EarshotClient = createORPCClient(new RPCLink({ port: window }));
  window.start();
  const { host, version, secrets } = await client.app.info();
  print({ host, version, secrets, kept: [...kept.keys()].sort() });
  parent.tell({ type: 'close' });
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
