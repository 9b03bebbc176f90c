import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { WebSocket } from 'ws';
import type { Contract } from '#contract/contract.ts';
import { openLoopback } from '#hosts/loopback.ts';
import type { EarshotRouter } from '#hosts/router.ts';

export type EarshotClient = ContractRouterClient<Contract>;

export interface Connection {
  readonly client: EarshotClient;
  /** The window goes away without a word. */
  readonly disconnect: () => void;
  close(): Promise<void>;
}

export interface Transport {
  readonly name: string;
  /** Whether a wire lies in between that can break. */
  readonly breaks: boolean;
  open(router: EarshotRouter): Promise<Connection>;
}

const inProcess: Transport = {
  name: 'in process',
  breaks: false,
  open: (router) => {
    const client: EarshotClient = createRouterClient(router);
    return Promise.resolve({ client, disconnect: () => undefined, close: () => Promise.resolve() });
  },
};

const messageChannel: Transport = {
  name: 'MessageChannel',
  breaks: true,
  open: (router) => {
    const { port1: core, port2: window } = new MessageChannel();
    new PortHandler(router).upgrade(core);
    core.start();
    const client: EarshotClient = createORPCClient(new PortLink({ port: window }));
    window.start();
    return Promise.resolve({
      client,
      disconnect: () => window.close(),
      close: () => {
        window.close();
        core.close();
        return Promise.resolve();
      },
    });
  },
};

const webSocket: Transport = {
  name: 'WebSocket',
  breaks: true,
  open: async (router) => {
    const handler = new SocketHandler(router);
    const loopback = await openLoopback({
      port: 0,
      token: 'token',
      pageFolder: '.',
      serve: (socket) => handler.upgrade(socket),
      onProblem: (sentence, error) => {
        throw new Error(sentence, { cause: error });
      },
    });
    const origin = `http://127.0.0.1:${loopback.port}`;
    const socket = new WebSocket(`ws://127.0.0.1:${loopback.port}/rpc?token=token`, { origin });
    // oRPC listens once per call in flight, and a test keeps more than ten of them.
    socket.setMaxListeners(0);
    const client: EarshotClient = createORPCClient(
      // ws has what oRPC uses of the browser's WebSocket; only the names of the types differ.
      new SocketLink({ websocket: socket as unknown as globalThis.WebSocket }),
    );
    return {
      client,
      disconnect: () => socket.terminate(),
      close: async () => {
        socket.terminate();
        await loopback.close();
      },
    };
  },
};

export const transports: readonly Transport[] = [inProcess, messageChannel, webSocket];
