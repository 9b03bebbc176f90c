import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RecordId } from '#domain/ids.ts';
import type { VoiceEnrolment } from '#domain/voice.ts';
import { connect } from './connection.ts';
import { migrate } from './migrate.ts';
import { temporaryFolder, testKey } from './store.fixture.ts';
import { createVoiceTemplates } from './voice-templates.ts';

const mara = RecordId.parse('customer-mara');
const owen = RecordId.parse('customer-owen');

const enrolment = (change: Partial<VoiceEnrolment> = {}): VoiceEnrolment => ({
  customer: mara,
  enrolledAt: 1_000,
  expiresAt: 2_000,
  enrolledBy: 'Sam',
  consent: { sentence: 'May I keep a description of your voice?', answer: 'yes you may' },
  seconds: 12.5,
  model: { name: 'earshot-speaker', version: '1.0.0', sha256: 'a'.repeat(64) },
  ...change,
});

function open(folder: string) {
  const file = join(folder, 'earshot.db');
  const db = connect(file, { key: testKey });
  migrate(db);
  onTestFinished(() => {
    db.close();
  });
  return { db, file, voices: createVoiceTemplates(db) };
}

const vector = Float32Array.from({ length: 128 }, (_, at) => Math.fround(Math.sin(at) / 8));

describe('enrolled voices', () => {
  it('come back bit by bit, one per customer', () => {
    const { voices } = open(temporaryFolder());
    voices.put(
      enrolment(),
      vector.map((value) => -value),
    );
    voices.put(enrolment({ seconds: 20 }), vector);
    expect(voices.enrolment(mara)).toEqual(enrolment({ seconds: 20 }));
    expect(voices.embedding(mara)).toEqual(vector);
    expect(voices.embedding(owen)).toBeUndefined();
    expect(voices.enrolment(owen)).toBeUndefined();
  });

  it('are listed without their embedding, and by the end of their time', () => {
    const { voices } = open(temporaryFolder());
    voices.put(enrolment({ customer: owen, expiresAt: 3_000 }), vector);
    voices.put(enrolment(), vector);
    expect(voices.list()).toEqual([enrolment(), enrolment({ customer: owen, expiresAt: 3_000 })]);
    expect(voices.expired(1_999)).toEqual([]);
    expect(voices.expired(2_000).map(({ customer }) => customer)).toEqual([mara]);
  });

  it('are removed one by one or all together', () => {
    const { voices } = open(temporaryFolder());
    voices.put(enrolment(), vector);
    voices.put(enrolment({ customer: owen }), vector);
    expect(voices.remove(mara)).toBe(true);
    expect(voices.remove(mara)).toBe(false);
    expect(voices.embedding(mara)).toBeUndefined();
    expect(voices.removeAll()).toBe(1);
    expect(voices.list()).toEqual([]);
  });

  it('cannot be read in the files, nor how a customer agreed', () => {
    const { db, file, voices } = open(temporaryFolder());
    voices.put(enrolment(), vector);
    db.pragma('wal_checkpoint(full)');
    const floats = Buffer.from(vector.buffer);
    for (const content of [file, `${file}-wal`].map((name) => readFileSync(name))) {
      expect(content.includes(floats.subarray(0, 32))).toBe(false);
      expect(content.includes('customer-mara')).toBe(false);
      expect(content.includes('yes you may')).toBe(false);
    }
  });

  it('leave nothing of a removed embedding in the pages', () => {
    const { db, voices } = open(temporaryFolder());
    expect(db.pragma('secure_delete')).toEqual([{ secure_delete: 1 }]);
    voices.put(enrolment(), vector);
    voices.remove(mara);
    expect(db.prepare('select * from voice_templates').all()).toEqual([]);
  });

  it('say so when the bytes are no embedding', () => {
    const { db, voices } = open(temporaryFolder());
    voices.put(enrolment(), vector);
    db.prepare('update voice_templates set embedding = ?').run(Buffer.from([1, 2, 3]));
    expect(() => voices.embedding(mara)).toThrow(/enrolled voice/);
  });
});
