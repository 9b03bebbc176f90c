import type { Migration } from '../migrate.ts';

/** Sound of calls where an admin has it kept, and the words that corrections taught. */
export const calls: Migration = {
  name: '0006-calls',
  up: (db) => {
    db.exec(`
      create table call_audio (
        conversation text not null,
        speaker text not null,
        start_ms real not null,
        -- 20 ms per packet.
        packets integer not null,
        at integer not null,
        -- When it is to be removed.
        until integer not null,
        body text not null check (json_valid(body)),
        primary key (conversation, start_ms, speaker)
      ) strict, without rowid;
      create index call_audio_until on call_audio (until);

      create table learned_words (
        pack text not null,
        written text not null,
        at integer not null,
        body text not null check (json_valid(body)),
        primary key (pack, written)
      ) strict, without rowid;
    `);
  },
};
