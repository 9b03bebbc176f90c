import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '#domain/audit.ts';
import { turnAdded } from '#core/store/store.fixture.ts';
import { conversationEvents, sample } from './audit.fixture.ts';
import { exportAudit, verifyExport } from './export.ts';
import { verifyAudit, verifyChain } from './verify.ts';

const record = sample([
  ...conversationEvents('c1'),
  ...Array.from({ length: 270 }, (_, index) => turnAdded('c2', index + 1, `said ${String(index)}`)),
  ...conversationEvents('c3'),
]);
const { entries, signed } = record.repository;
const { publicKey } = record.signer;
const place = fc.nat({ max: entries.length - 1 });
const text = [...exportAudit(record.repository, record.signer, { now: () => 2_000_000 })].join('');

const verdictOf = (changed: readonly AuditEntry[]) => verifyChain(changed, signed, { publicKey });

/** A value of the same type that is not the same value. */
const otherValue = (value: unknown): fc.Arbitrary<unknown> => {
  const same: fc.Arbitrary<unknown> =
    typeof value === 'number'
      ? fc.nat()
      : fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{64}$/));
  return same.filter((other) => other !== value);
};

describe('any single change of the record is found', () => {
  it('starts from a good one', () => {
    expect(verdictOf(entries)).toMatchObject({ ok: true, entries: 284 });
    expect(verifyExport(text, { publicKey })).toEqual(verdictOf(entries));
    expect(verifyAudit(record.repository, { events: record.log, publicKey }).ok).toBe(true);
  });

  it('an edit of any field of any entry, at that entry', () => {
    const edit = place.chain((index) => {
      const entry = entries[index];
      const fields = Object.entries(entry ?? {});
      return fc.constantFrom(...fields).chain(([field, value]) =>
        otherValue(value).map((other) => ({
          index,
          changed: { ...entry, [field]: other } as AuditEntry,
        })),
      );
    });
    fc.assert(
      fc.property(edit, ({ index, changed }) => {
        const verdict = verdictOf(entries.with(index, changed));
        expect(verdict).toMatchObject({ ok: false, sequence: index + 1 });
      }),
      { numRuns: 200 },
    );
  });

  it('a deletion, at that entry', () => {
    fc.assert(
      fc.property(place, (index) => {
        expect(verdictOf(entries.toSpliced(index, 1))).toMatchObject({
          ok: false,
          sequence: index + 1,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('a copy or a foreign entry put anywhere', () => {
    fc.assert(
      fc.property(place, place, fc.boolean(), (from, to, renumber) => {
        const copy = entries[from];
        if (copy === undefined) return;
        const inserted = renumber ? { ...copy, sequence: to + 1 } : copy;
        expect(verdictOf(entries.toSpliced(to, 0, inserted)).ok).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('two entries swapped, at the first of them', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        fc.pre(a !== b);
        const [first, second] = [entries[a], entries[b]];
        if (first === undefined || second === undefined) return;
        expect(verdictOf(entries.with(a, second).with(b, first))).toMatchObject({
          ok: false,
          sequence: Math.min(a, b) + 1,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('a tail cut off anywhere', () => {
    fc.assert(
      fc.property(place, (length) => {
        expect(verdictOf(entries.slice(0, length))).toMatchObject({
          ok: false,
          sequence: length + 1,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('a change of any event in the log, at its entry', () => {
    fc.assert(
      fc.property(place, fc.string(), (index, key) => {
        const events = record.events.map((item, at) =>
          at === index ? { ...item, event: { ...(item.event as object), [`x${key}`]: 1 } } : item,
        );
        const log = {
          raw: (after: number, limit: number) => events.slice(after, after + limit),
        };
        expect(verifyAudit(record.repository, { events: log, publicKey })).toMatchObject({
          ok: false,
          sequence: index + 1,
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('any single change of an exported file is found', () => {
  const lines = text.split('\n').slice(0, -1);
  const line = fc.nat({ max: lines.length - 1 });
  const join = (changed: readonly string[]) => changed.map((item) => `${item}\n`).join('');
  const isBad = (changed: string) => {
    expect(verifyExport(changed, { publicKey }).ok).toBe(false);
    // Even to someone who does not know the key.
    expect(verifyExport(changed).ok).toBe(false);
  };

  it('any character replaced, put in or taken out', () => {
    const character = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 });
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.oneof(character, fc.constantFrom(' ', '\n', '0', '"')),
        fc.constantFrom('replace', 'insert', 'remove'),
        (at, other, how) => {
          const removed = how === 'insert' ? 0 : 1;
          const changed =
            text.slice(0, at) + (how === 'remove' ? '' : other) + text.slice(at + removed);
          fc.pre(changed !== text);
          isBad(changed);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('any line deleted, doubled or moved', () => {
    fc.assert(
      fc.property(line, line, fc.constantFrom('delete', 'double', 'move'), (at, to, how) => {
        const item = lines[at] ?? '';
        const without = lines.toSpliced(at, 1);
        if (how === 'delete') isBad(join(without));
        else if (how === 'double') isBad(join(lines.toSpliced(to, 0, item)));
        else if (at !== to) isBad(join(without.toSpliced(to, 0, item)));
      }),
      { numRuns: 80 },
    );
  });

  it('cut short anywhere, or with its last two lines swapped', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), (length) => {
        isBad(text.slice(0, length));
      }),
      { numRuns: 60 },
    );
    const withoutLast = lines.length - 1;
    isBad(join([...lines.slice(0, withoutLast - 1), ...lines.slice(withoutLast - 1).toReversed()]));
    for (let count = 0; count < lines.length; count += 1)
      expect(verifyExport(join(lines.slice(0, count))).ok).toBe(false);
  });
});

describe('an export of an empty record', () => {
  const empty = sample([]);
  const file = [...exportAudit(empty.repository, empty.signer, { now: () => 7 })].join('');

  it('verifies, and any change of it shows', () => {
    expect(verifyExport(file)).toMatchObject({ ok: true, entries: 0 });
    for (let at = 0; at < file.length; at += 1) {
      const other = file[at] === '1' ? '2' : '1';
      expect(verifyExport(file.slice(0, at) + other + file.slice(at + 1)).ok).toBe(false);
    }
  });
});
