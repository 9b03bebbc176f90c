import type { Migration } from '../migrate.ts';

/**
 * An admin's own intents: versions with their examples and heads, and which one a pack uses (no row:
 * the pack's own). What an admin does belongs to no conversation, so events may have none from here
 * on; the column is generated, so that changing it writes no row.
 */
export const intentModels: Migration = {
  name: '0004-intent-models',
  up: (db) => {
    db.exec(`
      create table intent_models (
        id text primary key,
        -- Generated from the body, in front of the long columns: a list never reads a head.
        pack text generated always as (body ->> '$.pack') stored not null,
        name text generated always as (body ->> '$.name') stored not null,
        created_at integer generated always as (body ->> '$.createdAt') stored not null,
        body text not null check (json_valid(body)),
        recipe text not null,
        examples text not null check (json_valid(examples)),
        head text not null check (json_valid(head))
      ) strict;
      create unique index intent_models_by_name on intent_models (pack, lower(name));
      create table intents_in_use (
        pack text primary key,
        model text not null references intent_models (id)
      ) strict;

      drop index events_by_conversation;
      drop index events_moved;
      alter table events drop column conversation;
      alter table events add column conversation text generated always as (
        case json_type(body, '$.conversation')
          when 'object' then body ->> '$.conversation.id'
          else body ->> '$.conversation'
        end
      ) virtual;
      create index events_by_conversation on events (conversation, position);
      create index events_moved on events (conversation, position)
        where type = 'conversation.moved';
    `);
  },
};
