/**
 * @file How alike two phrases sound, by rules of English spelling: letters become sounds, and
 * sounds are compared with an edit distance in which near ones cost less (a voiced and an unvoiced
 * stop, two vowels, two nasals). Blanks count for nothing: recognisers split unknown words.
 */

const digraphs: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/gu, ''],
  [/^(?:kn|gn|pn)/u, 'n'],
  [/^wr/u, 'r'],
  [/^x/u, 'z'],
  [/eigh/gu, 'ay'],
  [/tch|ch/gu, 'C'],
  [/sch|sh|ti(?=on)|ci(?=[ao])|ssi(?=on)/gu, 'S'],
  [/dge|dj|j/gu, 'J'],
  [/g(?=[ey])/gu, 'J'],
  [/ph|gh(?=t?$)/gu, 'f'],
  [/gh/gu, ''],
  [/th/gu, 'T'],
  [/ck|qu?|x/gu, 'k'],
  [/c(?=[eiy])/gu, 's'],
  [/c/gu, 'k'],
  [/wh/gu, 'w'],
  [/(?<=[aeiou])w/gu, 'U'],
  [/mb$/gu, 'm'],
  [/e$/u, ''],
  [/(.)\1+/gu, '$1'],
  [/ee|ea|ie|ei|ey|y(?=$)/gu, 'I'],
  [/oo|ou|ue|ew|oU|u/gu, 'U'],
  [/ai|ay|ei/gu, 'E'],
  [/au|aU|oa|o/gu, 'O'],
  [/a/gu, 'A'],
  [/e/gu, 'E'],
  [/i|y/gu, 'I'],
  [/([AEIOU])[AEIOU]+/gu, '$1'],
];

/** The sounds of a phrase, a letter each; vowels in capitals A E I O U. */
export function soundsOf(phrase: string): string {
  let sounds = phrase.toLowerCase();
  for (const [pattern, by] of digraphs) sounds = sounds.replace(pattern, by);
  return sounds;
}

const vowel = /[AEIOU]/u;
/** Sounds that are heard for each other. */
const near = 'pb td kg fv sz CJ SC SJ mn lr Tf Td Tt sS bv vw'.split(' ');
const cost = { vowels: 0.35, near: 0.4, other: 1, vowelOff: 0.5, weakOff: 0.6, off: 0.9 };

/** Sounds are ASCII letters: the cost of each pair in one table, as lines are compared with many terms. */
const size = 128;
const replaced = new Float64Array(size * size).fill(cost.other);
const removed = new Float64Array(size).fill(cost.off);
for (let a = 0; a < size; a += 1) {
  const one = String.fromCharCode(a);
  removed[a] = vowel.test(one) ? cost.vowelOff : /[hrltdw]/u.test(one) ? cost.weakOff : cost.off;
  for (let b = 0; b < size; b += 1) {
    const other = String.fromCharCode(b);
    if (a === b) replaced[a * size + b] = 0;
    else if (vowel.test(one) && vowel.test(other)) replaced[a * size + b] = cost.vowels;
    else if (near.some((pair) => pair.includes(one) && pair.includes(other)))
      replaced[a * size + b] = cost.near;
  }
}

const consonants = 'bdfghklmnprstvwzCJST';

/** Which consonants occur, a bit each. */
export function consonantsOf(sounds: string): number {
  let bits = 0;
  for (const sound of sounds) bits |= 1 << (consonants.indexOf(sound) + 1);
  return bits & ~1;
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** At least so far apart are two phrases with these consonants: each that one lacks was another sound. */
export const leastApart = (a: number, b: number): number =>
  cost.near * Math.max(bitsIn(a & ~b), bitsIn(b & ~a));

const row = new Float64Array(256);

/**
 * 1 for the same sounds, 0 for nothing in common; both as `soundsOf` gives them.
 * @param floor below it the answer may be 0 without having been worked out
 */
export function soundLikeness(a: string, b: string, floor = 0): number {
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  if (b.length >= row.length) return a === b ? 1 : 0;
  const most = (1 - floor) * longer;
  // The distance is at least the cheapest way to make up for the length.
  if (Math.abs(a.length - b.length) * cost.vowelOff > most) return 0;
  row[0] = 0;
  for (let j = 0; j < b.length; j += 1) row[j + 1] = at(row, j) + at(removed, b.charCodeAt(j));
  for (let i = 0; i < a.length; i += 1) {
    const left = a.charCodeAt(i);
    const off = at(removed, left);
    let diagonal = at(row, 0);
    row[0] = diagonal + off;
    let least = at(row, 0);
    for (let j = 0; j < b.length; j += 1) {
      const right = b.charCodeAt(j);
      const above = at(row, j + 1);
      const best = Math.min(
        above + off,
        at(row, j) + at(removed, right),
        diagonal + at(replaced, left * size + right),
      );
      row[j + 1] = best;
      diagonal = above;
      if (best < least) least = best;
    }
    if (least > most) return 0;
  }
  return Math.max(0, 1 - at(row, b.length) / longer);
}

const at = (values: Float64Array, index: number): number => values[index] ?? cost.other;
