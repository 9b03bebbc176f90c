/** Optimal string alignment distance (insert, delete, replace, swap neighbours). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

const sounds: readonly (readonly [RegExp, string])[] = [
  [/ph/gu, 'f'],
  [/(?:sh|ch|tch|ti(?=o)|j|dge)/gu, 'x'],
  [/th/gu, 't'],
  [/ck/gu, 'k'],
  [/c(?=[eiy])/gu, 's'],
  [/[cqg]/gu, 'k'],
  [/[zx]/gu, 's'],
  [/[vw]/gu, 'f'],
  [/d/gu, 't'],
  [/b/gu, 'p'],
  [/m/gu, 'n'],
];

/** What is left of a word in bad sound: consonants, those that are misheard for each other merged. */
export function soundOf(text: string): string {
  let sound = text.toLowerCase().replace(/[^a-z]/gu, '');
  for (const [pattern, by] of sounds) sound = sound.replace(pattern, by);
  return sound.replace(/[aeiouyh]/gu, '').replace(/(.)\1+/gu, '$1');
}

const share = (a: string, b: string): number =>
  a === '' && b === '' ? 1 : 1 - editDistance(a, b) / Math.max(a.length, b.length);

/** A phrase as it is compared: its letters and its sound. */
export interface Heard {
  readonly plain: string;
  readonly sound: string;
}

const remembered = 10_000;
const memory = new Map<string, Heard>();

/** Remembered, as the same few words are said in every call. */
export function heard(text: string): Heard {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const plain = text.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, '');
  const made = { plain, sound: soundOf(text) };
  if (memory.size >= remembered) memory.clear();
  memory.set(text, made);
  return made;
}

/**
 * How alike two phrases look and sound, 0 to 1; the better of the two readings counts more. Below
 * `floor` it may stop early and answer 0.
 */
export function likenessOf(a: Heard, b: Heard, floor = 0): number {
  const longer = Math.max(a.plain.length, b.plain.length);
  // The distance is at least the difference in length, and sound alone cannot make up for it.
  const most = 1 - Math.abs(a.plain.length - b.plain.length) / Math.max(1, longer);
  if (0.65 + 0.35 * most < floor) return 0;
  const sound = share(a.sound, b.sound);
  if (0.65 * Math.max(most, sound) + 0.35 * Math.min(1, Math.max(most, sound)) < floor) return 0;
  const look = share(a.plain, b.plain);
  return 0.65 * Math.max(look, sound) + 0.35 * Math.min(look, sound);
}

/** The same for texts as they are. */
export const likeness = (a: string, b: string): number => likenessOf(heard(a), heard(b));
