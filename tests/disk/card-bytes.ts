import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AudioPart } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
import type { HeardLine } from '#domain/speech.ts';
import { digitsOf, longestLeft } from '#core/understand/personal-data/card-watch-play.ts';
import { type CardDialogue, cardDialogues } from '#core/understand/personal-data/card-watch-set.ts';

/** @file What a call full of card data may leave in files, and where to look for it. */

/** So many digits of a number in a row may be left; the card watch's own bound. */
export const mostLeft = 3;
const packetMs = 20;

/** Every file, however deep. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

/** Everything of a dialogue that must not be found as bytes: digits in a row, in groups, in words. */
export function needlesOf({ code, lines, number }: CardDialogue): string[] {
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
/** Of the whole set. */
export const needles = [...new Set(cardDialogues.flatMap(needlesOf))];

/** The page's sound is not in step with its words where the core was away for a while. */
export const soundComes = ['at once', 'after the words', 'after the end'] as const;
export type SoundComes = (typeof soundComes)[number];

/** A second of one side: each packet of 20 ms carries the word that is said then instead of Opus. */
export function soundOf(speaker: Speaker, line: HeardLine | undefined, startMs: number): AudioPart {
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
export function wordsIn(parts: readonly AudioPart[]): string[] {
  const packets = parts
    .toSorted((a, b) => a.startMs - b.startMs)
    .flatMap((part) => part.packets.map((packet) => Buffer.from(packet, 'base64').toString()));
  return [...new Set(packets.filter((packet) => packet !== '-'))].map(
    (packet) => packet.split(' ')[2] ?? '',
  );
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsIn);
}
/** Words and digits, without the names that the core counts: `turn-000012`. */
export const readable = (text: string): string =>
  text.replaceAll(/\b[a-z]+-\d{6}\b/g, ' ').replaceAll(/[^\p{L}\d]+/gu, ' ');

/** Where something of the set stands in bytes, with what is around it. */
export const foundIn = (bytes: Buffer): string[] =>
  needles.flatMap((needle) => {
    const at = bytes.indexOf(needle);
    return at < 0 ? [] : [bytes.toString('latin1', Math.max(0, at - 60), at + 60)];
  });

/** The bytes of a folder's database without the key, free pages and write-ahead log included. */
export function decrypted(folder: string, key: string): Buffer {
  const file = filesBelow(folder).find((path) => path.endsWith('earshot.db')) ?? '';
  const db = new Database(file);
  db.pragma("cipher = 'sqlcipher'");
  db.pragma('legacy = 4');
  db.pragma(`key = '${key}'`);
  db.pragma('wal_checkpoint(truncate)');
  db.pragma('journal_mode = delete');
  db.pragma("rekey = ''");
  db.close();
  return readFileSync(file);
}
