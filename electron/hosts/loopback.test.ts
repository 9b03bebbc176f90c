import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Loopback, openLoopback } from './loopback.ts';

let page: string;
let loopback: Loopback;
let opened: PromiseWithResolvers<undefined>;
const problems: string[] = [];

beforeEach(async () => {
  page = await mkdtemp(join(tmpdir(), 'earshot-loopback-'));
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Earshot</title>');
  opened = Promise.withResolvers();
  problems.length = 0;
  loopback = await openLoopback({
    port: 0,
    token: 'right',
    pageFolder: page,
    serve: async (socket) => {
      await opened.promise;
      socket.on('message', (data: Buffer) => {
        socket.send(data.toString().toUpperCase());
      });
    },
    onProblem: (sentence) => problems.push(sentence),
  });
});
afterEach(async () => {
  await loopback.close();
  await rm(page, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number | undefined; body: string; policy: unknown }>((resolve, reject) => {
    request({ host: '127.0.0.1', port: loopback.port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => {
        resolve({
          status: response.statusCode,
          body,
          policy: response.headers['content-security-policy'],
        });
      });
    })
      .on('error', reject)
      .end();
  });

const connect = (options: { path?: string; origin?: string; host?: string }) =>
  new Promise<WebSocket | number>((resolve) => {
    const socket = new WebSocket(
      `ws://127.0.0.1:${loopback.port}${options.path ?? '/rpc?token=right'}`,
      {
        origin: options.origin ?? `http://127.0.0.1:${loopback.port}`,
        ...(options.host !== undefined && { headers: { Host: options.host } }),
      },
    );
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });

describe('the loopback server', () => {
  it('serves the page with its policy', async () => {
    const answer = await get('/');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>Earshot</title>');
    expect(answer.policy).toContain("script-src 'self'");
    expect((await get('/', {}, 'HEAD')).body).toBe('');
  });

  it('answers nothing to another name, to a write or outside the page', async () => {
    expect((await get('/', { Host: 'evil.example' })).status).toBe(421);
    expect((await get('/', {}, 'POST')).status).toBe(405);
    expect((await get('/..%2f..%2fetc%2fpasswd')).status).toBe(400);
    expect((await get('/rpc?token=right')).status).toBe(404);
  });

  it('puts the token into the fragment only', () => {
    const url = new URL(loopback.url);
    expect(url.hash).toBe('#token=right');
    expect(url.search).toBe('');
  });

  it('opens a socket for its own page with the token, as often as it asks', async () => {
    opened.resolve(undefined);
    for (let round = 0; round < 2; round += 1) {
      const socket = await connect({});
      if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
      const reply = new Promise((resolve) =>
        socket.on('message', (data: Buffer) => resolve(data.toString())),
      );
      socket.send('hello');
      await expect(reply).resolves.toBe('HELLO');
      socket.close();
    }
  });

  it('keeps what a window sends before the core is open', async () => {
    const socket = await connect({});
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
    const reply = new Promise((resolve) =>
      socket.on('message', (data: Buffer) => resolve(data.toString())),
    );
    socket.send('early');
    await new Promise((resolve) => setTimeout(resolve, 50));
    opened.resolve(undefined);
    await expect(reply).resolves.toBe('EARLY');
  });

  it.each([
    ['a wrong token', { path: '/rpc?token=wrong' }, 401],
    ['no token', { path: '/rpc' }, 401],
    ['another path', { path: '/other?token=right' }, 404],
    ['a page from elsewhere', { origin: 'https://evil.example' }, 403],
    ['a rebound name', { host: 'evil.example' }, 421],
  ])('refuses %s', async (_what, options, status) => {
    await expect(connect(options)).resolves.toBe(status);
  });

  it('closes although a window does not', async () => {
    opened.resolve(undefined);
    const socket = await connect({});
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
    socket.pause();
    const from = performance.now();
    await loopback.close();
    // Long before the half minute that the socket by itself waits for the window's goodbye.
    expect(performance.now() - from).toBeLessThan(3000);
  });

  it('says that a port is taken', async () => {
    const second = openLoopback({
      port: loopback.port,
      token: 'x',
      pageFolder: page,
      serve: () => Promise.resolve(),
      onProblem: () => undefined,
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
