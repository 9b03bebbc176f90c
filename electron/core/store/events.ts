import type { EventLog } from '#core/ports.ts';
import { DomainEvent, RecordedEvent } from '#domain/events.ts';
import type { Connection } from './connection.ts';
import { damagedRow } from './failures.ts';
import { encode, type BodyRow } from './rows.ts';

/** An event exactly as stored, whatever today's schema would make of it: what digests are over. */
export interface RawEvent {
  readonly position: number;
  readonly at: number;
  readonly actor: string;
  readonly event: unknown;
}

/** The log with a reader over all conversations, for the audit and for measures. */
export interface SqliteEventLog extends EventLog {
  /** Events with position > after, ascending. */
  raw(after: number, limit: number): RawEvent[];
}

interface EventRow extends BodyRow {
  readonly position: number;
  readonly at: number;
  readonly actor: string;
}

export function createEventLog(db: Connection): SqliteEventLog {
  const insert = db.prepare<{ position: number }>(
    `insert into events (position, at, actor, body)
     values ((select coalesce(max(position), 0) + 1 from events), ?, ?, ?) returning position`,
  );
  const ofConversation = db.prepare<EventRow>(
    `select position, at, actor, body from events
     where conversation = ? and position > ? order by position`,
  );
  const all = db.prepare<EventRow>(
    'select position, at, actor, body from events where position > ? order by position limit ?',
  );
  const started = db.prepare<EventRow & { state: string | null; title: string | null }>(
    `select position, at, actor, body,
       (select moved.body ->> '$.state' from events moved
        where moved.type = 'conversation.moved' and moved.conversation = events.conversation
        order by moved.position desc limit 1) as state,
       (select titled.body ->> '$.title' from events titled
        where titled.type = 'conversation.titled' and titled.conversation = events.conversation
        order by titled.position desc limit 1) as title
     from events where type = 'conversation.started' order by position desc limit ?`,
  );
  const newest = db.prepare<EventRow>(
    `select position, at, actor, body from events
     where type in (select value from json_each(?)) order by position desc limit ?`,
  );
  const last = db.prepare<{ position: number }>(
    'select coalesce(max(position), 0) as position from events',
  );

  return {
    append: ({ at, actor, event }) => {
      const body = encode(DomainEvent, event);
      const row = insert.get(at, actor, body);
      if (row === undefined) throw new Error('An inserted event has no position.');
      return { position: row.position, at, actor, event };
    },
    read: (conversation, after = 0) => ofConversation.all(conversation, after).map(toRecorded),
    conversations: (limit) =>
      started.all(limit).map(({ state, title, ...row }) => {
        const recorded = toRecorded(row);
        return {
          started: recorded,
          state: state ?? initialState(recorded),
          ...(title !== null && { title }),
        };
      }),
    newest: (types, limit) => newest.all(JSON.stringify(types), limit).map(toRecorded),
    lastPosition: () => last.get()?.position ?? 0,
    raw: (after, limit) =>
      all.all(after, limit).map(({ body, ...row }) => ({ ...row, event: parse(row, body) })),
  };
}

const name = (row: { position: number }): string => `event (number ${String(row.position)})`;

function parse(row: { position: number }, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw damagedRow(name(row), error);
  }
}

function toRecorded({ body, ...row }: EventRow): RecordedEvent {
  const read = RecordedEvent.safeParse({ ...row, event: parse(row, body) });
  if (!read.success) throw damagedRow(name(row), read.error);
  return read.data;
}

const initialState = ({ event }: RecordedEvent): string =>
  event.type === 'conversation.started' ? event.conversation.state : 'live';
