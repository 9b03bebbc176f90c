import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPseudonymiser } from './pseudonymiser.ts';
import { Vault } from './vault.ts';

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

const make = () =>
  createPseudonymiser({ secrets: createMemorySecrets(), makeKey: () => 'a key of the tests only' });

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnop'),
  minLength: 4,
  maxLength: 9,
});
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const digits = (size: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size })
    .map((all) => all.join(''));
const email = fc.tuple(letters, letters).map(([a, b]) => `${a}.${b}@example.com`);
const phone = fc
  .tuple(fc.integer({ min: 2, max: 9 }), digits(9))
  .map(([first, rest]) => `+44 20 ${first}${rest.slice(0, 3)} ${rest.slice(3, 7)}`);
const person = fc.tuple(letters, letters).map(([a, b]) => `${capital(a)} ${capital(b)}son`);
const ssn = digits(6).map((rest) => `123-${rest.slice(0, 2)}-${rest.slice(2)}`);
const noise = fc.constantFrom(
  ...[
    'thanks a lot',
    'ok 👍🏽',
    'the order is late',
    '[person 1] said',
    '[phone 12]',
    'größe',
    '日本語',
  ],
  ...['a\u{1F600}b', '\ud800 broken', '[card number]', '$1 $& $`', 'line\nbreak', '"quoted", yes'],
);
const piece = fc.oneof(
  noise.map((text) => ({ text, value: '' })),
  email.map((value) => ({ text: `write to ${value}`, value })),
  phone.map((value) => ({ text: `my phone is ${value}`, value })),
  person.map((value) => ({ text: `my name is ${value}`, value })),
  ssn.map((value) => ({ text: `my ssn is ${value}`, value })),
);
const talk = fc.array(fc.array(piece, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

test('nothing of what was found is left, and the key holder gets every letter back', async () => {
  await fc.assert(
    fc.asyncProperty(talk, async (turns) => {
      const pseudonymiser = make();
      const session = pseudonymiser.open('c-1');
      const texts = turns.map((pieces) => pieces.map(({ text }) => text).join('. '));
      const redacted = texts.map((text) => session.redact(text).text);
      const said = redacted.join('\n').toLowerCase();
      for (const { value } of turns.flat())
        if (value !== '') expect(said).not.toContain(value.toLowerCase());
      const vault = Vault.parse(JSON.parse(JSON.stringify(await pseudonymiser.seal(session))));
      const opened = await pseudonymiser.restorer(vault);
      expect(opened.ok).toBe(true);
      if (opened.ok) expect(redacted.map((text) => opened.value.restore(text))).toEqual(texts);
    }),
    { numRuns: 80 },
  );
}, 60_000);

test('any text at all comes back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 3 }),
      async (texts) => {
        const pseudonymiser = make();
        const session = pseudonymiser.open('any');
        const redacted = texts.map((text) => session.redact(text).text);
        fc.pre(session.counts['card number'] === undefined);
        const opened = await pseudonymiser.restorer(await pseudonymiser.seal(session));
        if (!opened.ok) throw new Error(opened.error.message);
        expect(redacted.map((text) => opened.value.restore(text))).toEqual(texts);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('a changed vault does not open', async () => {
  const pseudonymiser = make();
  const session = pseudonymiser.open('c-1');
  session.redact('write to ann.lee@example.com');
  const vault = await pseudonymiser.seal(session);
  await fc.assert(
    fc.asyncProperty(fc.nat(vault.sealed.length - 1), async (at) => {
      const other = vault.sealed.charAt(at) === 'A' ? 'B' : 'A';
      const changed = vault.sealed.slice(0, at) + other + vault.sealed.slice(at + 1);
      fc.pre(!Buffer.from(changed, 'base64url').equals(Buffer.from(vault.sealed, 'base64url')));
      const opened = await pseudonymiser.restorer({ ...vault, sealed: changed });
      expect(opened.ok).toBe(false);
    }),
  );
  const elsewhere = await pseudonymiser.restorer({ ...vault, scope: 'c-2' });
  expect(elsewhere.ok).toBe(false);
});
