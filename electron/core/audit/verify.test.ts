import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '#domain/audit.ts';
import { started, turnAdded } from '#core/store/store.fixture.ts';
import { openAt, temporaryFolder, testKey } from '#core/store/store.fixture.ts';
import { connect } from '#core/store/connection.ts';
import { conversationEvents, sample, type Sample } from './audit.fixture.ts';
import { hashOf } from './chain.ts';
import { exportAudit, verifyExport } from './export.ts';
import { createAudit } from './record.ts';
import { createSigner, newSigningKey } from './signer.ts';
import { verifyAudit } from './verify.ts';

/** 14 entries; actions on 4, 5, 11, 12; heads there and on 14. */
const whole = (): Sample => sample([...conversationEvents('c1'), ...conversationEvents('c2')]);

const verdictOf = ({ repository, log, signer }: Sample) =>
  verifyAudit(repository, { events: log, publicKey: signer.publicKey });

/** Recomputes the chain from an entry on, as someone would who knows the format. */
function rehash(entries: AuditEntry[], from: number): void {
  for (let index = from; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry === undefined) return;
    const previous = entries[index - 1]?.hash ?? entry.previous;
    entries[index] = { ...entry, previous, hash: hashOf({ ...entry, previous }) };
  }
}

function change(entries: AuditEntry[], sequence: number, with_: Partial<AuditEntry>): void {
  const entry = entries[sequence - 1];
  if (entry !== undefined) entries[sequence - 1] = { ...entry, ...with_ };
}

