import type { AuditRepository } from '#core/ports.ts';
import { AuditEntry, SignedHead } from '#domain/audit.ts';
import type { Connection } from './connection.ts';
import { damagedRow } from './failures.ts';
import { decode, encode, type BodyRow } from './rows.ts';

interface EntryRow extends Omit<AuditEntry, 'conversation'> {
  readonly conversation: string | null;
}

const columns =
  'sequence, at, actor, verb, subject, conversation, reasoning, digest, previous, hash';

/** The audit's rows: one column per field, so that nothing is stored twice and can disagree. */
export function createAuditEntries(db: Connection): AuditRepository {
  const insert = db.prepare(
    `insert into audit_entries (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = db.prepare<EntryRow>(
    `select ${columns} from audit_entries order by sequence desc limit 1`,
  );
  const read = db.prepare<EntryRow>(
    `select ${columns} from audit_entries where sequence > ? order by sequence limit ?`,
  );
  const ofConversation = db.prepare<EntryRow>(
    `select ${columns} from audit_entries where conversation = ? order by sequence`,
  );
  const count = db.prepare<{ count: number }>('select count(*) as count from audit_entries');
  const insertHead = db.prepare(
    `insert into audit_heads (position, body)
     values ((select coalesce(max(position), 0) + 1 from audit_heads), ?)`,
  );
  const heads = db.prepare<BodyRow>('select body from audit_heads order by position');
  const lastHead = db.prepare<BodyRow>(
    'select body from audit_heads order by position desc limit 1',
  );
  const readHead = (row: BodyRow): SignedHead => decode(SignedHead, 'signed head', row);

  return {
    append: (entry) => {
      const {
        sequence,
        at,
        actor,
        verb,
        subject,
        conversation,
        reasoning,
        digest,
        previous,
        hash,
      } = AuditEntry.parse(entry);
      insert.run(
        ...[sequence, at, actor, verb, subject, conversation ?? null],
        ...[reasoning, digest, previous, hash],
      );
    },
    last: () => {
      const row = last.get();
      return row && toEntry(row);
    },
    read: (after, limit) => read.all(after, limit).map(toEntry),
    ofConversation: (id) => ofConversation.all(id).map(toEntry),
    putHead: (head) => {
      insertHead.run(encode(SignedHead, head));
    },
    heads: () => heads.all().map(readHead),
    lastHead: () => {
      const row = lastHead.get();
      return row && readHead(row);
    },
    count: () => count.get()?.count ?? 0,
  };
}

function toEntry({ conversation, ...row }: EntryRow): AuditEntry {
  const entry = AuditEntry.safeParse(conversation === null ? row : { ...row, conversation });
  if (!entry.success) throw damagedRow(`audit entry (number ${String(row.sequence)})`, entry.error);
  return entry.data;
}
