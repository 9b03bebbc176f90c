import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Turn } from '#domain/conversation.ts';
import { ConversationId } from '#domain/ids.ts';
import { cleanText, maximumCharacters } from './clean.ts';
import { createIngest, type Envelope } from './ingest.ts';

const conversation = ConversationId.parse('c');
const words = (text: string, more: Partial<Envelope> = {}): Envelope => ({
  conversation,
  speaker: 'customer',
  kind: 'message',
  text,
  ...more,
});

function door(stored: Turn[] = []) {
  let made = 0;
  const seen: string[] = [];
  const ingest = createIngest({
    ids: { make: (prefix) => `${prefix}-${(made += 1)}` },
    clock: { now: () => 5000, monotonic: () => 0, after: () => () => undefined },
    redact: ({ text }) => {
      seen.push(text);
      return {
        text: text.replaceAll('secret', '[gone]'),
        redactions: text.includes('secret') ? 1 : 0,
      };
    },
    turns: (id) => stored.filter((turn) => turn.conversation === id),
    publish: (event) => {
      if (event.type === 'turn.added') stored.push(event.turn);
    },
  });
  return { ingest, stored, seen };
}

describe('accept', () => {
  test('redacts before anything is published', () => {
    const { ingest, stored } = door();
    const result = ingest.accept(words('my secret word'));
    expect(result.ok && result.value.text).toBe('my [gone] word');
    expect(stored[0]).toMatchObject({
      text: 'my [gone] word',
      redactions: 1,
      sequence: 1,
      at: 5000,
    });
    expect(JSON.stringify(stored)).not.toContain('secret');
  });

  test('the same key gives the same turn and is redacted once, also after a restart', () => {
    const first = door();
    const one = first.ingest.accept(words('hello', { key: 'k' }));
    const again = first.ingest.accept(words('hello', { key: 'k' }));
    const restarted = door(first.stored);
    const later = restarted.ingest.accept(words('hello', { key: 'k' }));
    expect(again).toEqual(one);
    expect(later).toEqual(one);
    expect(first.seen).toHaveLength(1);
    expect(restarted.seen).toHaveLength(0);
    const other = restarted.ingest.accept(
      words('hello', { key: 'k', conversation: ConversationId.parse('d') }),
    );
    expect(other.ok && one.ok && other.value.id !== one.value.id).toBe(true);
  });

  test('sequences have no gaps, whatever is refused or sent twice in between', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom('', ' ', 'a', 'b'), fc.constantFrom(undefined, 'x', 'y')),
        ),
        (sent) => {
          const { ingest, stored } = door();
          for (const [text, key] of sent)
            ingest.accept(words(text, key === undefined ? {} : { key }));
          expect(stored.map(({ sequence }) => sequence)).toEqual(
            stored.map((_, index) => index + 1),
          );
          expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
        },
      ),
    );
  });

  test('turns without words are refused with a sentence', () => {
    const { ingest, stored, seen } = door();
    for (const text of ['', '  \n\t', '\u0000\u200B\uFEFF']) {
      const result = ingest.accept(words(text));
      expect(!result.ok && result.error.code).toBe('empty');
      expect(!result.ok && result.error.mend).toBeTruthy();
    }
    expect(stored).toEqual([]);
    expect(seen).toEqual([]);
  });

  test('times and confidence that make no sense are refused', () => {
    const { ingest } = door();
    for (const more of [
      { at: -1 },
      { at: NaN },
      { durationMs: -5 },
      { confidence: 1.5 },
      { confidence: NaN },
    ]) {
      const result = ingest.accept(words('hi', more));
      expect(!result.ok && result.error.code).toBe('invalid');
    }
  });

  test('a turn of ten thousand words is kept whole', () => {
    const { ingest } = door();
    const text = 'word '.repeat(10_000).trim();
    const result = ingest.accept(words(text));
    expect(result.ok && result.value.text).toBe(text);
  });
});

describe('cleanText', () => {
  test('control and invisible characters go, line ends and blanks are put right', () => {
    expect(cleanText(' a\u0000b\u0007\tc\r\nd\u202Ee\u200Bf\uFEFF ').text).toBe('ab c\ndef');
    expect(cleanText('x\uD800y').text).toBe('x\uFFFDy');
    expect(cleanText('family 👨‍👩‍👧 ok').text).toBe('family 👨‍👩‍👧 ok');
  });

  test('more than the limit is cut, and the cut is shown', () => {
    const { text, cut } = cleanText('é'.repeat(maximumCharacters + 10));
    expect(cut).toBe(true);
    expect(text).toHaveLength(maximumCharacters);
    expect(text.endsWith('[…]')).toBe(true);
  });

  test('cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = cleanText(text).text;
        expect(cleanText(once).text).toBe(once);
      }),
    );
  });
});
