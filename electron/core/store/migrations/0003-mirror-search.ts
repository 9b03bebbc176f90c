import type { Migration } from '../migrate.ts';

/**
 * What a customer is found by: exact keys (account, order, e-mail, phone) and a word search.
 * Records mirrored by an earlier version are indexed where they are.
 */
export const mirrorSearch: Migration = {
  name: '0003-mirror-search',
  up: (db, { indexMirror }) => {
    db.exec(`
      create table mirror_keys (
        kind text not null,
        value text not null,
        record text not null references mirror_records (id) on delete cascade,
        primary key (kind, value, record)
      ) strict, without rowid;
      create index mirror_keys_by_record on mirror_keys (record);
      create virtual table mirror_text using fts5 (
        record unindexed, words, tokenize = 'unicode61 remove_diacritics 2'
      );
    `);
    indexMirror(db);
  },
};
