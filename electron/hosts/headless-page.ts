import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type HeadlessJob, HeadlessTold, jobPaths } from '#contract/headless-job.ts';
import { pageHeaders } from '#contract/page-policy.ts';
import { isOwnHost, sameToken } from './access.ts';
import { type ModelFolders, serveModelFile } from './model-files.ts';
import { serveStatic } from './static-files.ts';

/** Bytes of what the page tells at once; a line of a long monologue is some ten kilobytes. */
const mostTold = 16 * 1024 * 1024;

export interface HeadlessPage {
  /** The page with the token of the run in its fragment, which is never sent. */
  readonly url: string;
  close(): Promise<void>;
}

export interface HeadlessPageOptions {
  readonly token: string;
  /** The built page. */
  readonly pageFolder: string;
  readonly job: HeadlessJob;
  /** Path on this machine by task. */
  readonly files: ReadonlyMap<string, string>;
  readonly models: ModelFolders;
  /** In the order in which the page said it. */
  readonly onTold: (told: HeadlessTold) => void;
  readonly onProblem: (sentence: string, error: unknown) => void;
}

/**
 * A server for one run and one page: the built page under its strict policy, the speech model, and,
 * with the token only, the job, its recordings, and what became of them. On 127.0.0.1, any free port.
 */
export async function openHeadlessPage(options: HeadlessPageOptions): Promise<HeadlessPage> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A browser that was closed in mid-file is the end of the run, not a problem.
      if (!isBrokenOff(error)) options.onProblem('The page could not be served.', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const ownPort = (): number => (server.address() as AddressInfo).port;
  const send = (response: ServerResponse, status: number, body = '', type = 'text/plain'): void => {
    response.writeHead(status, { ...pageHeaders, 'Content-Type': `${type}; charset=utf-8` });
    response.end(body);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnHost(request.headers.host, ownPort())) return send(response, 421);
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isJob = pathname === jobPaths.job || pathname.startsWith(`${jobPaths.job}/`);
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (isJob && !sameToken(given, options.token)) return send(response, 401);
    if (pathname === jobPaths.told && request.method === 'POST') {
      for (const told of await readTold(request)) options.onTold(told);
      return send(response, 204);
    }
    if (request.method !== 'GET') return send(response, 405);
    if (pathname === jobPaths.job)
      return send(response, 200, JSON.stringify(options.job), 'application/json');
    if (pathname.startsWith(jobPaths.file)) {
      const file = options.files.get(decodeURIComponent(pathname.slice(jobPaths.file.length)));
      return file === undefined ? send(response, 404) : sendFile(response, file);
    }
    const address = request.url ?? '/';
    const found =
      (await serveModelFile(options.models, address)) ??
      (await serveStatic(options.pageFolder, address));
    response.writeHead(found.status, found.headers);
    if (typeof found.body === 'function') await pipeline(found.body(), response);
    else response.end(found.body);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${ownPort()}/transcribe.html#token=${encodeURIComponent(options.token)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const stream = createReadStream(file);
  await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
  response.writeHead(200, {
    ...pageHeaders,
    'Content-Type': 'application/octet-stream',
    'Cache-Control': 'no-store',
  });
  await pipeline(stream, response);
}

async function readTold(request: IncomingMessage): Promise<HeadlessTold[]> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > mostTold) throw new Error('The page said more than fits.');
    parts.push(part as Buffer);
  }
  return HeadlessTold.array().parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
}

const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'].includes(
    String(error.code),
  );
