import type { PackChecklistItem } from '#domain/pack.ts';
import { stretchesOf } from './clauses.ts';
import { stemOf, wordLikeness } from './sound-alike.ts';

/** @file How well an agent's words match a cue of the checklist, word by word. */

/** One word as it is compared; two of them may come from one written one ("I'm"). */
export interface CueToken {
  readonly word: string;
  /** Where it lies in the turn, UTF-16. */
  readonly start: number;
  readonly end: number;
}

export interface Cue {
  readonly text: string;
  readonly isQuestion: boolean;
  readonly words: readonly { readonly word: string; readonly weight: number }[];
  readonly total: number;
}

export interface CueItem {
  readonly item: PackChecklistItem;
  readonly cues: readonly Cue[];
}

export interface CueMatch {
  /** 0 to 1: the weight of the cue's words that were said, less what was said between them. */
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

/** Words that say little by themselves. */
const light = new Set(
  (
    'a an the i you we it they he she me us him her them my your our its their this that these those ' +
    'be is are am was were been do does did have has had will would can could may might should shall must ' +
    'to of in on at for from with by and or but so if as then than there here not no please just now ' +
    'let get got go going what which who how when where why about up out any some all'
  ).split(' '),
);
const lightWeight = 0.3;

const numbers =
  /^(?:\d[\d.,]*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)$/;
/** Which number it is says nothing about what was done. */
const numeral = '#';

const shortForms: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(.+)['’]ll$/, ['will']],
  [/^(.+)['’]re$/, ['are']],
  [/^(.+)['’]ve$/, ['have']],
  [/^(.+)['’]m$/, ['am']],
  [/^(.+)['’]d$/, ['would']],
  [/^(.+)['’]s$/, ['is']],
];

function formsOf(written: string): readonly string[] {
  const word = written.toLowerCase();
  if (numbers.test(word)) return [numeral];
  if (/^(?:can['’]?t|cannot)$/.test(word)) return ['can', 'not'];
  if (/^won['’]t$/.test(word)) return ['will', 'not'];
  const denied = /^(.+)n['’]t$/.exec(word)?.[1];
  if (denied !== undefined) return [denied, 'not'];
  for (const [form, rest] of shortForms) {
    const head = form.exec(word)?.[1];
    if (head !== undefined) return [head, ...rest];
  }
  return [word];
}

/** The words of a text for comparison: short forms are written out, numbers are all the same. */
export function tokensOf(text: string, offset = 0): CueToken[] {
  const tokens: CueToken[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*/gu))
    for (const word of formsOf(match[0].replace(/^e-?mails?$/i, 'mail'))) {
      if (word === numeral && tokens.at(-1)?.word === numeral) continue;
      const start = offset + match.index;
      tokens.push({ word, start, end: start + match[0].length });
    }
  return tokens;
}

/** A word that several items share tells little about which one it is. */
const shared = 0.5;

/** The checklist ready for matching. */
export function compileCues(items: readonly PackChecklistItem[]): CueItem[] {
  const holders = new Map<string, Set<string>>();
  for (const item of items)
    for (const cue of item.cues)
      for (const { word } of tokensOf(cue)) {
        const stem = stemOf(word);
        holders.set(stem, (holders.get(stem) ?? new Set()).add(item.name));
      }
  const weightOf = (word: string): number => {
    if (word === numeral || light.has(word)) return lightWeight;
    return 1 / (1 + shared * ((holders.get(stemOf(word))?.size ?? 1) - 1));
  };
  return items.map((item) => ({
    item,
    cues: item.cues.map((text) => {
      const words = tokensOf(text).map(({ word }) => ({ word, weight: weightOf(word) }));
      const total = words.reduce((sum, { weight }) => sum + weight, 0);
      return { text, isQuestion: stretchesOf(text)[0]?.isQuestion ?? false, words, total };
    }),
  }));
}

/** What a word between two words of a cue takes off, as a share of a full word. */
const gap = 0.12;

/**
 * Lays a cue along the words that were said, in order: a cue's word may be missing, others may
 * stand between (local alignment after Smith and Waterman 1981).
 */
export function matchCue(cue: Cue, tokens: readonly CueToken[]): CueMatch | undefined {
  if (cue.total === 0) return undefined;
  interface Cell {
    readonly value: number;
    readonly from: number;
    readonly to: number;
  }
  const nothing: Cell = { value: 0, from: -1, to: -1 };
  let row: Cell[] = Array.from({ length: tokens.length + 1 }, () => nothing);
  for (const { word, weight } of cue.words) {
    const next: Cell[] = [row[0] ?? nothing];
    for (const [index, token] of tokens.entries()) {
      const missing = row[index + 1] ?? nothing;
      const left = next[index] ?? nothing;
      const skipped = left.value > gap ? { ...left, value: left.value - gap } : nothing;
      let best = missing.value >= skipped.value ? missing : skipped;
      const likeness =
        word === token.word ? 1 : word === numeral ? 0 : wordLikeness(word, token.word);
      if (likeness > 0) {
        const before = row[index] ?? nothing;
        const value = before.value + weight * likeness;
        if (value > best.value)
          best = { value, from: before.from < 0 ? index : before.from, to: index };
      }
      next.push(best);
    }
    row = next;
  }
  const best = row.reduce((most, cell) => (cell.value > most.value ? cell : most), nothing);
  const [from, to] = [tokens[best.from], tokens[best.to]];
  if (from === undefined || to === undefined) return undefined;
  return { score: Math.min(1, best.value / cue.total), start: from.start, end: to.end };
}
