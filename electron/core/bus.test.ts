import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConversationId, PackName } from '#domain/ids.ts';
import type { DomainEvent } from '#domain/events.ts';
import { createBus } from './bus.ts';
import { createViews } from './core-views.ts';
import { createVirtualClock } from './replay-ports.ts';
import { openStore, type SqliteStore } from './store/index.ts';

const id = ConversationId.parse('conversation-1');
const started: DomainEvent = {
  type: 'conversation.started',
  conversation: {
    id,
    channel: 'practice',
    pack: PackName.parse('retail'),
    title: 'A talk',
    agent: 'Sam',
    state: 'live',
    startedAt: 1,
  },
};
const moved = (state: 'wrapping' | 'closed'): DomainEvent => ({
  type: 'conversation.moved',
  conversation: id,
  state,
});

let folder: string;
let store: SqliteStore;
const errors: unknown[] = [];
const open = () =>
  createBus({
    store,
    clock: createVirtualClock(5),
    record: () => undefined,
    onListenerError: (error) => errors.push(error),
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-bus-'));
  const opened = openStore({ folder, key: 'a key for tests' });
  if (!opened.ok) throw new Error(opened.error.message);
  store = opened.value;
  errors.length = 0;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

describe('bus', () => {
  it('tells nobody of a transaction that failed, and stores nothing of it', () => {
    const bus = open();
    const heard: string[] = [];
    bus.onAny(({ event }) => heard.push(event.type));
    expect(() =>
      bus.transact(() => {
        bus.publish(started, 'Sam');
        throw new Error('no');
      }, 'durable'),
    ).toThrow('no');
    bus.publish(started, 'Sam');
    expect(heard).toEqual(['conversation.started']);
    expect(store.events.read(id)).toHaveLength(1);
  });

  it('delivers after the commit, in order, also what listeners publish', () => {
    const bus = open();
    const heard: string[] = [];
    bus.on('conversation.started', () => bus.publish(moved('wrapping'), 'earshot'));
    bus.onAny(({ event }) =>
      heard.push(event.type === 'conversation.moved' ? event.state : 'started'),
    );
    bus.transact(() => {
      bus.publish(started, 'Sam');
      expect(heard).toEqual([]);
      bus.publish(moved('closed'), 'Sam');
    }, 'durable');
    expect(heard).toEqual(['started', 'closed', 'wrapping']);
  });

  it('lets the others hear when one listener throws', () => {
    const bus = open();
    const heard: string[] = [];
    bus.onAny(() => {
      throw new Error('a bug');
    });
    bus.onAny(({ event }) => heard.push(event.type));
    bus.publish(started, 'Sam');
    expect(heard).toEqual(['conversation.started']);
    expect(errors).toHaveLength(1);
  });

  it('folds the same view live and from the log', () => {
    const bus = open();
    const live = createViews(bus, store.events);
    bus.publish(started, 'Sam');
    bus.publish(moved('wrapping'), 'Sam');
    const fromLog = createViews(open(), store.events);
    expect(live.get(id)).toEqual(fromLog.get(id));
    expect(live.get(id)?.conversation.state).toBe('wrapping');
  });
});
