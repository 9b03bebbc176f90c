import { readdirSync, readFileSync, statSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '#core/store/index.ts';
import { createCountingIds, createSeededRandom, createVirtualClock } from '#core/replay-ports.ts';
import { createMemorySecrets } from '#core/secrets/memory-secrets.ts';
import { secretNames } from '#core/secrets/names.ts';
import type { Core } from '#core/surface.ts';
import { openCore } from '#hosts/open-core.ts';

/** Numbers that pass the Luhn check and belong to nobody (published test numbers). */
const cards = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117'];
const securityCode = '8372';

const scripts: readonly (readonly [speaker: 'customer' | 'agent', text: string])[] = [
  ['customer', 'My card is 4111 1111 1111 1111, expires 04/29'],
  ['customer', 'or try 5555-5555-5555-4444'],
  ['agent', 'Can you read me the long card number please?'],
  ['customer', '3782 822463'],
  ['customer', '10005'],
  ['agent', 'So that is 378282246310005, and the security code?'],
  ['customer', securityCode],
  ['agent', 'And the other card number?'],
  ['customer', 'six oh one one'],
  ['customer', 'one one one one one one one one'],
  ['customer', 'one one one seven'],
  ['customer', 'thanks, and my order #12345 arrived damaged, a badger sat on it'],
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Everything that could give a number away: as digits, and as the digits of any text. */
function leaksIn(text: string): string[] {
  const digitsOnly = text.replaceAll(/[^0-9]/g, '');
  return cards.filter((card) => text.includes(card) || digitsOnly.includes(card));
}

describe('card numbers and security codes on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-disk-'));
  const key = 'a key that this test knows';
  let core: Core;
  let spoken = '';

  beforeAll(async () => {
    const clock = createVirtualClock(Date.UTC(2026, 0, 15, 9));
    const opened = await openCore({
      dataFolder: folder,
      packs: ['retail'],
      clock,
      ids: createCountingIds(),
      random: createSeededRandom(1),
      secrets: createMemorySecrets({ [secretNames.databaseKey]: key }),
      logLevel: 'debug',
    });
    if (!opened.ok) throw new Error(opened.error.message);
    core = opened.value.core;
    const started = core.start({ pack: 'retail' });
    if (!started.ok) throw new Error(started.error.message);
    const conversation = started.value.id;
    for (const [index, [speaker, text]] of scripts.entries()) {
      core.say({ conversation, speaker, text, key: `disk-test-${index}` });
      await core.settled(conversation);
      clock.advance(1_000);
    }
    await core.end(conversation);
    spoken = JSON.stringify(core.view(conversation));
    opened.value.log.warn(`Somebody logged a card: ${cards[0] ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await core.shutdown();
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are in no file of the data folder, byte by byte', () => {
    const files = filesBelow(folder);
    expect(files.some((file) => file.endsWith('earshot.db'))).toBe(true);
    expect(files.some((file) => file.endsWith('earshot.log'))).toBe(true);
    for (const file of files) {
      const bytes = readFileSync(file).toString('latin1');
      expect(leaksIn(bytes), file).toEqual([]);
      // Words that no pack has: the heads' files hold words of the packs' own examples.
      expect(bytes.includes('badger'), `${file} is readable without the key`).toBe(false);
    }
  });

  it('are in no column of the database either, once it is opened with the key', () => {
    const opened = openStore({ folder, key });
    if (!opened.ok) throw new Error(opened.error.message);
    const everything: string[] = [];
    const store = opened.value;
    for (let after = 0; ;) {
      const events = store.events.raw(after, 500);
      const last = events.at(-1);
      if (last === undefined) break;
      everything.push(...events.map((event) => JSON.stringify(event)));
      after = last.position;
    }
    everything.push(JSON.stringify(store.audit.read(0, 10_000)));
    store.close();
    // One text per event: digits of different events must not add up to a number by chance.
    for (const text of everything) expect(leaksIn(text)).toEqual([]);
    const turns = everything.filter((text) => text.includes('"turn.added"')).join('\n');
    expect(turns).not.toMatch(new RegExp(String.raw`"text":"[^"]*${securityCode}`));
    expect(turns).toContain('badger');
    expect(turns).toContain('[card number]');
  });

  it('are not in what the window gets', () => {
    expect(cards.filter((card) => spoken.includes(card))).toEqual([]);
    // Split over turns, no more than the first digits of a number are left to be put together.
    const texts = core
      .view('conversation-000001')
      ?.turns.filter(({ speaker }) => speaker === 'customer')
      .map(({ text }) => text.replaceAll(/[^0-9]/g, ''))
      .join('');
    expect(leaksIn(texts ?? '')).toEqual([]);
  });
});
