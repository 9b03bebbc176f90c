import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';

/** One open way to one running core. A new core is a new link. */
export interface Link {
  call(
    path: readonly string[],
    input: unknown,
    options: { signal?: AbortSignal | undefined; lastEventId?: string | undefined },
  ): Promise<unknown>;
  /** Resolves once the far end is gone. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Opens a link; rejects when the core does not answer. */
export type OpenLink = () => Promise<Link>;

/** A loopback WebSocket to the Node host. */
export const openSocket = (address: string): OpenLink =>
  function open() {
    const socket = new WebSocket(address);
    socket.binaryType = 'blob';
    const link = new SocketLink({ websocket: socket });
    const closed = new Promise<void>((resolve) => {
      socket.addEventListener('close', () => resolve(), { once: true });
    });
    return new Promise<Link>((resolve, reject) => {
      socket.addEventListener('open', () =>
        resolve({
          call: (path, input, options) => link.call(path, input, { ...options, context: {} }),
          closed,
          close: () => socket.close(),
        }),
      );
      socket.addEventListener('close', () => reject(new Error('The core does not answer.')));
    });
  };

function isPortMessage(event: MessageEvent<unknown>): boolean {
  const { data } = event;
  if (event.source !== window || typeof data !== 'object' || data === null) return false;
  return 'type' in data && data.type === 'earshot-port' && event.ports.length === 1;
}

/**
 * In Electron the preload hands over one MessagePort per running core:
 * `postMessage({ type: 'earshot-port' }, '*', [port])`. A newer port replaces the older one. The
 * page asks with `{ type: 'earshot-ready' }` once it listens, so no port is missed.
 */
export function openPorts(): OpenLink {
  let waiting: MessagePort | undefined;
  let wake: (() => void) | undefined;
  let retire: (() => void) | undefined;
  window.addEventListener('message', (event) => {
    const port = isPortMessage(event) ? event.ports[0] : undefined;
    if (port === undefined) return;
    waiting = port;
    retire?.();
    wake?.();
  });
  window.postMessage({ type: 'earshot-ready' }, '*');

  return async function open() {
    while (waiting === undefined)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const port = waiting;
    waiting = undefined;
    const link = new PortLink({ port });
    const closed = new Promise<void>((resolve) => {
      retire = resolve;
      port.addEventListener('close', () => resolve());
    });
    port.start();
    return {
      call: (path, input, options) => link.call(path, input, { ...options, context: {} }),
      closed,
      close: () => {
        port.close();
        retire?.();
      },
    };
  };
}
