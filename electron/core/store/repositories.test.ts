import { describe, expect, it } from 'vitest';
import { ActionId, ConversationId } from '#domain/ids.ts';
import { Settings } from '#domain/settings.ts';
import { connect } from './connection.ts';
import {
  action,
  approval,
  moved,
  openAt,
  outboxEntry,
  started,
  temporaryFolder,
  testKey,
  turnAdded,
} from './store.fixture.ts';

const c1 = ConversationId.parse('c1');
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('events', () => {
  it('are read per conversation, after a position, oldest first', () => {
    const { events } = openAt(temporaryFolder());
    for (const event of [
      started('c1'),
      started('c2'),
      moved('c1', 'wrapping'),
      moved('c2', 'wrapping'),
    ])
      events.append({ at: 1, actor: 'Sam', event });
    expect(events.read(c1).map(({ position }) => position)).toEqual([1, 3]);
    expect(events.read(c1, 1).map(({ position }) => position)).toEqual([3]);
    expect(events.lastPosition()).toBe(4);
  });

  it('list conversations newest first with the state they are in now', () => {
    const { events } = openAt(temporaryFolder());
    for (const event of [started('c1'), started('c2'), started('c3')])
      events.append({ at: 1, actor: 'Sam', event });
    for (const [id, state] of [
      ['c1', 'wrapping'],
      ['c2', 'wrapping'],
      ['c1', 'closed'],
      ['c2', 'live'],
    ] as const)
      events.append({ at: 2, actor: 'Sam', event: moved(id, state) });
    expect(
      events.conversations(9).map(({ started: { position }, state }) => [position, state]),
    ).toEqual([
      [3, 'live'],
      [2, 'live'],
      [1, 'closed'],
    ]);
    expect(events.conversations(1)).toHaveLength(1);
  });

  it('refuse a shape that could not be read back', () => {
    const { events } = openAt(temporaryFolder());
    const bad = { ...turnAdded('c1', 1, 'x'), turn: { text: 'half a turn' } } as never;
    expect(() => events.append({ at: 1, actor: 'Sam', event: bad })).toThrow();
    expect(events.lastPosition()).toBe(0);
  });

  it('cannot be changed, deleted or numbered otherwise, nor can the audit', () => {
    const folder = temporaryFolder();
    const store = openAt(folder);
    store.events.append({ at: 1, actor: 'Sam', event: started('c1') });
    store.close();
    const db = connect(store.file, { key: testKey });
    for (const sql of [
      `update events set actor = 'x'`,
      'delete from events',
      `insert or replace into events (position, at, actor, body) select 1, at, 'x', body from events`,
      'insert into events (position, at, actor, body) select 7, at, actor, body from events',
    ])
      expect(() => {
        db.exec(sql);
      }, sql).toThrow(/append-only|gap-free/);
    db.close();
  });

  it('name the row that cannot be read', () => {
    const folder = temporaryFolder();
    const { file, close } = openAt(folder);
    close();
    const db = connect(file, { key: testKey });
    db.exec(`insert into events (position, at, actor, body)
      values (1, 1, 'Sam', '{"type":"turn.added","conversation":"c1"}')`);
    db.close();
    expect(() => openAt(folder).events.read(c1)).toThrow(
      expect.objectContaining({
        code: 'damaged',
        message: 'A stored event (number 1) cannot be read back.',
      }),
    );
  });
});

describe('actions', () => {
  it('are put, replaced and found by state, time and conversation', () => {
    const { actions } = openAt(temporaryFolder());
    actions.put(action('a1'));
    actions.put(action('a2', { state: 'drafted', expiresAt: 90, draftedAt: 11 }));
    actions.put(action('a3', { state: 'queued', draftedAt: 12 }));
    actions.put(action('a4', { state: 'approved', draftedAt: 13, conversation: 'c2' }));
    actions.put(action('a5', { state: 'running', draftedAt: 14 }));
    actions.put(action('a6', { state: 'succeeded', draftedAt: 15 }));
    expect(ids(actions.expiredAt(89))).toEqual([]);
    expect(ids(actions.expiredAt(100))).toEqual(['a2', 'a1']);
    expect(ids(actions.unfinished())).toEqual(['a3', 'a4', 'a5']);
    expect(ids(actions.ofConversation(c1))).toEqual(['a1', 'a2', 'a3', 'a5', 'a6']);
    actions.put(action('a1', { state: 'rejected' }));
    expect(actions.get(ActionId.parse('a1'))).toEqual(action('a1', { state: 'rejected' }));
    expect(ids(actions.expiredAt(100))).toEqual(['a2']);
    expect(actions.get(ActionId.parse('none'))).toBeUndefined();
  });
});

describe('approvals', () => {
  it('give the newest one of an action', () => {
    const { actions, approvals } = openAt(temporaryFolder());
    actions.put(action('a1'));
    approvals.put(approval('p1', 'a1', 20));
    approvals.put(approval('p2', 'a1', 30));
    expect(approvals.ofAction(ActionId.parse('a1'))?.id).toBe('p2');
    expect(approvals.ofAction(ActionId.parse('a2'))).toBeUndefined();
  });
});

describe('outbox', () => {
  it('tells what is due, when the next is, and what waits', () => {
    const { actions, approvals, outbox } = openAt(temporaryFolder());
    expect(outbox.nextDue()).toBeUndefined();
    const at = { a1: 50, a2: 40, a3: 60, a4: 10, a5: 10 };
    const state = { a3: 'sent', a4: 'done', a5: 'dead' } as Readonly<Record<string, string>>;
    for (const [id, nextAttemptAt] of Object.entries(at)) {
      actions.put(action(id));
      approvals.put(approval(`approval-${id}`, id));
      outbox.put(outboxEntry(id, { nextAttemptAt, state: state[id] ?? 'pending' }));
    }
    const named = (entries: readonly { readonly action: string }[]) => entries.map((e) => e.action);
    expect(named(outbox.due(50))).toEqual(['a2', 'a1']);
    expect(named(outbox.due(99))).toEqual(['a2', 'a1', 'a3']);
    expect(outbox.nextDue()).toBe(40);
    expect(named(outbox.waiting())).toEqual(['a2', 'a1', 'a3']);
    outbox.put(outboxEntry('a2', { state: 'done' }));
    expect(outbox.nextDue()).toBe(50);
    expect(outbox.get(ActionId.parse('a2'))?.state).toBe('done');
  });

  it('refuses a second entry with the same idempotency key', () => {
    const { actions, approvals, outbox } = openAt(temporaryFolder());
    for (const id of ['a1', 'a2']) {
      actions.put(action(id));
      approvals.put(approval(`approval-${id}`, id));
    }
    outbox.put(outboxEntry('a1', { idempotencyKey: 'the same key' }));
    expect(() => {
      outbox.put(outboxEntry('a2', { idempotencyKey: 'the same key' }));
    }).toThrow('UNIQUE');
  });
});

describe('settings', () => {
  it('are the defaults until some are stored', () => {
    const folder = temporaryFolder();
    const store = openAt(folder);
    expect(store.settings.get()).toEqual(Settings.parse({}));
    store.settings.put({ ...Settings.parse({}), agent: 'Ana', theme: 'dark' });
    store.close();
    expect(openAt(folder).settings.get()).toMatchObject({ agent: 'Ana', theme: 'dark' });
  });
});
