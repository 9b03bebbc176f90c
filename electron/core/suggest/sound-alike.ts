/** @file How alike two words are, by form and by sound: a recogniser writes what it heard. */

const irregular: Readonly<Record<string, string>> = {
  sent: 'send',
  got: 'get',
  given: 'give',
  gave: 'give',
  told: 'tell',
  lost: 'lose',
  kept: 'keep',
  left: 'leave',
  paid: 'pay',
  made: 'make',
  said: 'say',
  took: 'take',
  taken: 'take',
  froze: 'freeze',
  frozen: 'freeze',
  began: 'begin',
  bought: 'buy',
  came: 'come',
  went: 'go',
  was: 'be',
  were: 'be',
  is: 'be',
  are: 'be',
  am: 'be',
  been: 'be',
  being: 'be',
  had: 'have',
  has: 'have',
  did: 'do',
  does: 'do',
  done: 'do',
};

/** A word without its ending: "blocked", "blocking" and "blocks" are one. */
export function stemOf(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  if (word.length < 4) return word;
  const cut = word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?<=[a-z]{3})(?:ing|ed|es|ly)$/, '')
    .replace(/(?<=[a-z]{2}[^s])s$/, '');
  const single = cut.replace(/([bdgklmnprt])\1$/, '$1');
  if (single.length < 3) return word;
  return single.length >= 4 ? single.replace(/(?<=[^aeiou])e$/, '') : single;
}

/** The consonants as they sound and the vowels as one, so that "write" and "right" are the same. */
const keyOf = (word: string): string =>
  word
    .replace(/^(?:kn|gn)/, 'n')
    .replace(/^wr/, 'r')
    .replace(/^wh/, 'w')
    .replaceAll(/i?gh(?=t)/g, 'i')
    .replaceAll('ph', 'f')
    .replaceAll(/tch|ch|sh|(?:t|c|s)i(?=on|an)/g, 'x')
    .replaceAll('th', '0')
    .replaceAll(/ck|qu?|c(?![eiy])/g, 'k')
    .replaceAll(/c|z/g, 's')
    .replaceAll('x', 'ks')
    .replaceAll(/[^a-z0]/g, '')
    .replace(/e(s?)$/, '$1')
    .replaceAll(/[aeiouy]+/g, 'a')
    .replaceAll(/(.)\1+/g, '$1');

const pairs = new Set([
  'td',
  'dt',
  'pb',
  'bp',
  'kg',
  'gk',
  'fv',
  'vf',
  'mn',
  'nm',
  't0',
  '0t',
  'wv',
]);
const cost = (a: string, b: string): number => (a === b ? 0 : pairs.has(a + b) ? 0.5 : 1);

/** Edits between two sound keys; a vowel too many or too few costs half. */
function distance(a: string, b: string): number {
  let row = [0];
  for (const letter of b) row.push((row.at(-1) ?? 0) + (letter === 'a' ? 0.5 : 1));
  for (const one of a) {
    const skip = one === 'a' ? 0.5 : 1;
    const next = [(row[0] ?? 0) + skip];
    for (let j = 1; j <= b.length; j += 1) {
      const other = b[j - 1] ?? '';
      next.push(
        Math.min(
          (row[j] ?? 0) + skip,
          (next[j - 1] ?? 0) + (other === 'a' ? 0.5 : 1),
          (row[j - 1] ?? 0) + cost(one, other),
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const keys = new Map<string, string>();
const mostKeys = 20_000;
function soundOf(word: string): string {
  const known = keys.get(word);
  if (known !== undefined) return known;
  if (keys.size >= mostKeys) keys.clear();
  const key = keyOf(word);
  keys.set(word, key);
  return key;
}

/** Below this two words do not sound alike. */
const alike = 0.6;

/** Likeness by word and other word: a call says the same words again and again. */
const likenesses = new Map<string, Map<string, number>>();
const mostPairs = 100_000;
let pairsKnown = 0;

/**
 * 1 for the same word in any form, less for one that sounds like it, 0 for another. Words of one or
 * two letters are only like themselves: there is nothing left to tell them by.
 */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const known = likenesses.get(a)?.get(b);
  if (known !== undefined) return known;
  if (pairsKnown >= mostPairs) {
    likenesses.clear();
    pairsKnown = 0;
  }
  const row = likenesses.get(a) ?? new Map<string, number>();
  likenesses.set(a, row);
  const likeness = likenessOf(a, b);
  row.set(b, likeness);
  pairsKnown += 1;
  return likeness;
}

function likenessOf(a: string, b: string): number {
  if (stemOf(a) === stemOf(b)) return 1;
  if (a.length < 3 || b.length < 3) return 0;
  const left = soundOf(a);
  const right = soundOf(b);
  const longest = Math.max(left.length, right.length);
  if (longest < 2 || Math.abs(left.length - right.length) > 2) return 0;
  if (left === right) return 0.9;
  const share = 1 - distance(left, right) / longest;
  return share < alike ? 0 : share * 0.85;
}
