import { wordTable } from '../number-words.ts';
import { called, nato } from '../entities/spelling.ts';
import { isCued, isLooselyCued } from './cues.ts';
import { digitHomophones, isDigitWord, isLastDigits, unitOf } from './digits.ts';
import { abbreviationOf } from './abbreviations.ts';
import { saidAt, wordsBefore, type Rule, type Scene } from './scene.ts';

/** @file Codes and spelled words: "a b one two three", "b for bravo", "s m i t h". */

interface Item {
  readonly text: string;
  readonly words: number;
  readonly kind: 'letter' | 'digits' | 'sign';
  /** By itself an everyday word: "a", "i", "oh". */
  readonly weak: boolean;
}

/** What recognisers write for letters; read so only between letters and digits. */
const letterHomophones: Readonly<Record<string, string>> = wordTable({
  ...{ you: 'u', why: 'y', are: 'r', see: 'c', sea: 'c', tea: 't', be: 'b', eye: 'i', queue: 'q' },
  ...{ cue: 'q', ex: 'x', okay: 'k', hey: 'a', pea: 'p', oh: 'o' },
});
const signs: Readonly<Record<string, string>> = wordTable({
  ...{ dash: '-', hyphen: '-', minus: '-', slash: '/' },
});
/** Words that recognisers write for names of letters, and that are everyday words or names too. */
const everydayNames =
  /^(?:hotel|golf|mike|victor|echo|delta|papa|romeo|juliet|oscar|charlie|november|uniform|india|lima|quebec|sierra|tango|jay|kay|em|en|el|ar|dee|bee|gee|pee|tee|alpha|whiskey|kilo)$/u;

function letterAt(scene: Scene, at: number): Item | undefined {
  const said = saidAt(scene, at);
  const times = /^(?:double|triple|treble)$/u.test(said) ? (said === 'double' ? 2 : 3) : 1;
  if (times > 1) {
    const one = letterAt(scene, at + 1);
    return one === undefined || one.weak
      ? undefined
      : { ...one, text: one.text.repeat(times), words: one.words + 1 };
  }
  const letter = called[said] ?? (/^[a-z]$/u.test(said) ? said : undefined);
  if (letter !== undefined) {
    const as = asIn(scene, at, letter);
    const weak = as === 0 && (/^[ai]$/u.test(said) || everydayNames.test(said));
    return { text: letter.toUpperCase(), words: 1 + as, kind: 'letter', weak };
  }
  const phonetic = nato[said];
  return phonetic === undefined
    ? undefined
    : {
        text: phonetic.toUpperCase(),
        words: 1,
        kind: 'letter',
        weak: everydayNames.test(said),
      };
}

/** "as in bravo", "for bravo", "like tom" after a letter: how many words. */
function asIn(scene: Scene, at: number, letter: string): number {
  const follows = (offset: number): boolean => {
    const word = saidAt(scene, at + offset);
    return word.length > 1 && word.startsWith(letter);
  };
  if (saidAt(scene, at + 1) === 'as' && saidAt(scene, at + 2) === 'in' && follows(3)) return 3;
  return /^(?:for|four|like|as)$/u.test(saidAt(scene, at + 1)) && follows(2) ? 2 : 0;
}

function itemAt(scene: Scene, at: number, inside: boolean): Item | undefined {
  const said = saidAt(scene, at);
  if (said !== 'o') {
    const letter = letterAt(scene, at);
    if (letter !== undefined) return letter;
  }
  const unit = unitOf(scene, at);
  if (unit !== undefined && unit.digits.length <= 6)
    return { text: unit.digits, words: unit.words, kind: 'digits', weak: /^oh?$/u.test(said) };
  const sign = signs[said];
  if (sign !== undefined && inside) return { text: sign, words: 1, kind: 'sign', weak: true };
  if (!inside) return undefined;
  const digit = digitHomophones[said];
  if (digit !== undefined) return { text: digit, words: 1, kind: 'digits', weak: true };
  // "the last four are one one": a homophone of a letter needs a letter that is none.
  const letter = letterHomophones[said];
  return letter === undefined || !spells(scene, at)
    ? undefined
    : { text: letter.toUpperCase(), words: 1, kind: 'letter', weak: true };
}

