import type { Speaker } from '#domain/conversation.ts';
import type { HeardLine } from '#domain/speech.ts';
import { type CardWatch, createCardWatch, type Watched } from './card-watch.ts';
import type { Said } from './card-watch-set.ts';

/** @file Plays made-up talk through a card watch, for tests and measurements. */

const values: Readonly<Record<string, string>> = {
  ...{
    zero: '0',
    oh: '0',
    one: '1',
    won: '1',
    two: '2',
    to: '2',
    three: '3',
    free: '3',
    four: '4',
  },
  ...{ for: '4', five: '5', fife: '5', six: '6', seven: '7', eight: '8', ate: '8', nine: '9' },
  ...{ nein: '9', ten: '10', eleven: '11', twelve: '12', thirteen: '13', fourteen: '14' },
  ...{ fifteen: '15', sixteen: '16', seventeen: '17', eighteen: '18', nineteen: '19' },
};
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** All digits that can be read in texts, in order: an own reader, not the one that is tested. */
export function digitsOf(texts: readonly string[]): string {
  let result = '';
  let times = 1;
  let ten: number | undefined;
  for (const word of texts.join(' ').toLowerCase().split(/\s+/u)) {
    const value = /^\d+$/u.test(word) ? word : values[word];
    const at = tens.indexOf(word);
    if (ten !== undefined) {
      const joins = value?.length === 1 && value !== '0';
      result += joins ? `${ten}${value}` : `${ten}0`;
      ten = undefined;
      if (joins) continue;
    }
    if (at >= 0) ten = at + 2;
    else if (word === 'double') times = 2;
    else if (word === 'triple') times = 3;
    else if (value !== undefined) {
      result += value.repeat(times);
      times = 1;
    } else times = 1;
  }
  return ten === undefined ? result : `${result}${ten}0`;
}

/** The longest piece of a number that can be read in a row of digits. */
export function longestLeft(number: string, shown: string): number {
  for (let size = number.length; size > 0; size -= 1)
    for (let start = 0; start + size <= number.length; start += 1)
      if (shown.includes(number.slice(start, start + size))) return size;
  return 0;
}

const wordMs = 320;

export function heardLine(speaker: Speaker, text: string, startMs: number): HeardLine {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    startMs: startMs + index * wordMs,
    endMs: startMs + (index + 1) * wordMs - 40,
    confidence: 0.9,
  }));
  return { speaker, words, startMs, endMs: startMs + words.length * wordMs, model: 'test' };
}

export interface Played {
  /** What would be stored, in order. */
  readonly lines: readonly string[];
  readonly captions: readonly string[];
  readonly dropped: readonly { readonly startMs: number; readonly endMs: number }[];
  readonly marks: number;
  readonly heard: readonly HeardLine[];
}

/** Says the lines one after the other with a partial for every word. */
export function play(
  said: readonly Said[],
  pauseMs = 900,
  watch: CardWatch = createCardWatch(),
): Played {
  const lines: string[] = [];
  const captions: string[] = [];
  const dropped: { startMs: number; endMs: number }[] = [];
  const heard: HeardLine[] = [];
  let marks = 0;
  const take = (watched: Watched): void => {
    dropped.push(...watched.dropped);
    for (const { line, mark } of watched.released) {
      lines.push(line.words.map((word) => word.text).join(' '));
      if (mark) marks += 1;
    }
  };
  let clock = 1_000;
  for (const [speaker, text] of said) {
    const line = heardLine(speaker, text, clock);
    heard.push(line);
    for (const [index, word] of line.words.entries()) {
      const so = line.words.slice(0, index + 1).map((at) => at.text);
      const due = watch.waitUntil();
      if (due !== undefined && due <= word.endMs) take(watch.due(word.endMs));
      const startMs = line.startMs;
      captions.push(watch.partial({ speaker, text: so.join(' '), startMs, atMs: word.endMs }).text);
    }
    clock = line.endMs + pauseMs;
    take(watch.line(line, line.endMs + 500));
  }
  take(watch.due(Infinity));
  return { lines, captions, dropped, marks, heard };
}
