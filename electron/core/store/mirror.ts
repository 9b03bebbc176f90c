import type { MirrorRepository } from '#core/ports.ts';
import { CustomerRecord } from '#domain/customer.ts';
import type { Connection } from './connection.ts';
import { allPrefixes } from './full-text.ts';
import { keysOf, normalKey, samePhone, searchWords, type MirrorKeyKind } from './mirror-keys.ts';
import { decode, encode, type BodyRow } from './rows.ts';

const read = (row: BodyRow): CustomerRecord => decode(CustomerRecord, 'customer', row);

/** The CRM as last seen, found by exact keys and by words. */
export function createMirror(db: Connection): MirrorRepository {
  const put = db.prepare(
    'insert into mirror_records (id, body) values (?, ?) on conflict (id) do update set body = excluded.body',
  );
  const get = db.prepare<BodyRow>('select body from mirror_records where id = ?');
  const byKey = db.prepare<BodyRow>(
    `select r.body from mirror_keys k join mirror_records r on r.id = k.record
     where k.kind = ? and k.value = ? order by r.id`,
  );
  const byWords = db.prepare<BodyRow>(
    `select r.body from mirror_text join mirror_records r on r.id = mirror_text.record
     where mirror_text match ? order by mirror_text.rank, r.id limit ?`,
  );
  const names = db.prepare<{ name: string }>(
    "select body ->> '$.customer.name' as name from mirror_records order by rowid desc limit ?",
  );
  const index = createIndex(db);

  const candidates = (kind: MirrorKeyKind, value: string): CustomerRecord[] => {
    const key = normalKey(kind, value);
    const found = key === '' ? [] : byKey.all(kind, key).map(read);
    return kind === 'phone'
      ? found.filter(({ customer }) => samePhone(customer.phone ?? '', value))
      : found;
  };

  return {
    putRecord: (record) => {
      const body = encode(CustomerRecord, record);
      db.transaction(() => {
        put.run(record.customer.id, body);
        index(record);
      }, 'normal');
    },
    record: (id) => {
      const row = get.get(id);
      return row && read(row);
    },
    find: (by) => {
      const hits = new Map<string, { record: CustomerRecord; keys: number }>();
      for (const kind of ['account', 'order', 'email', 'phone'] as const) {
        for (const record of candidates(kind, by[kind] ?? '')) {
          const before = hits.get(record.customer.id)?.keys ?? 0;
          hits.set(record.customer.id, { record, keys: before + 1 });
        }
      }
      return [...hits.values()].toSorted((a, b) => b.keys - a.keys).map(({ record }) => record);
    },
    names: (limit) => names.all(limit).map(({ name }) => name),
    search: (text, limit) => {
      const words = allPrefixes(text);
      return words === undefined ? [] : byWords.all(words, limit).map(read);
    },
  };
}

function createIndex(db: Connection): (record: CustomerRecord) => void {
  const dropKeys = db.prepare('delete from mirror_keys where record = ?');
  const dropWords = db.prepare('delete from mirror_text where record = ?');
  const addKey = db.prepare(
    'insert or ignore into mirror_keys (kind, value, record) values (?, ?, ?)',
  );
  const addWords = db.prepare('insert into mirror_text (record, words) values (?, ?)');
  return (record) => {
    const { id } = record.customer;
    dropKeys.run(id);
    dropWords.run(id);
    for (const { kind, value } of keysOf(record)) addKey.run(kind, value, id);
    addWords.run(id, searchWords(record));
  };
}

/** Builds keys and words anew from the stored records: they are derived from nothing else. */
export function indexMirror(db: Connection): void {
  const index = createIndex(db);
  for (const row of db.prepare<BodyRow>('select body from mirror_records').all()) index(read(row));
}
