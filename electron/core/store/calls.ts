import type { CallRepository } from '#core/ports.ts';
import { AudioPart } from '#domain/call.ts';
import { VocabularyTerm } from '#domain/speech.ts';
import type { Connection } from './connection.ts';
import { decode, encode, type BodyRow } from './rows.ts';

interface KeptRow {
  readonly conversation: string;
  readonly at: number;
  readonly until: number;
  readonly packets: number;
  readonly bytes: number;
}

/** Sound that is kept, part by part, and learned words; the whole file is encrypted. */
export function createCalls(db: Connection): CallRepository {
  const put = db.prepare(
    `insert into call_audio (conversation, speaker, start_ms, packets, at, until, body)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (conversation, start_ms, speaker) do nothing`,
  );
  const parts = db.prepare<BodyRow>(
    'select body from call_audio where conversation = ? order by start_ms, speaker',
  );
  const kept = db.prepare<KeptRow>(
    `select conversation, min(at) as at, max(until) as until, sum(packets) as packets,
       sum(length(body)) as bytes
     from call_audio group by conversation order by at desc`,
  );
  const due = db.prepare<KeptRow>(
    `select conversation, min(at) as at, max(until) as until, sum(packets) as packets,
       sum(length(body)) as bytes
     from call_audio where until <= ? group by conversation`,
  );
  const remove = db.prepare('delete from call_audio where conversation = ?');
  const learn = db.prepare(
    `insert into learned_words (pack, written, at, body) values (?, ?, ?, ?)
     on conflict (pack, written) do update set at = excluded.at, body = excluded.body`,
  );
  const learned = db.prepare<BodyRow>(
    'select body from learned_words where pack = ? order by at desc, written',
  );
  const forget = db.prepare('delete from learned_words where pack = ? and written = ?');

  return {
    keepAudio: (conversation, part, at, until) => {
      put.run(
        conversation,
        part.speaker,
        part.startMs,
        part.packets.length,
        at,
        until,
        encode(AudioPart, part),
      );
    },
    audio: (conversation) =>
      parts.all(conversation).map((row) => decode(AudioPart, 'part of a recording', row)),
    keptAudio: () => kept.all(),
    audioDue: (now) => due.all(now),
    deleteAudio: (conversation) => {
      remove.run(conversation);
    },
    learn: (pack, term, at) => {
      learn.run(pack, term.written, at, encode(VocabularyTerm, term));
    },
    learned: (pack) => learned.all(pack).map((row) => decode(VocabularyTerm, 'learned word', row)),
    forget: (pack, written) => {
      forget.run(pack, written);
    },
  };
}
