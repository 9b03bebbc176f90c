import type { HeardLine } from '#domain/speech.ts';
import { createWriter } from '../spoken/writer.ts';
import type { EarlierTurn } from './card-recall.ts';
import { type CardWatch, createCardWatch, type Watched } from './card-watch.ts';
import { heardLine } from './card-watch-play.ts';
import type { Said } from './card-watch-set.ts';

/** @file Made-up talk in the middle of which the core dies, for tests and measurements. */

export interface Crash {
  /** The core dies when so many lines have come. */
  readonly after: number;
  /** So many lines are said while it is away; the page keeps them. */
  readonly missed: number;
  /** How long it is away besides; ms. */
  readonly awayMs: number;
  readonly pauseMs: number;
}

export interface Crashed {
  /** As the recogniser spells it, in the order in which it was stored. */
  readonly lines: readonly string[];
  readonly captions: readonly string[];
  readonly marks: number;
  /** What the first core had stored. */
  readonly earlier: readonly EarlierTurn[];
}

const writer = createWriter({ vocabulary: [], region: 'US', currency: 'USD' });
const textOf = ({ words }: HeardLine): string => words.map(({ text }) => text).join(' ');

/** As it is stored. */
function turnOf({ endMs, speaker, startMs, words }: HeardLine, before: readonly EarlierTurn[]) {
  return { speaker, text: writer.write(words, { before }).text, startMs, endMs };
}

/** The lines one after the other, partials word by word; the crash, then the rest of them. */
export function playCrashed(
  said: readonly Said[],
  { after, awayMs, missed, pauseMs }: Crash,
  recalls = true,
): Crashed {
  const captions: string[] = [];
  const stored: { readonly line: HeardLine; readonly mark: boolean }[] = [];
  const earlier: EarlierTurn[] = [];
  const unanswered: HeardLine[] = [];
  let watch: CardWatch = createCardWatch();
  const take = ({ released }: Watched): void => {
    stored.push(...released);
    unanswered.splice(0, released.length);
  };
  const partials = (line: HeardLine, count = line.words.length): void => {
    for (const [index, word] of line.words.slice(0, count).entries()) {
      const text = line.words.slice(0, index + 1).map((at) => at.text);
      if ((watch.waitUntil() ?? Infinity) <= word.endMs) take(watch.due(word.endMs));
      const { speaker, startMs } = line;
      const partial = { speaker, text: text.join(' '), startMs, atMs: word.endMs };
      captions.push(watch.partial(partial).text);
    }
  };
  let clock = 1_000;
  const lines = said.map(([speaker, text], index) => {
    const line = heardLine(speaker, text, clock);
    clock = line.endMs + pauseMs + (index === after - 1 ? awayMs : 0);
    return line;
  });
  for (const line of lines.slice(0, after)) {
    partials(line);
    unanswered.push(line);
    take(watch.line(line, line.endMs + 500));
  }
  for (const { line } of stored) earlier.push(turnOf(line, earlier));

  watch = createCardWatch();
  const back = after + missed;
  const late = [...unanswered.splice(0), ...lines.slice(after, back)];
  const [next] = lines.slice(back);
  // It has come back before the next line begins, or while it is said.
  const lastEnd = lines[back - 1]?.endMs ?? 0;
  const spoken = next?.words[0]?.endMs ?? lastEnd;
  const now = 500 + (missed > 0 ? Math.max(spoken, lastEnd) : (next?.startMs ?? lastEnd) - pauseMs);
  if (recalls) watch.recall(earlier, now);
  if (next !== undefined && missed > 0) partials(next, 1);
  for (const line of late) {
    unanswered.push(line);
    take(watch.line(line, now));
  }
  for (const line of lines.slice(back)) {
    partials(line);
    unanswered.push(line);
    take(watch.line(line, line.endMs + 500));
  }
  take(watch.due(Infinity));
  return {
    lines: stored.map(({ line }) => textOf(line)),
    captions,
    marks: stored.filter(({ mark }) => mark).length,
    earlier,
  };
}

/** Every line of a dialogue after which the core may die, the last one left out. */
export const crashesIn = (
  said: readonly Said[],
  how: Omit<Crash, 'after' | 'missed'>,
): readonly Crash[] =>
  said
    .slice(1)
    .flatMap((_, index) =>
      [0, 1, 2]
        .filter((missed) => index + 1 + missed <= said.length)
        .map((missed) => ({ ...how, after: index + 1, missed })),
    );
