import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A mirror on this machine in the Hugging Face layout, over real HTTP, with the manners of real
 * servers and a few bad ones.
 */
export interface Manners {
  /** Answers ranges; as most servers do. */
  ranges: boolean;
  /** Cuts the connection after so many bytes of an answer, once per entry, first to last. */
  cuts: number[];
  /** Milliseconds before each piece of 16 kB. */
  slow: number;
  /** Sends the head, then nothing more. */
  silent: boolean;
  /** Answers this status instead. */
  status: number | undefined;
  /** Sends on to this address plus the path. */
  sendOn: string | undefined;
  /** Says a length; without one the end of the connection is the end of the file. */
  lengths: boolean;
  contentType: string;
  etags: boolean;
}

export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly status: number;
}

export interface ModelMirror {
  readonly url: string;
  readonly files: Map<string, Buffer>;
  readonly manners: Manners;
  readonly asked: Asked[];
  close(): Promise<void>;
}

const pieceBytes = 16_384;

export async function startModelMirror(
  files: Readonly<Record<string, Buffer>> = {},
): Promise<ModelMirror> {
  const held = new Map(Object.entries(files));
  const asked: Asked[] = [];
  const manners: Manners = {
    ranges: true,
    cuts: [],
    slow: 0,
    silent: false,
    status: undefined,
    sendOn: undefined,
    lengths: true,
    contentType: 'application/octet-stream',
    etags: true,
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURI(new URL(request.url ?? '/', 'http://mirror').pathname).slice(1);
    const { range } = request.headers;
    const ifRange = request.headers['if-range'] as string | undefined;
    const note = (status: number): number => {
      asked.push({ path, range, ifRange, status });
      return status;
    };
    if (manners.sendOn !== undefined) {
      response.writeHead(note(302), { location: `${manners.sendOn}${path}` }).end();
      return;
    }
    const body = held.get(path);
    if (manners.status !== undefined || body === undefined) {
      response.writeHead(note(manners.status ?? 404)).end();
      return;
    }
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const honoured =
      range !== undefined && manners.ranges && (ifRange === undefined || ifRange === etag);
    const head = {
      'content-type': manners.contentType,
      ...(manners.etags && { etag }),
    };
    if (honoured && from >= body.length) {
      response.writeHead(note(416), { 'content-range': `bytes */${body.length}` }).end();
      return;
    }
    const rest = honoured ? body.subarray(from) : body;
    response.writeHead(note(honoured ? 206 : 200), {
      ...head,
      ...(manners.lengths && { 'content-length': rest.length }),
      ...(honoured && {
        'content-range': `bytes ${from}-${body.length - 1}/${body.length}`,
      }),
    });
    const cut = manners.cuts.shift() ?? Infinity;
    response.flushHeaders();
    if (manners.silent) return;
    for (let at = 0; at < rest.length; at += pieceBytes) {
      if (manners.slow > 0) await pause(manners.slow);
      if (response.destroyed) return;
      const piece = rest.subarray(at, Math.min(at + pieceBytes, cut));
      await new Promise((written) => response.write(piece, written));
      if (at + pieceBytes >= cut) {
        // The last bytes leave before the line goes dead.
        await pause(150);
        response.destroy();
        return;
      }
    }
    response.end();
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    files: held,
    manners,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
