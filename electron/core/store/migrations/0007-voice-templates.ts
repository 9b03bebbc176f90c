import type { Migration } from '../migrate.ts';

/** Enrolled voices: one per customer, the embedding beside what is on record of the enrolment. */
export const voiceTemplates: Migration = {
  name: '0007-voice-templates',
  up: (db) => {
    db.exec(`
      create table voice_templates (
        customer text primary key,
        expires_at integer not null,
        body text not null check (json_valid(body)),
        -- 32-bit floats, little endian. The whole file is encrypted (SQLCipher).
        embedding blob not null
      ) strict, without rowid;
      create index voice_templates_expiring on voice_templates (expires_at);
    `);
  },
};
