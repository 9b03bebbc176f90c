import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConversationId, RecordId } from '#domain/ids.ts';
import { connect, type Connection } from './connection.ts';
import { indexKnowledge } from './knowledge-text.ts';
import { migrate, migrations, versionOf } from './migrate.ts';
import { indexMirror } from './mirror.ts';
import {
  action,
  approval,
  customer,
  openAt,
  outboxEntry,
  started,
  temporaryFolder,
  testKey,
  turnAdded,
} from './store.fixture.ts';

/** A database as an earlier Earshot left it: the migrations up to then, and rows of that time. */
function leaveBehind(folder: string, version: number): void {
  const db = connect(join(folder, 'earshot.db'), { key: testKey });
  migrate(db, version);
  expect(versionOf(db)).toBe(version);
  if (version >= 1) fillFirst(db);
  if (version >= 2) fillSecond(db);
  if (version >= 3) indexMirror(db);
  if (version >= 5) indexKnowledge(db);
  db.close();
}

function fillFirst(db: Connection): void {
  const insertEvent = db.prepare(
    'insert into events (position, at, actor, body) values (?, ?, ?, ?)',
  );
  const events = [started('c1'), ...[1, 2, 3].map((n) => turnAdded('c1', n, `said ${String(n)}`))];
  for (const [index, event] of events.entries())
    insertEvent.run(index + 1, index, 'Sam', JSON.stringify(event));
  db.transaction(() => {
    const put = (table: string, columns: string, ...values: (string | number)[]) =>
      db
        .prepare(`insert into ${table} (${columns}) values (${values.map(() => '?').join(', ')})`)
        .run(...values);
    put('actions', 'id, body', 'a1', JSON.stringify(action('a1', { state: 'queued' })));
    const given = JSON.stringify(approval('approval-a1', 'a1'));
    put('approvals', 'id, action, at, body', 'approval-a1', 'a1', 20, given);
    const waiting = JSON.stringify(outboxEntry('a1'));
    const outbox = 'action, approval, idempotency_key, body';
    put('outbox', outbox, 'a1', 'approval-a1', 'key-of-a1', waiting);
    for (const id of ['k1', 'k2'])
      put('mirror_records', 'id, body', id, JSON.stringify(customer(id, {}, [`${id}-9`])));
    put('settings', 'id, body', 1, JSON.stringify({ agent: 'Ana', pack: 'banking' }));
    const sha = 'a'.repeat(64);
    const entry = 'sequence, at, actor, verb, subject, reasoning, digest, previous, hash';
    put('audit_entries', entry, 1, 0, 'Sam', 'turn.added', 'turn:t1', 'why', sha, sha, sha);
  }, 'normal');
}

function fillSecond(db: Connection): void {
  db.prepare('insert into documents (id, body) values (?, ?)').run(
    'd1',
    JSON.stringify({
      id: 'd1',
      pack: 'retail',
      path: 'returns.md',
      title: 'Returns',
      audience: 'agent',
      hash: 'h',
    }),
  );
  db.prepare(
    `insert into passages (id, document, pack, ordinal, title, heading, anchor, text)
     values ('d1#0', 'd1', 'retail', 0, 'Returns', '', '', 'Refunds take five days.')`,
  ).run();
}

describe('migrations', () => {
  it('are numbered in order', () => {
    expect(migrations.map(({ name }) => Number.parseInt(name))).toEqual(
      migrations.map((_, index) => index + 1),
    );
  });

  it.each(migrations.map((_, index) => index))('lose nothing from version %i', (version) => {
    const folder = temporaryFolder();
    leaveBehind(folder, version);
    const store = openAt(folder);
    expect(store.integrity()).toEqual({ ok: true, problems: [] });
    if (version >= 1) {
      expect(store.events.read(ConversationId.parse('c1')).map(({ event }) => event)).toEqual([
        started('c1'),
        ...[1, 2, 3].map((n) => turnAdded('c1', n, `said ${String(n)}`)),
      ]);
      expect(store.actions.unfinished()).toEqual([action('a1', { state: 'queued' })]);
      expect(store.approvals.ofAction(action('a1').id)).toEqual(approval('approval-a1', 'a1'));
      expect(store.outbox.waiting()).toEqual([outboxEntry('a1')]);
      expect(store.audit.count()).toBe(1);
      expect(store.settings.get()).toMatchObject({
        agent: 'Ana',
        pack: 'banking',
        tone: 'friendly',
      });
      expect(store.mirror.record(RecordId.parse('k1'))).toEqual(customer('k1', {}, ['k1-9']));
      expect(store.mirror.find({ order: '#k2-9' })).toEqual([customer('k2', {}, ['k2-9'])]);
      expect(store.mirror.search('dvorak', 9)).toHaveLength(2);
    }
    if (version >= 2)
      expect(
        store.knowledge.passages(
          store.knowledge
            .matchText('refund', { pack: 'retail', today: '2026-11-22', audience: 'agent' }, 5)
            .map(({ row }) => row),
        ),
      ).toMatchObject([{ row: 1, passage: { id: 'd1#0', text: 'Refunds take five days.' } }]);
    store.close();
    const again = openAt(folder);
    expect(again.integrity().ok).toBe(true);
  });

  it('give the same schema from every earlier version', () => {
    const schemaOf = (version: number) => {
      const folder = temporaryFolder();
      leaveBehind(folder, version);
      openAt(folder).close();
      const db = connect(join(folder, 'earshot.db'), { key: testKey });
      const schema = db
        .prepare<{ sql: string }>(
          // The full text of a pack is made with its first passage.
          `select sql from sqlite_schema
           where sql is not null and name not like 'passages_text_%' order by name`,
        )
        .all();
      db.close();
      return schema;
    };
    const [fresh, ...others] = migrations.map((_, version) => schemaOf(version));
    for (const other of others) expect(other).toEqual(fresh);
  });

  it('happen whole or not at all', () => {
    const folder = temporaryFolder();
    leaveBehind(folder, 2);
    const db = connect(join(folder, 'earshot.db'), { key: testKey });
    // What the third step wants to make is there already, in the middle of it.
    db.exec('create table mirror_text (x)');
    expect(() => {
      migrate(db);
    }).toThrow(
      expect.objectContaining({
        code: 'migration_failed',
        message: expect.stringContaining('0003-mirror-search'),
        mend: expect.stringMatching(/^Nothing was changed/),
      }),
    );
    expect(versionOf(db)).toBe(2);
    expect(db.prepare(`select 1 from sqlite_schema where name = 'mirror_keys'`).all()).toEqual([]);
    db.exec('drop table mirror_text');
    migrate(db);
    expect(versionOf(db)).toBe(migrations.length);
    db.close();
  });
});