const isLetter = (word: string): boolean => /^[b-hj-z]$/u.test(word) && word !== 'o';
const spells = (scene: Scene, at: number): boolean =>
  [-3, -2, -1, 1, 2, 3].some((offset) => isLetter(saidAt(scene, at + offset)));

/** Letters and digits in a row; what cannot be its start or end is left off. */
function itemsAt(scene: Scene, at: number, cued: boolean): readonly Item[] {
  const items: Item[] = [];
  for (let index = at; ;) {
    const item = itemAt(scene, index, items.length > 0);
    if (item === undefined) break;
    // "a b one two three for my mother": a homophone needs a neighbour on its other side.
    const next = itemAt(scene, index + item.words, false);
    const plain = isDigitWord(saidAt(scene, index)) || /^[a-z]$/u.test(saidAt(scene, index));
    if (item.weak && !plain && next === undefined && nato[saidAt(scene, index)] === undefined)
      break;
    if (item.weak && item.kind !== 'sign' && !plain && !solid(scene, items, next, cued)) break;
    items.push(item);
    index += item.words;
  }
  const ends = (): number => at + items.reduce((sum, { words }) => sum + words, 0);
  while (items.length > 0) {
    const last = items.at(-1);
    const more = ends() < scene.tokens.length;
    // "one two three a": an article, unless it ends what was asked for.
    const lastSaid = saidAt(scene, ends() - 1);
    if (last?.kind === 'sign' || (last?.weak === true && more && /^(?:a|i|oh)$/u.test(lastSaid)))
      items.pop();
    else break;
  }
  return items;
}

/** "o" among letters alone is the letter. */
const asLetters = (items: readonly Item[]): readonly Item[] =>
  items.some(({ kind, text }) => kind === 'digits' && text !== '0')
    ? items
    : items.map((item) =>
        item.kind === 'digits' && item.words === 1 && item.weak
          ? { ...item, text: 'O', kind: 'letter' }
          : item,
      );

/** Homophones are read between items that are certain. */
const solid = (
  scene: Scene,
  before: readonly Item[],
  next: Item | undefined,
  cued: boolean,
): boolean =>
  next !== undefined &&
  (cued || (before.filter(({ weak }) => !weak).length >= 1 && !next.weak)) &&
  scene.tokens.length > 0;

/** A British postcode has a blank before its last three characters. */
const asPostcode = (scene: Scene, at: number, code: string): string =>
  /\bpost ?code\b/u.test(`${scene.asked} ${wordsBefore(scene, at, 5)}`)
    ? code.replace(/^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/u, '$1 $2')
    : code;

/** "a b one two three" -> AB123; undefined for digits alone, which are numbers. */
export const writeCode: Rule = (scene, at) => {
  const cued = isCued(scene, at);
  if (isLastDigits(scene, at)) return undefined;
  const items = asLetters(itemsAt(scene, at, cued));
  const [first, second] = items;
  if (first === undefined || second === undefined) return undefined;
  const letters = items.filter(({ kind }) => kind === 'letter');
  const digits = items.filter(({ kind }) => kind === 'digits');
  const count = items.reduce((sum, { words }) => sum + words, 0);
  const text = items.map((item) => item.text).join('');
  if (letters.length === 0) return undefined;
  const certain = items.filter(({ weak, kind }) => !weak && kind !== 'sign').length;
  if (!cued && certain === 0) return undefined;
  // "a one time code", "i two": an article or a person, unless a code is due.
  if (first.weak && /^(?:a|i|oh?)$/u.test(saidAt(scene, at))) {
    if (second.kind !== 'letter' && !isLooselyCued(scene, at)) return undefined;
    if (second.weak && !cued) return undefined;
    // "a u s b cable": the article of what is spelled.
    if (abbreviationOf(text.slice(1)) !== undefined) return undefined;
  }
  if (first.weak && nato[saidAt(scene, at)] !== undefined && !cued && certain < 2) return undefined;
  if (digits.length > 0) return { at, count, text: asPostcode(scene, at, text), kind: 'code' };
  const abbreviation = abbreviationOf(text);
  if (abbreviation !== undefined) return { at, count, text: abbreviation, kind: 'case' };
  if (letters.length < 2 || (certain < 2 && !cued)) return undefined;
  return { at, count, text, kind: 'spelled' };
};
