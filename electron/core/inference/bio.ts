import type { TokenTag } from '#core/ports.ts';

/** @file From labels per word (BIO, BIOES or plain) to tagged spans. */

/** One word of the text with the probability of each label. */
export interface LabelledWord {
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** In the order of the labels; they add up to one. */
  readonly probabilities: Float32Array;
}

interface Label {
  /** Undefined for O. */
  readonly name: string | undefined;
  readonly begins: boolean;
  /** True where it may only follow a label of the same name. */
  readonly follows: boolean;
}

/** `B-X` and `S-X` begin, `I-X` and `E-X` follow, a plain `X` may do either. */
function readLabel(label: string): Label {
  if (label === 'O') return { name: undefined, begins: false, follows: false };
  const match = /^([BIESLU])-(.+)$/u.exec(label);
  const kind = match?.[1];
  const name = match?.[2] ?? label;
  if (kind === undefined) return { name, begins: false, follows: false };
  const begins = kind === 'B' || kind === 'S' || kind === 'U';
  return { name, begins, follows: !begins };
}

/** The names without their marks, each once, in the order of the labels. */
export const namesOf = (labels: readonly string[]): string[] => [
  ...new Set(labels.flatMap((label) => readLabel(label).name ?? [])),
];

/**
 * The most probable sequence of labels in which nothing goes on that did not begin (Viterbi with
 * forbidden steps and no other costs), as spans by place.
 */
export function decodeTags(labels: readonly string[], words: readonly LabelledWord[]): TokenTag[] {
  const read = labels.map(readLabel);
  const path = bestPath(read, words);
  const tags: { label: string; start: number; end: number; sum: number; count: number }[] = [];
  let open: string | undefined;
  words.forEach((word, at) => {
    const place = path[at] ?? 0;
    const label = read[place];
    const probability = word.probabilities[place] ?? 0;
    const last = tags.at(-1);
    if (label?.name === undefined) open = undefined;
    else if (last !== undefined && open === label.name && !label.begins) {
      last.end = word.end;
      last.sum += probability;
      last.count += 1;
    } else {
      tags.push({
        label: label.name,
        start: word.start,
        end: word.end,
        sum: probability,
        count: 1,
      });
      open = label.name;
    }
  });
  return tags.map(({ label, start, end, sum, count }) => ({
    label,
    start,
    end,
    confidence: sum / count,
  }));
}

function bestPath(labels: readonly Label[], words: readonly LabelledWord[]): number[] {
  // Only labels of the same name may come before one that follows; any may come before the others.
  const before = labels.map((label) =>
    label.follows
      ? labels.flatMap((other, place) => (other.name === label.name ? [place] : []))
      : undefined,
  );
  let scores = labels.map((label) => (label.follows ? -Infinity : 0));
  const cameFrom: number[][] = [];
  words.forEach(({ probabilities }, at) => {
    const best = indexOfBest(scores);
    const from = labels.map((_, place) => {
      const allowed = before[place];
      if (at === 0) return place;
      if (allowed === undefined) return best;
      return allowed.reduce(
        (top, other) => ((scores[other] ?? -Infinity) > (scores[top] ?? -Infinity) ? other : top),
        allowed[0] ?? place,
      );
    });
    scores = labels.map(
      (_, place) =>
        (scores[from[place] ?? 0] ?? -Infinity) +
        Math.log(Math.max(probabilities[place] ?? 0, 1e-12)),
    );
    cameFrom.push(from);
  });
  const path: number[] = [];
  let place = indexOfBest(scores);
  for (let at = words.length - 1; at >= 0; at -= 1) {
    path.unshift(place);
    place = cameFrom[at]?.[place] ?? 0;
  }
  return path;
}

const indexOfBest = (scores: readonly number[]): number =>
  scores.reduce((best, score, place) => (score > (scores[best] ?? -Infinity) ? place : best), 0);
