import type { RecordId } from '#domain/ids.ts';
import { VoiceEnrolment } from '#domain/voice.ts';
import type { Connection } from './connection.ts';
import { damagedRow } from './failures.ts';
import { decode, encode, type BodyRow } from './rows.ts';

/** Enrolled voices by customer. An embedding comes out of here for a comparison and nothing else. */
export interface VoiceTemplateRepository {
  /** Adds or replaces the customer's. */
  put(enrolment: VoiceEnrolment, embedding: Float32Array): void;
  enrolment(customer: RecordId): VoiceEnrolment | undefined;
  /** Throws `StoreFailure` (`damaged`) when the bytes are no embedding. */
  embedding(customer: RecordId): Float32Array | undefined;
  /** By customer, without embeddings. */
  list(): VoiceEnrolment[];
  /** Those whose time is over at `now`. */
  expired(now: number): VoiceEnrolment[];
  /** Returns whether there was one. */
  remove(customer: RecordId): boolean;
  /** Returns how many there were. */
  removeAll(): number;
}

const bytesPerNumber = 4;

/** Floats byte by byte, so that the file means the same on every processor. */
function toBytes(embedding: Float32Array): Buffer {
  const bytes = Buffer.alloc(embedding.length * bytesPerNumber);
  embedding.forEach((value, at) => bytes.writeFloatLE(value, at * bytesPerNumber));
  return bytes;
}

function fromBytes(bytes: Buffer): Float32Array {
  if (bytes.length === 0 || bytes.length % bytesPerNumber !== 0)
    throw damagedRow('enrolled voice', new Error(`it has ${String(bytes.length)} bytes`));
  const embedding = new Float32Array(bytes.length / bytesPerNumber);
  for (let at = 0; at < embedding.length; at += 1)
    embedding[at] = bytes.readFloatLE(at * bytesPerNumber);
  return embedding;
}

/**
 * The voices in the encrypted database. What is removed is overwritten: the connection has
 * `secure_delete` on.
 */
export function createVoiceTemplates(db: Connection): VoiceTemplateRepository {
  const put = db.prepare(
    `insert into voice_templates (customer, expires_at, body, embedding) values (?, ?, ?, ?)
     on conflict (customer) do update set expires_at = excluded.expires_at,
       body = excluded.body, embedding = excluded.embedding`,
  );
  const one = db.prepare<BodyRow>('select body from voice_templates where customer = ?');
  const bytes = db.prepare<{ embedding: Buffer }>(
    'select embedding from voice_templates where customer = ?',
  );
  const all = db.prepare<BodyRow>('select body from voice_templates order by customer');
  const expired = db.prepare<BodyRow>(
    'select body from voice_templates where expires_at <= ? order by customer',
  );
  const removeOne = db.prepare('delete from voice_templates where customer = ?');
  const removeAll = db.prepare('delete from voice_templates');
  const read = (row: BodyRow): VoiceEnrolment => decode(VoiceEnrolment, 'enrolled voice', row);

  return {
    put: (enrolment, embedding) => {
      const body = encode(VoiceEnrolment, enrolment);
      put.run(enrolment.customer, enrolment.expiresAt, body, toBytes(embedding));
    },
    enrolment: (customer) => {
      const row = one.get(customer);
      return row && read(row);
    },
    embedding: (customer) => {
      const row = bytes.get(customer);
      return row && fromBytes(row.embedding);
    },
    list: () => all.all().map(read),
    expired: (now) => expired.all(now).map(read),
    remove: (customer) => removeOne.run(customer) > 0,
    removeAll: () => removeAll.run(),
  };
}
