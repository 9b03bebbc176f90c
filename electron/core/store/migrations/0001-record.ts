import type { Migration } from '../migrate.ts';

/**
 * The event log, the audit, actions with approvals and outbox, the CRM mirror and the settings.
 * Objects are JSON; what is searched by is generated from it, so that the two cannot disagree.
 */
export const record: Migration = {
  name: '0001-record',
  up: (db) => {
    db.exec(`
      create table events (
        position integer primary key,
        at integer not null,
        actor text not null,
        body text not null check (json_valid(body)),
        type text generated always as (body ->> '$.type') virtual not null,
        conversation text generated always as (
          case json_type(body, '$.conversation')
            when 'object' then body ->> '$.conversation.id'
            else body ->> '$.conversation'
          end
        ) virtual not null
      ) strict;
      create index events_by_conversation on events (conversation, position);
      create index events_started on events (position) where type = 'conversation.started';
      create index events_moved on events (conversation, position)
        where type = 'conversation.moved';

      create table audit_entries (
        sequence integer primary key,
        at integer not null,
        actor text not null,
        verb text not null,
        subject text not null,
        conversation text,
        reasoning text not null,
        digest text not null,
        previous text not null,
        hash text not null
      ) strict;
      create index audit_by_conversation on audit_entries (conversation, sequence);
      create table audit_heads (
        position integer primary key,
        body text not null check (json_valid(body))
      ) strict;

      create table actions (
        id text primary key,
        body text not null check (json_valid(body)),
        conversation text generated always as (body ->> '$.conversation') virtual not null,
        state text generated always as (body ->> '$.state') virtual not null,
        drafted_at integer generated always as (body ->> '$.draftedAt') virtual not null,
        expires_at integer generated always as (body ->> '$.expiresAt') virtual not null
      ) strict;
      create index actions_by_conversation on actions (conversation, drafted_at);
      create index actions_open on actions (state, expires_at)
        where state in ('drafted', 'awaiting', 'approved', 'queued', 'running');

      create table approvals (
        id text primary key,
        action text not null references actions (id) deferrable initially deferred,
        at integer not null,
        body text not null check (json_valid(body))
      ) strict;
      create index approvals_by_action on approvals (action, at);

      create table outbox (
        action text primary key references actions (id) deferrable initially deferred,
        approval text not null references approvals (id) deferrable initially deferred,
        idempotency_key text not null unique,
        body text not null check (json_valid(body)),
        state text generated always as (body ->> '$.state') virtual not null,
        next_attempt_at integer generated always as (body ->> '$.nextAttemptAt') virtual not null
      ) strict;
      create index outbox_waiting on outbox (next_attempt_at) where state in ('pending', 'sent');

      create table mirror_records (
        id text primary key,
        body text not null check (json_valid(body))
      ) strict;

      create table settings (
        id integer primary key check (id = 1),
        body text not null check (json_valid(body))
      ) strict;
    `);
    for (const table of ['events', 'audit_entries', 'audit_heads']) {
      const key = table === 'audit_entries' ? 'sequence' : 'position';
      db.exec(`
        create trigger ${table}_no_update before update on ${table}
          begin select raise(abort, '${table} is append-only'); end;
        create trigger ${table}_no_delete before delete on ${table}
          begin select raise(abort, '${table} is append-only'); end;
        create trigger ${table}_gap_free before insert on ${table}
          when new.${key} is not (select coalesce(max(${key}), 0) + 1 from ${table})
          begin select raise(abort, '${table} is gap-free'); end;
      `);
    }
  },
};
