import { unitAt, wordTable, wordsOf, type Word } from '../number-words.ts';

/** @file Codes spelled aloud: "b for bravo", "s as in sierra double t two oh", "whiskey 2". */

/** The NATO alphabet, and how recognisers spell it. */
export const nato: Readonly<Record<string, string>> = wordTable(
  Object.fromEntries(
    (
      'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike ' +
      'november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu'
    )
      .split(' ')
      .map((word) => [word, word.charAt(0)]),
  ),
);
/** Letters as they are called, where the name is no everyday word. */
export const called: Readonly<Record<string, string>> = wordTable({
  ...{ bee: 'b', cee: 'c', dee: 'd', gee: 'g', jay: 'j', kay: 'k', pee: 'p', tee: 't', vee: 'v' },
  ...{ zed: 'z', zee: 'z', ess: 's', ar: 'r', em: 'm', en: 'n', el: 'l', ef: 'f' },
});
/** What recognisers write for digits and letters; read so only where a code was asked for. */
const misheard: Readonly<Record<string, string>> = wordTable({
  ...{ to: '2', too: '2', for: '4', fore: '4', won: '1', ate: '8', oh: '0', o: '0' },
  ...{ you: 'u', why: 'y', are: 'r', see: 'c', sea: 'c', tea: 't', be: 'b', eye: 'i', queue: 'q' },
});
const repeats: Readonly<Record<string, number>> = wordTable({ double: 2, triple: 3, treble: 3 });

/** A text with its spelled codes written together, and the place of each character in the original. */
export interface Spelled {
  readonly text: string;
  readonly at: readonly number[];
}

interface Item {
  readonly said: string;
  readonly words: number;
  readonly end: number;
  readonly letter: boolean;
}

/**
 * Undefined where nothing is spelled.
 * @param asked a code was asked for: "to" is read as 2, "you" as U, "ju" as JU
 */
export function spellOut(text: string, asked = false): Spelled | undefined {
  const words = wordsOf(text);
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
  for (let index = 0; index < words.length;) {
    const items: (Item & { start: number })[] = [];
    let next = index;
    for (
      let item = itemAt(words, next, text, asked);
      item !== undefined;
      item = itemAt(words, next, text, asked)
    ) {
      const start = words[next]?.start ?? 0;
      const last = items.at(-1);
      if (last !== undefined && !/^[\s.,-]{0,3}$/u.test(text.slice(last.end, start))) break;
      items.push({ ...item, start });
      next += item.words;
    }
    if (items.length > 1 && items.some(({ letter }) => letter)) {
      copy(items[0]?.start ?? done);
      for (const { said, start } of items)
        for (const character of said) {
          result += character;
          at.push(start);
        }
      done = items.at(-1)?.end ?? done;
      changed = true;
    }
    index = Math.max(next, index + 1);
  }
  if (!changed) return undefined;
  copy(text.length);
  at.push(text.length);
  return { text: result, at };
}

function itemAt(
  words: readonly Word[],
  index: number,
  text: string,
  asked: boolean,
): Item | undefined {
  const word = words[index];
  if (word === undefined) return undefined;
  const times = repeats[word.text];
  if (times !== undefined) {
    const letter = letterAt(words, index + 1, text);
    if (letter !== undefined)
      return { ...letter, said: letter.said.repeat(times), words: letter.words + 1 };
  }
  const letter = word.text === 'o' ? undefined : letterAt(words, index, text);
  if (letter !== undefined) return letter;
  const unit = unitAt(words, index);
  if (unit !== undefined && unit.digits.length <= 6)
    return { said: unit.digits, words: unit.words, end: unit.end, letter: false };
  if (/^(?:dash|hyphen)$/u.test(word.text))
    return { said: '-', words: 1, end: word.end, letter: false };
  if (!asked) return undefined;
  const heard = misheard[word.text];
  if (heard !== undefined)
    return { said: heard.toUpperCase(), words: 1, end: word.end, letter: /\D/u.test(heard) };
  // "43 ju": two letters written as a word.
  return /^\p{L}{2}$/u.test(word.text) &&
    !/^(?:is|it|my|in|on|at|of|or|no|so|we|me|he|up|uh|um|ok)$/u.test(word.text)
    ? { said: word.text.toUpperCase(), words: 1, end: word.end, letter: true }
    : undefined;
}

function letterAt(words: readonly Word[], index: number, text: string): Item | undefined {
  const word = words[index];
  if (word === undefined) return undefined;
  const make = (said: string, count: number): Item => ({
    said: said.toUpperCase(),
    words: count,
    end: words[index + count - 1]?.end ?? word.end,
    letter: true,
  });
  const named = called[word.text] ?? (/^\p{L}$/u.test(word.text) ? word.text : undefined);
  const said = (offset: number): string => words[index + offset]?.text ?? '';
  if (named !== undefined) {
    // "b for bravo", "s as in sierra", "t like tom": what follows must begin with the letter.
    if (said(1) === 'as' && said(2) === 'in' && said(3).startsWith(named)) return make(named, 4);
    if (/^(?:for|like|as|in|4)$/u.test(said(1)) && said(2).length > 1 && said(2).startsWith(named))
      return make(named, 3);
    return make(named, 1);
  }
  const phonetic = nato[word.text];
  if (phonetic !== undefined) return make(phonetic, 1);
  // "FW": letters that a recogniser wrote together.
  const written = text.slice(word.start, word.end);
  return /^\p{Lu}{2,3}$/u.test(written) ? make(written, 1) : undefined;
}
