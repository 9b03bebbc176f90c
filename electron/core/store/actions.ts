import type { ActionRepository } from '#core/ports.ts';
import { Action } from '#domain/action.ts';
import type { Connection } from './connection.ts';
import { decode, encode, type BodyRow } from './rows.ts';

export function createActions(db: Connection): ActionRepository {
  const put = db.prepare(
    'insert into actions (id, body) values (?, ?) on conflict (id) do update set body = excluded.body',
  );
  const get = db.prepare<BodyRow>('select body from actions where id = ?');
  const expired = db.prepare<BodyRow>(
    `select body from actions
     where state in ('drafted', 'awaiting') and expires_at <= ? order by expires_at, id`,
  );
  const unfinished = db.prepare<BodyRow>(
    `select body from actions
     where state in ('approved', 'queued', 'running') order by drafted_at, id`,
  );
  const ofConversation = db.prepare<BodyRow>(
    'select body from actions where conversation = ? order by drafted_at, rowid',
  );
  const read = (row: BodyRow): Action => decode(Action, 'action', row);

  return {
    put: (action) => {
      put.run(action.id, encode(Action, action));
    },
    get: (id) => {
      const row = get.get(id);
      return row && read(row);
    },
    expiredAt: (now) => expired.all(now).map(read),
    unfinished: () => unfinished.all().map(read),
    ofConversation: (id) => ofConversation.all(id).map(read),
  };
}
