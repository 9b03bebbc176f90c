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

/** What the preload script posts: a port to a core that runs, or the news that it is gone. */
export function shellMessageOf(event: {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}): MessagePort | 'gone' | undefined {
  const { data, ports } = event;
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  if (data.type === 'earshot-gone') return 'gone';
  return data.type === 'earshot-port' && ports.length === 1 ? ports[0] : undefined;
}

/**
 * In Electron the preload hands over one MessagePort per running core:
 * `postMessage({ type: 'earshot-port' }, origin, [port])`, and says `{ type: 'earshot-gone' }` when
 * that core ended (a port itself does not tell). A newer port replaces the older one. The page asks
 * with `{ type: 'earshot-ready' }` once it listens, so that no port is missed.
 */
export function openPorts(): OpenLink {
  let waiting: MessagePort | undefined;
  let wake: (() => void) | undefined;
  let retire: (() => void) | undefined;
  window.addEventListener('message', (event) => {
    const message = event.source === window ? shellMessageOf(event) : undefined;
    if (message === undefined) return;
    retire?.();
    if (message === 'gone') return;
    waiting = message;
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
