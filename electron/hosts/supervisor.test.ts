import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSentence, readMessage, startSupervised, type Supervisor } from './supervisor.ts';

/** A host without a core: a real process with the real server and the real line protocol. */
const host = `
import { createServer } from 'node:http';
const port = Number(process.argv[2]);
const server = createServer((_, response) => response.end(String(process.pid)));
server.listen(port, '127.0.0.1', () => {
  const at = { port: server.address().port, url: 'http://127.0.0.1:' + server.address().port + '/#token=' + process.env.EARSHOT_TOKEN };
  console.log(JSON.stringify({ listening: true, ...at }));
  console.log('something else');
  console.log(JSON.stringify({ ready: true, ms: 1, ...at }));
});
process.on('SIGTERM', () => process.exit(0));
process.stdin.on('end', () => process.exit(0)).resume();
`;

let folder: string;
let supervisor: Supervisor | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-supervisor-'));
});
afterEach(async () => {
  await supervisor?.stop();
  supervisor = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(code: string, port = 0) {
  const file = join(folder, 'host.mjs');
  await writeFile(file, code);
  const restarts: string[] = [];
  const logs: string[] = [];
  const gaveUp = Promise.withResolvers<string>();
  supervisor = startSupervised({
    command: process.execPath,
    args: (at) => [file, String(at)],
    env: { EARSHOT_TOKEN: 'token' },
    port,
    onLog: (line) => logs.push(line),
    onRestart: (sentence) => restarts.push(sentence),
    onGiveUp: gaveUp.resolve,
    graceMs: 300,
  });
  return { supervisor, restarts, logs, gaveUp: gaveUp.promise };
}

const ask = async (port: number): Promise<string> =>
  (await fetch(`http://127.0.0.1:${port}/`)).text();

describe('the supervisor', () => {
  it('starts a killed host again on the same port with the same token', async () => {
    const { supervisor: running, restarts, logs } = await start(host);
    const first = await running.ready;
    expect(first.url).toContain('#token=token');
    const before = await ask(first.port);
    expect(Number(before)).toBe(running.pid());

    process.kill(Number(before), 'SIGKILL');
    await expect
      .poll(() => ask(first.port).catch(() => before), { timeout: 50_000 })
      .not.toBe(before);
    expect(restarts).toEqual(['The core ended (SIGKILL); it is started again in 100 ms.']);
    expect(logs).toContain('something else');
  });

  it('gives up at once, with its sentence, on a host that says why it cannot run', async () => {
    const {
      supervisor: running,
      gaveUp,
      restarts,
    } = await start(
      `process.stderr.write('The data folder is in use by another Earshot. Close it first.\\n    at frame (x)\\n\\nNode.js v24\\n'); process.exit(1);`,
    );
    await expect(gaveUp).resolves.toBe(
      'The data folder is in use by another Earshot. Close it first.',
    );
    await expect(running.ready).rejects.toThrow('in use by another Earshot');
    expect(restarts).toEqual([]);
  });

  it('gives up after six quick deaths in a row', async () => {
    const { gaveUp, restarts } = await start(
      `process.stderr.write('Out of luck.\\n'); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20);`,
    );
    await expect(gaveUp).resolves.toMatch(/died 6 times in a row \(SIGKILL\).*Out of luck\./);
    expect(restarts).toHaveLength(5);
  });

  it('stops a host that does not listen to SIGTERM', async () => {
    const { supervisor: running } = await start(host.replace('process.exit(0));', '0);'));
    await running.ready;
    const pid = running.pid();
    await running.stop();
    expect(() => process.kill(Number(pid), 0)).toThrow();
  });

  it('says when the program cannot be started at all', async () => {
    const failed = Promise.withResolvers<string>();
    supervisor = startSupervised({
      command: join(folder, 'no-such-program'),
      args: () => [],
      env: {},
      port: 0,
      onLog: () => undefined,
      onRestart: () => undefined,
      onGiveUp: failed.resolve,
    });
    await expect(failed.promise).resolves.toContain('The core could not be started');
  });
});

describe('the line protocol', () => {
  it('takes its own messages only', () => {
    expect(readMessage('{"ready":true,"port":1,"url":"u","ms":2}')).toMatchObject({ port: 1 });
    expect(readMessage('{"level":"info"}')).toBeUndefined();
    expect(readMessage('{broken')).toBeUndefined();
    expect(readMessage('hello')).toBeUndefined();
  });

  it('tells a sentence from the rest of a crash', () => {
    expect(isSentence('The port is in use.')).toBe(true);
    expect(isSentence('Node.js v24.21.0')).toBe(false);
    expect(isSentence('    at file:///x.js:1:2')).toBe(false);
    expect(isSentence('}')).toBe(false);
  });
});
