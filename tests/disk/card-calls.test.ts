import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AudioPart } from '#domain/call.ts';
import { ConversationId } from '#domain/ids.ts';
import type { HeardLine } from '#domain/speech.ts';
import { openStore } from '#core/store/index.ts';
import {
  createCountingIds,
  createSeededRandom,
  createVirtualClock,
  type VirtualClock,
} from '#core/replay-ports.ts';
import { createMemorySecrets } from '#core/secrets/memory-secrets.ts';
import { secretNames } from '#core/secrets/names.ts';
import type { Core } from '#core/surface.ts';
import {
  digitsOf,
  heardLine,
  longestLeft,
} from '#core/understand/personal-data/card-watch-play.ts';
import { type CardDialogue, cardDialogues } from '#core/understand/personal-data/card-watch-set.ts';
import { openCore } from '#hosts/open-core.ts';
import { must } from '#tests/fixtures/virtual-core.ts';
import {
  decrypted,
  filesBelow,
  foundIn,
  mostLeft,
  needles,
  readable,
  type SoundComes,
  soundComes,
  soundOf,
  textsIn,
  wordsIn,
} from './card-bytes.ts';

/**
 * @file The whole card-data set, heard by a real core word by word, with sound kept and without: no
 * card number and no security code is in any byte on disk, in the clear or under the key.
 */

const key = 'a key that this test knows';

