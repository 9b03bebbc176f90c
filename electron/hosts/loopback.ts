import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { isOwnHost, refuseUpgrade } from './access.ts';
import { type ModelFolders, serveModelFile } from './model-files.ts';
import { serveStatic } from './static-files.ts';

/** Bytes of one message: a dropped transcript is the largest thing a window sends. */
const maximumMessage = 32 * 1024 * 1024;
/** Windows of one person; more is a mistake or an attack. */
const maximumConnections = 64;

export interface Loopback {
  readonly port: number;
  /** What to open: the token is in the fragment, which no server and no log ever sees. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The window's server: the built page and one WebSocket, `/rpc?token=…`, on 127.0.0.1 only.
 *
 * @param options.port 0 takes a free one
 * @param options.token the secret of this run. It is made by the supervisor and handed to every
 *   core that it starts, not spent at first use: a window must be able to come back by itself
 *   after the core was restarted. It dies with the supervisor.
 * @param options.serve is given every accepted socket. A socket may arrive before the core is
 *   open, so it is paused until this resolves.
 * @throws with code EADDRINUSE or EACCES when the port cannot be had
 */
export async function openLoopback(options: {
  readonly port: number;
  readonly token: string;
  readonly pageFolder: string;
  /** Absent: there are no models for the page. */
  readonly models?: ModelFolders;
  readonly serve: (socket: WebSocket) => Promise<void>;
  readonly onProblem: (sentence: string, error: unknown) => void;
}): Promise<Loopback> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.onProblem('A part of the page could not be read.', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessage,
    perMessageDeflate: false,
  });
  const ownPort = (): number => (server.address() as AddressInfo).port;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnHost(request.headers.host, ownPort())) {
      response.writeHead(421).end('This server answers to 127.0.0.1 only.\n');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const path = request.url ?? '/';
    const model =
      options.models &&
      (await serveModelFile(options.models, path, request.headers['if-none-match']));
    if (model !== undefined) {
      response.writeHead(model.status, model.headers);
      if (request.method === 'HEAD' || typeof model.body === 'string')
        response.end(request.method === 'HEAD' ? undefined : model.body);
      else await pipeline(model.body(), response).catch(brokeOff);
      return;
    }
    const file = await serveStatic(options.pageFolder, path);
    response.writeHead(file.status, {
      ...file.headers,
      'Content-Length': Buffer.byteLength(file.body),
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  const brokeOff = (error: NodeJS.ErrnoException): void => {
    // How a window that was closed or killed goes away: nothing to report.
    const usual = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];
    if (!usual.includes(error.code ?? '')) options.onProblem('A window broke off.', error);
  };

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', brokeOff);
    const address = new URL(request.url ?? '/', 'http://127.0.0.1');
    const refusal =
      address.pathname !== '/rpc'
        ? { status: 404, reason: 'There is no such page.' }
        : refuseUpgrade({
            host: request.headers.host,
            origin: request.headers.origin,
            token: address.searchParams.get('token'),
            port: ownPort(),
            expectedToken: options.token,
          });
    if (refusal !== undefined || sockets.clients.size >= maximumConnections) {
      const status = refusal?.status ?? 503;
      stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', brokeOff);
      socket.pause();
      options.serve(socket).then(
        () => socket.resume(),
        (error: unknown) => {
          options.onProblem('A window could not be served.', error);
          socket.close(1011);
        },
      );
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const port = ownPort();

  return {
    port,
    url: `http://127.0.0.1:${port}/#token=${encodeURIComponent(options.token)}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.close(1001);
        // A window that does not answer the close is cut off: the process must end.
        setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 300).unref();
        sockets.close();
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 500).unref();
      }),
  };
}
