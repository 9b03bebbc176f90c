import type { Migration } from '../migrate.ts';

/** Articles, their passages with full-text search, and the passages' vectors. */
export const knowledge: Migration = {
  name: '0002-knowledge',
  up: (db) => {
    db.exec(`
      -- Stored and in front of the long body, so that asking which may be cited never opens one.
      create table documents (
        id text primary key,
        pack text generated always as (body ->> '$.pack') stored not null,
        path text generated always as (body ->> '$.path') stored not null,
        audience text generated always as (body ->> '$.audience') stored not null,
        valid_from text generated always as (body ->> '$.validFrom') stored,
        valid_to text generated always as (body ->> '$.validTo') stored,
        body text not null check (json_valid(body))
      ) strict;
      create unique index documents_by_path on documents (pack, path);
      create index documents_citable on documents (pack, valid_from, valid_to, audience, id);

      create table passages (
        row integer primary key,
        id text not null,
        document text not null references documents (id) on delete cascade,
        pack text not null,
        ordinal integer not null,
        title text not null,
        heading text not null,
        anchor text not null,
        text text not null,
        unique (document, ordinal)
      ) strict;
      create index passages_by_pack on passages (pack);

      create table vectors (
        passage integer not null references passages (row) on delete cascade,
        model text not null,
        vector blob not null,
        unique (passage, model)
      ) strict;

      create virtual table passages_text using fts5 (
        title, heading, text,
        content = 'passages', content_rowid = 'row', tokenize = 'porter unicode61'
      );
      insert into passages_text (passages_text, rank) values ('secure-delete', 1);
      create trigger passages_insert after insert on passages begin
        insert into passages_text (rowid, title, heading, text)
          values (new.row, new.title, new.heading, new.text);
      end;
      create trigger passages_delete after delete on passages begin
        insert into passages_text (passages_text, rowid, title, heading, text)
          values ('delete', old.row, old.title, old.heading, old.text);
      end;
    `);
  },
};