describe('the card-data set on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-card-calls-'));
  const dataFolder = join(folder, 'data');
  const copy = join(folder, 'copy');
  const heard = new Map<string, { dialogue: CardDialogue; keeps: boolean }>();
  const sound = new Map<string, AudioPart[]>();
  let core: Core;
  let clock: VirtualClock;

  /** One call: partials word by word, finals half a second after the voice, sound second by second. */
  async function hear(dialogue: CardDialogue, keeps: boolean, comes: SoundComes): Promise<void> {
    const { id } = must(core.callDesk.begin({ pack: 'retail', source: 'live' }));
    heard.set(id, { dialogue, keeps });
    must(core.callDesk.consent(id, 'announced'));
    must(core.callDesk.capture({ conversation: id, state: 'running' }));
    const answers: Promise<unknown>[] = [];
    let now = 0;
    const goOn = async (to: number): Promise<void> => {
      clock.advance(to - now);
      now = to;
      await Promise.resolve();
    };
    /** Up to where there is sound; the page hands it over when a second is full, or when it can. */
    let kept = 0;
    const waiting: AudioPart[] = [];
    const handOver = (): void => {
      for (const part of waiting.splice(0)) core.callDesk.keepAudio(id, part);
    };
    const keep = (upTo: number, line: HeardLine): void => {
      for (; keeps && kept + 1_000 <= upTo; kept += 1_000)
        waiting.push(soundOf('agent', line, kept), soundOf('customer', line, kept));
      if (comes === 'at once') handOver();
    };
    for (const [index, [speaker, text]] of dialogue.lines.entries()) {
      const line = heardLine(speaker, text, Math.ceil(now / 1_000) * 1_000 + 1_000);
      for (const [at, word] of line.words.entries()) {
        await goOn(word.endMs);
        const so = line.words.slice(0, at + 1).map((one) => one.text);
        const partial = { speaker, text: so.join(' '), startMs: line.startMs, atMs: word.endMs };
        must(core.callDesk.partial(id, partial));
        keep(now, line);
      }
      await goOn(line.endMs + 500);
      keep(Math.ceil(now / 1_000) * 1_000, line);
      answers.push(core.callDesk.hear(id, `line-number-${index}`, line).then(must));
    }
    for (let step = 0; step < 25; step += 1) await goOn(now + 1_000);
    await Promise.all(answers);
    if (comes === 'after the words') handOver();
    must(core.callDesk.flag(id, `they said ${dialogue.number}`));
    must(core.callDesk.capture({ conversation: id, state: 'ended' }));
    if (comes === 'after the end') handOver();
    await core.settled(id);
    must(await core.callDesk.summary(id, 'transfer'));
    must(await core.end(id));
    // Of a call that is all card data nothing is left to keep.
    const left = core.callDesk.audio(id);
    if (keeps) sound.set(id, left.ok ? left.value : []);
    else expect(left.ok).toBe(false);
  }

  beforeAll(async () => {
    clock = createVirtualClock(Date.UTC(2026, 0, 15, 9));
    const opened = await openCore({
      dataFolder,
      packs: ['retail'],
      clock,
      ids: createCountingIds(),
      random: createSeededRandom(1),
      secrets: createMemorySecrets({ [secretNames.databaseKey]: key }),
      logLevel: 'debug',
    });
    if (!opened.ok) throw new Error(opened.error.message);
    ({ core } = opened.value);
    await core.ready();
    for (const on of [false, true]) {
      must(core.saveSettings({ ...core.settings(), keepAudio: { on, days: 30 } }));
      for (const [index, dialogue] of cardDialogues.entries())
        await hear(dialogue, on, soundComes[index % soundComes.length] ?? 'at once');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    // As a crash would leave it: the write-ahead log is still there.
    cpSync(dataFolder, copy, { recursive: true });
    await core.shutdown();
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is heard whole: every dialogue twice, and its talk is there', () => {
    expect(heard.size).toBe(2 * cardDialogues.length);
    expect(cardDialogues.length).toBeGreaterThanOrEqual(72);
    expect(needles.length).toBeGreaterThan(150);
    expect(sound.size).toBe(cardDialogues.length);
    const words = [...sound.values()].flatMap(wordsIn);
    // Little is kept: most of these calls are about a card from the first word to the last.
    expect(words.length).toBeGreaterThan(20);
    expect(words).toContain('correct');
  });

  it('is in no file, byte by byte: database, write-ahead log, log', () => {
    for (const from of [copy, dataFolder]) {
      const files = filesBelow(from);
      for (const name of ['earshot.db', 'earshot.log'])
        expect(files.some((file) => file.endsWith(name))).toBe(true);
      if (from === copy) expect(files.some((file) => file.endsWith('-wal'))).toBe(true);
      for (const file of files) expect(foundIn(readFileSync(file)), file).toEqual([]);
    }
  });

  it('is in no page of the database either, free ones included, when it lies there decrypted', () => {
    const bytes = decrypted(copy, key);
    // It is readable now: what was said around the numbers is there.
    expect(bytes.includes('SQLite format 3')).toBe(true);
    expect(bytes.includes('let me find my glasses')).toBe(true);
    expect(bytes.includes('[card number]')).toBe(true);
    expect(foundIn(bytes)).toEqual([]);
  });

  it('leaves no more than three digits in a row of any number, and no code, in any event', () => {
    const opened = openStore({ folder: dataFolder, key });
    if (!opened.ok) throw new Error(opened.error.message);
    const store = opened.value;
    for (const [id, { dialogue }] of heard) {
      const { code, name, number } = dialogue;
      const events = store.events.read(ConversationId.parse(id)).map(({ event }) => event);
      const turns = events.flatMap((event) =>
        event.type === 'turn.added' ? [event.turn.text] : [],
      );
      const said = digitsOf(turns.map(readable));
      expect(longestLeft(number, said), name).toBeLessThanOrEqual(mostLeft);
      if (code !== undefined) expect(said, name).not.toContain(code);
      for (const text of events.flatMap(textsIn).map(readable))
        expect(longestLeft(number, digitsOf([text])), text).toBeLessThanOrEqual(mostLeft);
    }
    store.close();
  });

  it('can be heard in no kept sound', () => {
    for (const [id, parts] of sound) {
      const { code, name, number } = heard.get(id)?.dialogue ?? { name: id, number: '' };
      const words = wordsIn(parts);
      expect(
        longestLeft(number, digitsOf(words)),
        `${name}: ${words.join(' ')}`,
      ).toBeLessThanOrEqual(mostLeft);
      if (code !== undefined) expect(digitsOf(words), name).not.toContain(code);
    }
  });
});
