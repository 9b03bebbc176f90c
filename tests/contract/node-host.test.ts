import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startSupervised, type Supervisor } from '#hosts/supervisor.ts';
import type { EarshotClient } from './transports.ts';

/** @file The Node host as `npm start` runs it: a real process, a real core, killed for real. */

const host = join(import.meta.dirname, '..', '..', 'electron', 'hosts', 'node.ts');

let folder: string;
const closers: (() => Promise<void> | void)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-node-host-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await rm(folder, { recursive: true, force: true });
});

function supervise(): Supervisor {
  const supervisor = startSupervised({
    command: process.execPath,
    args: (port) => [host, '--port', String(port), '--data-dir', folder, '--pack', 'retail'],
    env: { EARSHOT_TOKEN: 'the-token-of-this-run' },
    port: 0,
    onLog: () => undefined,
    onRestart: () => undefined,
    onGiveUp: () => undefined,
  });
  closers.push(() => supervisor.stop());
  return supervisor;
}

/** Tries until the host answers, as a window does. */
async function connect(port: number): Promise<{ client: EarshotClient; closed: Promise<void> }> {
  for (;;) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc?token=the-token-of-this-run`, {
      origin: `http://127.0.0.1:${port}`,
    });
    const opened = await new Promise<boolean>((resolve) => {
      socket.on('open', () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    if (!opened) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    closers.push(() => socket.terminate());
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
    return { client: createORPCClient(link), closed };
  }
}

/** Positions of the stored events up to the mark where the present begins. */
async function storedAfter(client: EarshotClient, conversation: string, after: number) {
  const stream = await client.conversations.watch({ conversation, after });
  const positions: number[] = [];
  for await (const frame of stream) {
    if (frame.kind === 'live') break;
    if (frame.kind === 'event') positions.push(frame.recorded.position);
  }
  return positions;
}

const runHost = (...args: string[]) =>
  new Promise<{ code: number | null; problem: string }>((resolve) => {
    const child = spawn(process.execPath, [host, ...args]);
    let problem = '';
    child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()));
    child.on('close', (code) => resolve({ code, problem: problem.trim() }));
  });

describe('the Node host', () => {
  it('comes back after a kill with nothing lost and nothing twice', async () => {
    const supervisor = supervise();
    const { port } = await supervisor.ready;
    const first = await connect(port);
    const { id } = await first.client.conversations.start({ pack: 'retail' });
    const order = {
      conversation: id,
      speaker: 'customer' as const,
      text: 'My order #12345 arrived damaged. How do I get a replacement?',
      key: 'key-before-the-kill',
    };
    const turn = await first.client.conversations.say(order);
    const before = await storedAfter(first.client, id, 0);
    expect(before.length).toBeGreaterThan(1);

    const killed = supervisor.pid();
    process.kill(Number(killed), 'SIGKILL');
    await first.closed;
    const second = await connect(port);
    expect(supervisor.pid()).not.toBe(killed);

    // The window resumes after what it has seen, and may repeat what it is unsure of.
    const last = before.at(-1) ?? 0;
    const after = await storedAfter(second.client, id, last);
    expect(after.every((position) => position > last)).toBe(true);
    await expect(second.client.conversations.say(order)).resolves.toEqual(turn);
    const all = await storedAfter(second.client, id, 0);
    expect(all.slice(0, before.length)).toEqual(before);
    expect(new Set(all).size).toBe(all.length);
    expect((await second.client.audit.verify()).ok).toBe(true);
  }, 120_000);

  it('ends when its supervisor does', async () => {
    const child = spawn(process.execPath, [host, '--data-dir', folder, '--pack', 'retail'], {
      env: { ...process.env, EARSHOT_SUPERVISED: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    closers.push(() => void child.kill('SIGKILL'));
    const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)));
    child.stdin.end();
    await expect(ended).resolves.toBe(0);
  }, 120_000);

  it('says in one sentence what is wrong, with the code for it', async () => {
    await expect(runHost('--port', 'x')).resolves.toEqual({
      code: 2,
      problem: '"x" is not a port. Give a number from 1 to 65535, or 0 for any free one.',
    });
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    closers.push(() => void taken.close());
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const inUse = await runHost('--port', String(port), '--data-dir', folder);
    expect(inUse.code).toBe(1);
    expect(inUse.problem).toBe(
      `Port ${port} is in use by another program. Choose another one with --port, or leave it out to take a free one.`,
    );
  });

  it('says so when its data folder cannot be one', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { code, problem } = await runHost('--data-dir', join(file, 'data'));
    expect(code).toBe(1);
    expect(problem.split('\n')).toHaveLength(1);
    expect(problem).toContain(file);
  }, 120_000);

  it('leaves a data folder alone that another Earshot has', async () => {
    await supervise().ready;
    const second = await runHost('--data-dir', folder, '--pack', 'retail');
    expect(second.code).toBe(1);
    expect(second.problem.split('\n')).toHaveLength(1);
    expect(second.problem).toMatch(/in use|another Earshot|already/i);
  }, 120_000);
});