describe('verifyAudit', () => {
  it('passes a whole record, also an empty one', () => {
    const record = whole();
    expect(verdictOf(record)).toEqual({
      ok: true,
      entries: 14,
      heads: 5,
      head: record.repository.entries[13]?.hash,
    });
    expect(verdictOf(sample([]))).toMatchObject({ ok: true, entries: 0 });
    expect(verifyAudit(record.repository)).toMatchObject({ ok: true });
  });

  it('names an edited entry', () => {
    const record = whole();
    change(record.repository.entries, 6, { reasoning: 'Something else.' });
    expect(verdictOf(record)).toMatchObject({
      ok: false,
      entries: 5,
      sequence: 6,
      problem: 'Entry 6 was changed: its hash does not fit.',
    });
  });

  it('names a deleted entry', () => {
    const record = whole();
    record.repository.entries.splice(5, 1);
    expect(verdictOf(record)).toMatchObject({ sequence: 6, problem: 'Entry 6 is missing.' });
  });

  it('names swapped entries, with and without their numbers swapped', () => {
    for (const renumber of [false, true]) {
      const record = whole();
      const { entries } = record.repository;
      const [six, seven] = entries.slice(5, 7);
      if (six === undefined || seven === undefined) throw new Error('no entries');
      entries[5] = renumber ? { ...seven, sequence: 6 } : seven;
      entries[6] = renumber ? { ...six, sequence: 7 } : six;
      expect(verdictOf(record)).toMatchObject({ ok: false, sequence: 6 });
    }
  });

  it('names an inserted entry', () => {
    const record = whole();
    const { entries } = record.repository;
    const seventh = entries[6];
    if (seventh === undefined) throw new Error('no entry');
    entries.splice(6, 0, { ...seventh, reasoning: 'Slipped in.' });
    expect(verdictOf(record)).toMatchObject({ sequence: 7 });
  });

  it('names the entry that no longer follows one whose hash was made to fit', () => {
    const record = whole();
    const { entries } = record.repository;
    change(entries, 6, { reasoning: 'Something else.' });
    const sixth = entries[5];
    if (sixth === undefined) throw new Error('no entry');
    change(entries, 6, { hash: hashOf(sixth) });
    expect(verdictOf(record)).toMatchObject({
      sequence: 7,
      problem: 'Entry 7 does not follow the one before it: one of them was exchanged.',
    });
  });

  it('names a rewritten chain by its signatures, although every hash fits', () => {
    const record = whole();
    change(record.repository.entries, 6, { reasoning: 'Something else.' });
    rehash(record.repository.entries, 5);
    expect(verdictOf(record)).toMatchObject({
      sequence: 11,
      problem: 'Entry 11 is not the one that was signed: the record was rewritten.',
    });
  });

  it('names a chain rewritten and signed with another key', () => {
    const record = whole();
    const forged = sample(conversationEvents('c9'));
    expect(verifyAudit(forged.repository, { publicKey: record.signer.publicKey })).toMatchObject({
      sequence: 4,
      problem: 'The signed head on entry 4 is by another key.',
    });
    // The limit: whoever names its own key is believed.
    expect(verifyAudit(forged.repository)).toMatchObject({ ok: true });
  });

  it('shows a rewrite by someone who has the key to whoever kept a head elsewhere', () => {
    const record = whole();
    const anchors = record.repository.signed.slice(-1);
    const forged = sample(
      [...conversationEvents('c1'), ...conversationEvents('cX')],
      record.signer,
    );
    const publicKey = record.signer.publicKey;
    expect(verifyAudit(forged.repository, { publicKey })).toMatchObject({ ok: true });
    expect(verifyAudit(forged.repository, { publicKey, anchors })).toMatchObject({
      ok: false,
      sequence: 14,
    });
  });

  it('shows a cut tail, by the head that is left or by the event log', () => {
    const record = whole();
    record.repository.entries.length = 12;
    expect(verdictOf(record)).toMatchObject({
      sequence: 13,
      problem: 'The end of the record was cut off: entry 14 was signed, the last one there is 12.',
    });
    record.repository.signed.length = 4;
    expect(verdictOf(record)).toMatchObject({
      sequence: 13,
      problem: 'Entry 13 is missing: the event log goes on after the record’s end.',
    });
  });

  it('shows a removed or altered signature', () => {
    const record = whole();
    const [head] = record.repository.signed.splice(1, 1);
    expect(verdictOf(record)).toMatchObject({
      sequence: 5,
      problem: 'The signed head on entry 5 is missing.',
    });
    if (head === undefined) throw new Error('no head');
    record.repository.signed.push({ ...head, at: head.at + 1 });
    expect(verdictOf(record)).toMatchObject({
      sequence: 5,
      problem: 'The signed head on entry 5 has a wrong signature.',
    });
  });

  it('names an event that was changed, removed or added in the event log', () => {
    const changed = whole();
    const second = changed.events[1];
    if (second === undefined) throw new Error('no event');
    changed.events[1] = { ...second, event: turnAdded('c1', 1, 'My order arrived.') };
    expect(verdictOf(changed)).toMatchObject({
      sequence: 2,
      problem: 'The event of entry 2 was changed in the event log.',
    });
    changed.events[1] = { ...second, actor: 'Eve' };
    expect(verdictOf(changed)).toMatchObject({ sequence: 2 });
    changed.events.splice(1, 1);
    expect(verdictOf(changed)).toMatchObject({
      sequence: 2,
      problem: 'The event of entry 2 is missing in the event log.',
    });
    const longer = whole();
    longer.events.push({ position: 15, at: 1, actor: 'x', event: started('c3') });
    expect(verdictOf(longer)).toMatchObject({ sequence: 15 });
  });

  it('names a row of the real store that cannot be read any more', () => {
    const folder = temporaryFolder();
    const store = openAt(folder);
    const signer = createSigner(newSigningKey());
    const audit = createAudit({ repository: store.audit, clock: { now: () => 1 }, signer });
    for (const event of conversationEvents('c1'))
      audit.record(store.events.append({ at: 1, actor: 'Sam', event }));
    store.close();
    const tamper = (sql: string) => {
      const db = connect(store.file, { key: testKey });
      for (const table of ['events', 'audit_entries', 'audit_heads'])
        db.exec(`drop trigger if exists ${table}_no_update`);
      db.exec(sql);
      db.close();
      const again = openAt(folder);
      const verdict = verifyAudit(again.audit, { events: again.events });
      again.close();
      return verdict;
    };
    expect(tamper(`update audit_entries set digest = 'x' where sequence = 6`)).toMatchObject({
      entries: 5,
      sequence: 6,
      problem: 'Entry 6 cannot be read back.',
    });
    expect(
      tamper(`update events set body = json_set(body, '$.turn.text', 'no') where position = 3`),
    ).toMatchObject({ sequence: 3, problem: 'The event of entry 3 was changed in the event log.' });
    expect(tamper(`update audit_heads set body = '{}'`)).toMatchObject({
      problem: 'A signed head cannot be read back.',
    });
  });
});

describe('verifyExport', () => {
  const file = ({ repository, signer }: Sample) =>
    [...exportAudit(repository, signer, { now: () => 5 })].join('');

  it('passes a file as it was written, for the right key only', () => {
    const record = whole();
    const { publicKey } = record.signer;
    expect(verifyExport(file(record), { publicKey })).toEqual(verdictOf(record));
    expect(verifyExport(file(record), { publicKey: whole().signer.publicKey })).toMatchObject({
      problem: 'The file names another public key than the one expected.',
    });
  });

  it('says what is wrong with a file', () => {
    const text = file(whole());
    expect(verifyExport('')).toMatchObject({ problem: expect.stringContaining('not the header') });
    expect(verifyExport(text.slice(0, -1))).toMatchObject({
      problem: 'The file is cut short: its last line is not complete.',
    });
    expect(verifyExport(text.replace('"c1"', '"c2"'))).toMatchObject({ ok: false, sequence: 1 });
    expect(verifyExport(`${text}\n`)).toMatchObject({
      problem: 'Line 21 is not a line as it was exported.',
    });
  });
});
