import type { HeardWord, MendedSpan, VocabularyTerm, WrittenLine } from '#domain/speech.ts';
import { writeAbbreviation, writeLetter } from './abbreviations.ts';
import { writeAddresses } from './addresses.ts';
import { writeCode } from './codes.ts';
import {
  writeDayOfMonth,
  writeMonth,
  writeNumberDate,
  writeSlashDate,
  writeWeekday,
} from './dates.ts';
import { createMender } from './mend.ts';
import { writeAmount, writeDecimal, writePercent, writePrice } from './money.ts';
import { writeName, writeTitle, writePlace, writeSpelledName, writeStreet } from './names.ts';
import { writeNumber, writeOrdinal } from './numbers.ts';
import { createPeople } from './people.ts';
import { sceneOf, type Earlier, type Rewrite, type Rule, type Scene } from './scene.ts';
import { writeClock, writePastTo } from './times.ts';

/** Writes what a recogniser heard as a person would have. */
export interface Writer {
  /**
   * The words with numbers, dates, times, amounts, codes and addresses in figures, the vocabulary's
   * words as they are written, and capitals; no punctuation is added but what belongs to those.
   * Never throws. What a rule does not know stays as the recogniser had it.
   */
  write(words: readonly HeardWord[], context: Earlier): WrittenLine;
}

/** More certain forms first: the first rule that applies to a word takes it. */
const numberRules: readonly Rule[] = [
  writeNumberDate,
  writeSlashDate,
  writeDayOfMonth,
  writeMonth,
  writePastTo,
  writeClock,
  writePercent,
  writeAmount,
  writePrice,
  writeDecimal,
  writeCode,
  writeAbbreviation,
  writeOrdinal,
  writeNumber,
  writeWeekday,
];

/**
 * @param options.vocabulary words of the pack, people, and what agents corrected
 * @param options.region ISO 3166, for phone numbers and dates
 * @param options.currency ISO 4217, for prices without a unit
 */
export function createWriter(options: {
  readonly vocabulary: readonly VocabularyTerm[];
  readonly region: string;
  readonly currency: string;
}): Writer {
  const mender = createMender(options.vocabulary);
  const people = createPeople(options.vocabulary);
  return {
    write: (words, context) => {
      const scene = sceneOf(words, context, options.region, options.currency);
      const taken = new Map<number, Rewrite>();
      const free = (at: number, count: number): boolean =>
        Array.from({ length: count }).every((_, offset) => !taken.has(at + offset));
      const take = (rewrite: Rewrite): void => {
        if (!free(rewrite.at, rewrite.count)) return;
        for (let offset = 0; offset < rewrite.count; offset += 1)
          taken.set(rewrite.at + offset, rewrite);
      };
      mender.exact(scene).forEach(take);
      writeAddresses(scene).forEach(take);
      for (let at = 0; at < scene.tokens.length; at += 1) {
        if (!free(at, 1)) continue;
        for (const rewrite of firstOf(numberRules, scene, at)) take(rewrite);
        at += Math.max(1, taken.get(at)?.count ?? 1) - 1;
      }
      people(scene, free).forEach(take);
      mender.bySound(scene, free).forEach(take);
      for (let at = 0; at < scene.tokens.length; at += 1) {
        if (!free(at, 1)) continue;
        const numbered = /^\d+$/u.test(taken.get(at - 1)?.text ?? '');
        const named =
          (taken.get(at + 1)?.kind === 'name' ? writeTitle(scene, at) : undefined) ??
          writeStreet(scene, at, numbered) ??
          writePlace(scene, at) ??
          writeName(scene, at) ??
          writeLetter(scene, at);
        if (named !== undefined && free(named.at, named.count)) take(named);
      }
      return lineOf(scene, taken);
    },
  };
}

function firstOf(rules: readonly Rule[], scene: Scene, at: number): readonly Rewrite[] {
  for (const rule of rules) {
    const rewrite = rule(scene, at);
    if (rewrite !== undefined)
      return rule === writeCode ? writeSpelledName(scene, rewrite) : [rewrite];
  }
  return [];
}

/** Words that are written with a capital wherever they stand. */
const alwaysCapital = /^i(?:'(?:m|d|ll|ve))?$/u;
/** First words that keep their small letter. */
const keepsCase = /[@.]|^\p{Ll}\p{Lu}/u;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Puts the pieces together and notes what differs from the recogniser's words. */
function lineOf(scene: Scene, taken: ReadonlyMap<number, Rewrite>): WrittenLine {
  let text = '';
  const mended: MendedSpan[] = [];
  for (let at = 0; at < scene.tokens.length;) {
    const rewrite = taken.get(at);
    const count = rewrite?.count ?? 1;
    const heard = scene.tokens
      .slice(at, at + count)
      .map(({ raw }) => raw)
      .join(' ');
    let written = rewrite?.text ?? (alwaysCapital.test(heard) ? capital(heard) : heard);
    if (text === '' && !keepsCase.test(written)) written = capital(written);
    const start = text === '' ? 0 : text.length + 1;
    text += `${text === '' ? '' : ' '}${written}`;
    if (written !== heard)
      mended.push({ start, end: text.length, heard, kind: rewrite?.kind ?? 'case' });
    at += count;
  }
  return { text, mended };
}
