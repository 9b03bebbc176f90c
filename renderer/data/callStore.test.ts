import { ORPCError } from '@orpc/client';
import { describe, expect, it, vi } from 'vitest';
import { runningState, setupOf } from '../gallery/fixtures-call.ts';
import { pretendSession } from '../gallery/fixtureCall.ts';
import { fixtureLink } from '../gallery/fixtureLink.ts';
import type { CallSession } from '../audio/session.ts';
import type { Api } from './api.ts';
import { createCallStore, isCapturing, sinkOf, type StartSession } from './callStore.ts';
import type { CallOrder, CallWire } from './callWire.ts';
import { connect } from './connection.ts';

/** The windows of one origin, without a browser. */
function pretendWire(): CallWire & { readonly order: (order: CallOrder) => void } {
  const held = new Set<string>();
  const listeners = new Set<(order: CallOrder) => void>();
  const order = (given: CallOrder): void => listeners.forEach((listener) => listener(given));
  return {
    order,
    take: async (conversation) => {
      if (held.has(conversation)) return undefined;
      held.add(conversation);
      return () => held.delete(conversation);
    },
    isTaken: async (conversation) => held.has(conversation),
    send: order,
    onOrder: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function bed(start?: StartSession) {
  const connection = connect(async () => fixtureLink('call', 'system'));
  const wire = pretendWire();
  const sessions: CallSession[] = [];
  const attended: AbortSignal[] = [];
  let onHolding = (_holding: boolean): void => undefined;
  const store = createCallStore({
    api: connection.api,
    wire,
    start:
      start ??
      (async () => {
        const session = pretendSession(runningState());
        sessions.push(session);
        return session;
      }),
    attend: (_conversation, listener, signal) => {
      onHolding = listener;
      attended.push(signal);
    },
    onRefused: () => undefined,
  });
  const order = { conversation: 'c-1', setup: setupOf('announce') };
  const listen = (conversation = 'c-1') =>
    store.listen({ ...order, conversation, sound: {} as never });
  return {
    attended,
    connection,
    hold: (on: boolean) => onHolding(on),
    listen,
    sessions,
    store,
    wire,
  };
}

describe('the call of a window', () => {
  it('is one at a time, and free again when it has ended', async () => {
    const { attended, listen, store, wire } = bed();
    await listen();
    expect(isCapturing(store.get())).toBe(true);
    await expect(listen('c-2')).rejects.toThrow('running in this window');
    expect(await wire.isTaken('c-1')).toBe(true);
    await store.end();
    expect(store.get()).toBeUndefined();
    expect(await wire.isTaken('c-1')).toBe(false);
    expect(attended[0]?.aborted).toBe(true);
    await listen('c-2');
    expect(store.get()?.conversation).toBe('c-2');
  });

  it('is not taken from another window', async () => {
    const { listen, store, wire } = bed();
    await wire.take('c-1');
    await expect(listen()).rejects.toThrow('another window');
    expect(store.get()).toBeUndefined();
  });

  it('lets go when the sound cannot be opened', async () => {
    const { listen, store, wire } = bed(async () => {
      throw new Error('No worklet.');
    });
    await expect(listen()).rejects.toThrow('No worklet.');
    expect(store.get()).toBeUndefined();
    expect(await wire.isTaken('c-1')).toBe(false);
  });

  it('follows its session, and pauses for the overlay', async () => {
    const { hold, listen, store, wire } = bed();
    const told = vi.fn();
    store.subscribe(told);
    await listen();
    wire.order({ do: 'pause', conversation: 'c-2' });
    expect(store.get()?.state.phase).toBe('running');
    wire.order({ do: 'pause', conversation: 'c-1' });
    expect(store.get()?.state.phase).toBe('paused');
    wire.order({ do: 'resume', conversation: 'c-1' });
    await expect.poll(() => store.get()?.state.phase).toBe('running');
    hold(true);
    expect(store.get()?.holding).toBe(true);
    expect(told).toHaveBeenCalled();
  });

  it('ends a session that stopped by itself before the next one begins', async () => {
    const { listen, sessions, store } = bed();
    await listen();
    await sessions[0]?.end();
    expect(isCapturing(store.get())).toBe(false);
    await listen();
    expect(sessions).toHaveLength(2);
    expect(isCapturing(store.get())).toBe(true);
  });

  it('records what was agreed before anything is heard', async () => {
    const { connection, sessions, store } = bed();
    await connection.connected();
    const conversation = await store.open({ pack: 'retail', answer: 'announced' });
    expect(conversation.channel).toBe('call');
    expect(sessions).toHaveLength(0);
    connection.close();
  });
});

describe('sinkOf', () => {
  const line = { speaker: 'agent', words: [], startMs: 0, endMs: 1, model: 'm' } as never;
  const answering = (error: Error): Api =>
    ({ calls: { hear: () => Promise.reject(error) } }) as unknown as Api;

  it('has a line said again when the core is away', async () => {
    const sink = sinkOf(answering(new Error('gone')), 'c-1', () => undefined);
    await expect(sink.line('key', line)).rejects.toThrow('gone');
  });

  it('tells a refusal once instead of saying the line for ever', async () => {
    const refused = vi.fn();
    const error = new ORPCError('FORBIDDEN', { message: 'The conversation is closed.' });
    const sink = sinkOf(answering(error), 'c-1', refused);
    expect(await sink.line('key', line)).toEqual({ outcome: 'empty' });
    expect(refused).toHaveBeenCalledWith(
      expect.objectContaining({ message: 'The conversation is closed.' }),
    );
  });
});
