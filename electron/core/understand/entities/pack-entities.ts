import type { PackEntity } from '#domain/pack.ts';
import { unitAt, wordsOf, type Word } from '../number-words.ts';
import type { Found, Setting } from './found.ts';
import { spellOut } from './spelling.ts';
import { closedEntity, cueReach, findValues, hasCue } from './pack-values.ts';

export interface PackEntityFinder {
  find(text: string, setting: Setting): Found[];
}

/** Compiles a pack's entities; throws where a pattern is no regular expression (the loader checks). */
export function createPackEntityFinder(entities: readonly PackEntity[]): PackEntityFinder {
  const compiled = entities.map((entity) => ({
    closed: closedEntity(entity),
    pattern: entity.pattern === undefined ? undefined : new RegExp(entity.pattern, 'giu'),
  }));
  return {
    find: (text, setting) => {
      const words = wordsOf(text);
      const digitised = digitise(text, words);
      const spelled = spellOut(text);
      return compiled.flatMap((one) => [
        ...byPattern(one.closed.entity, one.pattern, text, [digitised, spelled], setting),
        ...findValues(one.closed, text, words, setting),
      ]);
    },
  };
}

interface Digitised {
  readonly text: string;
  /** Place in the original text for each place in this one. */
  readonly at: readonly number[];
}

/** The text with spoken digits as figures, so that a pattern such as `\d{5}` finds dictated ones. */
function digitise(text: string, words: readonly Word[]): Digitised | undefined {
  let result = '';
  const at: number[] = [];
  let done = 0;
  let changed = false;
  const copy = (to: number): void => {
    for (; done < to; done += 1) {
      result += text.charAt(done);
      at.push(done);
    }
  };
  let lastEnd = -1;
  for (let index = 0; index < words.length;) {
    const unit = unitAt(words, index);
    if (unit === undefined || !unit.spoken) {
      index += 1;
      continue;
    }
    // Digits spoken in a row are one number: the blank between them goes.
    if (lastEnd >= 0 && /^\s+$/u.test(text.slice(lastEnd, unit.start))) done = unit.start;
    else copy(unit.start);
    for (const digit of unit.digits) {
      result += digit;
      at.push(unit.start);
    }
    done = unit.end;
    lastEnd = unit.end;
    changed = true;
    index += unit.words;
  }
  if (!changed) return undefined;
  copy(text.length);
  at.push(text.length);
  return { text: result, at };
}

function byPattern(
  entity: PackEntity,
  pattern: RegExp | undefined,
  text: string,
  readings: readonly (Digitised | undefined)[],
  setting: Setting,
): Found[] {
  if (pattern === undefined) return [];
  const found: Found[] = [];
  const scan = (source: string, place: (index: number) => number, confidence: number): void => {
    for (const match of source.matchAll(pattern)) {
      const value = (match[1] ?? match[0]).trim();
      if (value === '') continue;
      const offset = match[1] === undefined ? 0 : match[0].indexOf(match[1]);
      const before = source.slice(Math.max(0, match.index - cueReach), match.index + offset);
      if (!hasCue(entity, `${setting.asked} ${before.toLowerCase()}`)) continue;
      const start = place(match.index + offset);
      const end = Math.max(start + 1, place(match.index + offset + value.length));
      if (found.some((other) => other.start < end && start < other.end)) continue;
      found.push({
        entity: entity.name,
        value,
        display: value,
        confidence,
        start,
        end: start + text.slice(start, end).trimEnd().length,
      });
    }
  };
  scan(text, (index) => index, 0.95);
  for (const reading of readings)
    if (reading !== undefined)
      scan(reading.text, (index) => reading.at[index] ?? text.length, 0.85);
  return found;
}
