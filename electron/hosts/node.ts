import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebSocket } from 'ws';
import { messageOf } from '#core/log.ts';
import { findAppFolder } from './app-folder.ts';
import { openLoopback } from './loopback.ts';
import { portProblem, readNodeOptions } from './node-options.ts';

/**
 * @file The core in plain Node, for a browser window. Started by `scripts/start.mjs` through the
 * supervisor; says on standard output, one JSON document a line, when it listens and when it is
 * usable. Ends with one sentence on standard error and code 2 for wrong usage, 1 otherwise.
 */

const say = (message: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

function end(code: 1 | 2, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

const parsed = readNodeOptions(process.argv.slice(2));
const options = parsed.ok ? parsed.value : end(2, parsed.error);
const appFolder = findAppFolder();
const version = (
  JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as { version: string }
).version;

const served = Promise.withResolvers<(socket: WebSocket) => Promise<void>>();
served.promise.catch(() => undefined);

const loopback = await openLoopback({
  port: options.port,
  token: process.env['EARSHOT_TOKEN'] || randomBytes(32).toString('base64url'),
  pageFolder: options.pageFolder ?? join(appFolder, 'dist', 'renderer'),
  models: { embedded: join(appFolder, 'models'), installed: join(options.dataFolder, 'models') },
  serve: async (socket) => (await served.promise)(socket),
  onProblem: (sentence, error) => process.stderr.write(`${sentence} ${messageOf(error)}\n`),
}).catch((error: unknown) => end(1, portProblem(error, options.port)));
say({ listening: true, port: loopback.port, url: loopback.url });

// The page can load while the core opens, so the heavy modules come after the server.
const [{ openCore }, { createRouter }, { RPCHandler }] = await Promise.all([
  import('./open-core.ts'),
  import('./router.ts'),
  import('@orpc/server/ws'),
]);
const opened = await openCore({
  dataFolder: options.dataFolder,
  appFolder,
  ...(options.packs && { packs: options.packs }),
}).catch((error: unknown) => end(1, `Earshot could not be opened: ${messageOf(error)}.`));
if (!opened.ok) {
  const { message, mend } = opened.error;
  end(1, mend === undefined ? message : `${message} ${mend}`);
}
const { core, log, secrets } = opened.value;
const handler = new RPCHandler(
  createRouter({
    core,
    log,
    about: { version, host: 'node', dataFolder: options.dataFolder, secrets: secrets.kind },
  }),
);
let closing = false;
const close = (reason: string): void => {
  if (closing) return;
  closing = true;
  log.info('The host ends.', { reason });
  // Windows first, so that no call starts on a core that is closing.
  loopback
    .close()
    .then(() => core.shutdown())
    .then(
      () => process.exit(0),
      (error: unknown) => end(1, `Earshot did not close cleanly: ${messageOf(error)}.`),
    );
};
process.on('SIGTERM', () => close('SIGTERM'));
process.on('SIGINT', () => close('SIGINT'));
process.on('unhandledRejection', (error) => {
  log.error('A promise failed and nobody waited for it.', { error: messageOf(error) });
});
if (process.env['EARSHOT_SUPERVISED'] === '1') {
  process.stdin.on('end', () => close('the supervisor is gone')).resume();
}
let windows = 0;
served.resolve(async (socket) => {
  await handler.upgrade(socket);
  windows += 1;
  if (windows === 1) say({ window: true, port: loopback.port, url: loopback.url });
});
say({
  ready: true,
  port: loopback.port,
  url: loopback.url,
  ms: Math.round(performance.now()),
});
