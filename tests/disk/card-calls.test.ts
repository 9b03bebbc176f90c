import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AudioPart } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
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
import type { Answer, Core } from '#core/surface.ts';
import {
  digitsOf,
  heardLine,
  longestLeft,
} from '#core/understand/personal-data/card-watch-play.ts';
import { type CardDialogue, cardDialogues } from '#core/understand/personal-data/card-watch-set.ts';
import { openCore } from '#hosts/open-core.ts';

/**
 * @file The whole card-data set, heard by a real core word by word, with sound kept and without: no
 * card number and no security code is in any byte on disk, in the clear or under the key.
 */

const key = 'a key that this test knows';
/** So many digits of a number in a row may be left; the card watch's own bound. */
const mostLeft = 3;
const packetMs = 20;

const must = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};
const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

/** Everything of a dialogue that must not be found as bytes: digits in a row, in groups, in words. */
function needlesOf({ code, lines, number }: CardDialogue): string[] {
  const half = 8;
  // A row of one digit stands in any fraction of nine.
  const windows = Array.from({ length: number.length - half + 1 }, (_, at) =>
    number.slice(at, at + half),
  ).filter((digits) => new Set(digits).size > 1);
  const groups = number.match(/.{1,4}/g) ?? [];
  // As they were spoken: every row of words that holds more digits than may be left.
  const spoken = lines.flatMap(([, text]) =>
    text
      .split(/ (?=\D)/)
      .reduce<string[][]>(
        (rows, word) => {
          const last = rows.at(-1) ?? [];
          if (digitsOf([word]) !== '' || word === 'double' || word === 'triple') last.push(word);
          else if (last.length > 0) rows.push([]);
          return rows;
        },
        [[]],
      )
      .filter((row) => longestLeft(number, digitsOf(row)) > mostLeft)
      .map((row) => row.join(' ')),
  );
  return [
    ...windows,
    groups.join(' '),
    groups.join('-'),
    ...spoken,
    ...(code === undefined ? [] : [`"${code}"`]),
  ];
}
const needles = [...new Set(cardDialogues.flatMap(needlesOf))];

/** The page's sound is not in step with its words where the core was away for a while. */
const soundComes = ['at once', 'after the words', 'after the end'] as const;
type SoundComes = (typeof soundComes)[number];

/** A second of one side: each packet of 20 ms carries the word that is said then instead of Opus. */
function soundOf(speaker: Speaker, line: HeardLine | undefined, startMs: number): AudioPart {
  const packets = Array.from({ length: 1_000 / packetMs }, (_, index) => {
    const at = startMs + index * packetMs;
    const said =
      line?.speaker === speaker
        ? line.words.findIndex((word) => word.startMs <= at && at < word.endMs)
        : -1;
    const word = said < 0 ? '-' : `${line?.startMs} ${said} ${line?.words[said]?.text}`;
    return Buffer.from(word).toString('base64');
  });
  return { speaker, startMs, packets };
}
/** What can be heard in kept sound, each word once, in order. */
function wordsIn(parts: readonly AudioPart[]): string[] {
  const packets = parts
    .toSorted((a, b) => a.startMs - b.startMs)
    .flatMap((part) => part.packets.map((packet) => Buffer.from(packet, 'base64').toString()));
  return [...new Set(packets.filter((packet) => packet !== '-'))].map(
    (packet) => packet.split(' ')[2] ?? '',
  );
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsIn);
}
/** Words and digits, without the names that the core counts: `turn-000012`. */
const readable = (text: string): string =>
  text.replaceAll(/\b[a-z]+-\d{6}\b/g, ' ').replaceAll(/[^\p{L}\d]+/gu, ' ');

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

  const foundIn = (bytes: Buffer): string[] =>
    needles.flatMap((needle) => {
      const at = bytes.indexOf(needle);
      return at < 0 ? [] : [bytes.toString('latin1', Math.max(0, at - 60), at + 60)];
    });

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
    const file = filesBelow(copy).find((path) => path.endsWith('earshot.db')) ?? '';
    const db = new Database(file);
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = '${key}'`);
    db.pragma('wal_checkpoint(truncate)');
    db.pragma('journal_mode = delete');
    db.pragma("rekey = ''");
    db.close();
    const bytes = readFileSync(file);
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
