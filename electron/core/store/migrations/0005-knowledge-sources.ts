import type { Migration } from '../migrate.ts';

/**
 * Documents come from imports too, can be withdrawn and have a subject. A passage's row is never used
 * again, because index files name passages by it. The full text is one table per pack, made when the
 * pack's first passage comes (`knowledge-text.ts`): a word that is everywhere in one pack would
 * otherwise count as common in all of them, and every search would walk through all packs.
 */
export const knowledgeSources: Migration = {
  name: '0005-knowledge-sources',
  up: (db, tools) => {
    db.exec(`
      alter table documents rename to documents_before;
      alter table passages rename to passages_before;
      alter table vectors rename to vectors_before;
      drop index documents_by_path;
      drop index documents_citable;
      drop index passages_by_pack;
      drop trigger passages_insert;
      drop trigger passages_delete;
      drop table passages_text;

      -- Stored and in front of the long body, so that asking which may be cited never opens one.
      create table documents (
        id text primary key,
        pack text generated always as (body ->> '$.pack') stored not null,
        source text generated always as (coalesce(body ->> '$.source', 'pack')) stored not null,
        path text generated always as (body ->> '$.path') stored not null,
        title text generated always as (body ->> '$.title') stored not null,
        hash text generated always as (body ->> '$.hash') stored not null,
        version integer generated always as (coalesce(body ->> '$.version', 1)) stored not null,
        audience text generated always as (body ->> '$.audience') stored not null,
        subject text generated always as (body ->> '$.subject') stored,
        valid_from text generated always as (body ->> '$.validFrom') stored,
        valid_to text generated always as (body ->> '$.validTo') stored,
        withdrawn_at integer generated always as (body ->> '$.withdrawnAt') stored,
        imported_at integer generated always as (coalesce(body ->> '$.importedAt', 0)) stored not null,
        body text not null check (json_valid(body))
      ) strict;
      create unique index documents_by_path on documents (pack, source, path);
      create index documents_citable
        on documents (pack, valid_from, valid_to, withdrawn_at, audience, id);
      create index documents_by_subject on documents (pack, lower(subject), id)
        where subject is not null;
      create index documents_listed on documents (pack, imported_at desc, title, id);

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
      create index passages_by_pack on passages (pack, row);
      create index passages_by_id on passages (id);
      -- The next row to give away; rows of removed passages are never given again.
      create table passage_rows (only integer primary key check (only = 1), next integer not null);

      -- A short number for each encoder: its SHA-256 in every row made reading them all twice as long.
      create table encoders (id integer primary key, sha256 text not null unique) strict;
      create table vectors (
        passage integer not null references passages (row) on delete cascade,
        model integer not null references encoders (id),
        vector blob not null,
        unique (passage, model)
      ) strict;

      -- Every word of a pack once, so that a misspelt one can be told from a known one.
      create table terms (
        row integer primary key,
        pack text not null,
        term text not null,
        -- As the full text has it: the parts of a number like AX-4410-B stand apart there.
        phrase text not null,
        unique (pack, term)
      ) strict;
      create virtual table terms_text using fts5 (
        term, content = '', contentless_delete = 1, tokenize = 'trigram'
      );

      create table knowledge_sources (
        id text primary key,
        pack text generated always as (body ->> '$.pack') stored not null,
        body text not null check (json_valid(body))
      ) strict;
      create table import_jobs (
        id text primary key,
        started_at integer generated always as (body ->> '$.startedAt') stored not null,
        body text not null check (json_valid(body))
      ) strict;
      create index import_jobs_newest on import_jobs (started_at desc, id);
      -- What found nothing and what was dismissed is asked for over all conversations.
      create index events_by_type on events (type, position);
      create table knowledge_gaps (id text primary key, state text not null) strict;

      insert into documents (id, body) select id, body from documents_before;
      insert into passages (row, id, document, pack, ordinal, title, heading, anchor, text)
        select row, id, document, pack, ordinal, title, heading, anchor, text from passages_before;
      insert into encoders (sha256) select distinct model from vectors_before;
      insert into vectors (passage, model, vector)
        select b.passage, e.id, b.vector from vectors_before b join encoders e on e.sha256 = b.model;
      insert into passage_rows (only, next) select 1, coalesce(max(row), 0) + 1 from passages;
      drop table vectors_before;
      drop table passages_before;
      drop table documents_before;
    `);
    tools.indexKnowledge(db);
  },
};
