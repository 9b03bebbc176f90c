import type { ApprovalRepository } from '#core/ports.ts';
import { Approval } from '#domain/approval.ts';
import type { Connection } from './connection.ts';
import { decode, encode, type BodyRow } from './rows.ts';

/** Approvals; the newest one of an action counts, earlier ones were voided by an edit. */
export function createApprovals(db: Connection): ApprovalRepository {
  const put = db.prepare(
    `insert into approvals (id, action, at, body) values (?, ?, ?, ?)
     on conflict (id) do update set body = excluded.body, action = excluded.action, at = excluded.at`,
  );
  const ofAction = db.prepare<BodyRow>(
    'select body from approvals where action = ? order by at desc, rowid desc limit 1',
  );

  return {
    put: (approval) => {
      put.run(approval.id, approval.action, approval.at, encode(Approval, approval));
    },
    ofAction: (id) => {
      const row = ofAction.get(id);
      return row && decode(Approval, 'approval', row);
    },
  };
}
