import { describe, expect, test } from 'vitest';
import { createPseudonymiser, openForgetfulSession } from './pseudonymiser.ts';
import { redactLogText } from './log-text.ts';

/** A keeper of secrets that forgets nothing while the test runs. */
function createMemorySecrets() {
  const kept = new Map<string, string>();
  return {
    getOrCreate: (name: string, create: () => string) => {
      const secret = kept.get(name) ?? create();
      kept.set(name, secret);
      return Promise.resolve(secret);
    },
  };
}

const make = (secret = 'a key of the tests only') =>
  createPseudonymiser({ secrets: createMemorySecrets(), makeKey: () => secret });

describe('placeholders', () => {
  test('are typed, and the same for the same value however it is written', () => {
    const session = make().open('c');
    const texts = [
      'Hi, my name is Anna Berg and my number is (415) 555-0199.',
      'Please call +1 415 555 0199 or ANNA.BERG@example.com',
      'anna.berg@example.com is right. Anna',
      'My name is Bob Stone, call 212 555 0123',
    ].map((text) => session.redact(text).text);
    expect(texts).toEqual([
      'Hi, my name is [person 1] and my number is [phone 1].',
      'Please call [phone 1] or [email 1]',
      '[email 1] is right. [person 1]',
      'My name is [person 2], call [phone 2]',
    ]);
    expect(session.counts).toEqual({ person: 2, phone: 2, email: 1 });
  });

  test('card numbers and security codes go for good', async () => {
    const pseudonymiser = make();
    const session = pseudonymiser.open('c');
    const text = session.redact('my card is 4111 1111 1111 1111, cvv 123').text;
    expect(text).toBe('my card is [card number], cvv [security code]');
    const opened = await pseudonymiser.restorer(await pseudonymiser.seal(session));
    expect(opened.ok && opened.value.restore(text)).toBe(text);
  });

  test("the writer's own brackets are kept apart", async () => {
    const pseudonymiser = make();
    const session = pseudonymiser.open('c');
    const said = ['[person 1] wrote that my name is Anna Berg', 'then [person 1] and Anna Berg'];
    const texts = said.map((text) => session.redact(text).text);
    expect(texts).toEqual([
      '[text 1] wrote that my name is [person 1]',
      'then [text 1] and [person 1]',
    ]);
    const opened = await pseudonymiser.restorer(await pseudonymiser.seal(session));
    expect(opened.ok && texts.map((text) => opened.value.restore(text))).toEqual(said);
  });

  test('spans say where they stand', () => {
    const { text, spans } = openForgetfulSession('c').redact('mail ann@example.com now');
    expect(spans.map(({ start, end, kind }) => [text.slice(start, end), kind])).toEqual([
      ['[email 1]', 'email'],
    ]);
  });

  test("a pack's numbers are replaced too", () => {
    const session = openForgetfulSession('c', {
      more: (text) =>
        [...text.matchAll(/ORD-\d{4}/gu)].map((match) => ({
          entity: 'order_number',
          value: match[0],
          display: match[0],
          confidence: 1,
          start: match.index,
          end: match.index + match[0].length,
        })),
    });
    expect(session.redact('where is ORD-1234').text).toBe('where is [order number 1]');
  });
});

test('another key does not open the vault, and its sentence says which one would', async () => {
  const session = make('the first key of two');
  const open = session.open('c');
  open.redact('write to ann@example.com');
  const vault = await session.seal(open);
  const opened = await make('the second key of two').restorer(vault);
  expect(opened).toMatchObject({ ok: false, error: { code: 'wrong_key' } });
  expect(!opened.ok && opened.error.mend).toContain(vault.keyId);
  expect(JSON.stringify(vault)).not.toContain('ann');
});

describe('log lines', () => {
  test.each([
    ['card 4111 1111 1111 1111', 'card [card number]'],
    ['write to ann.lee@example.com or call +44 20 7946 0958', 'write to [email] or call [phone]'],
    ['my ssn is 123-45-6789', 'my ssn is [social security number]'],
    ['DE89 3704 0044 0532 0130 00', '[account]'],
    // An id of sixteen digits in a row is no card.
    ['turn-lk3j9x0a41111111111111111111 done', 'turn-lk3j9x0a41111111111111111111 done'],
    [
      'call 41111111-1111-4111-8111-11111111111a failed',
      'call 41111111-1111-4111-8111-11111111111a failed',
    ],
    ['conversation-000042 at 12:30', 'conversation-000042 at 12:30'],
    [
      'turn-lk3j9x0a41111111111111111111 4111111111111111',
      'turn-lk3j9x0a41111111111111111111 [card number]',
    ],
    ['at file.ts:120:33 of 12345', 'at file.ts:120:33 of 12345'],
  ])('%s', (line, kept) => {
    expect(redactLogText(line)).toBe(kept);
  });
});
