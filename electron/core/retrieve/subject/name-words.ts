/** @file How names are compared: as words, as letters and roughly as they sound. */

/** Words that join others and stand for nothing alone. */
const joints = new Set(
  'a an and at by de for from in la le of on or the to with und der die das el los'.split(' '),
);

/** Without the s of a plural; what is compared is cut in the same way. */
const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/**
 * Words of everyday talk. A name may hold them ("The Kitchen"), but one of them alone does not
 * name anything.
 */
const everyday = new Set(
  (
    'about account address after again all also am any anything app are area around as ask available ' +
    'bag bank bar be because been best better big bill black blue book booking box breakfast bus but ' +
    'buy cafe call can card care cash cell center central centre change charge cheap check city class ' +
    'clean coffee cost could day days delivery did digits direct do does dog done door down east easy ' +
    'east eat eight else email evening ever every expensive express fee few fifty find fine first five ' +
    'food free friday friend full garden get give go going good got great green guest guesthouse had half has ' +
    'have he hello help her here hey high his home hotel hour hours house how i if im information inn ' +
    'internet is it its job just keep kind kitchen know large last late leave less let like line list ' +
    'little local location long look looking lot lovely lunch made make many market may me mean menu ' +
    'minute mobile monday money month more morning most much museum my name need network new next nice ' +
    'night nine no north not now number off ok okay old once one online only open option order other ' +
    'our out over own park parking part party pay people person phone pizza place plan please plus ' +
    'plan point pool post premium price pro put question quick ready really red reference rest restaurant ' +
    'return right road room rooms safe same saturday save say second see send service set seven she ' +
    'shop should show side six size small so some something soon sorry south square standard star ' +
    'start stay still stop store street sunday super sure system table take tea tell ten thank thanks ' +
    'that their them then there these they thing think this those three thursday ticket till time ' +
    'today tomorrow tonight too top town train travel try tuesday two type uh um under up us use very ' +
    'view visit wait walk want was water way we wednesday week well went were west what when where ' +
    'which white who why wifi will wish work would year yes yesterday you your'
  )
    .split(' ')
    .map((word) => singular(word)),
);

export const isEveryday = (word: string): boolean => everyday.has(word);
export const isJoint = (word: string): boolean => joints.has(word);

const digits: Readonly<Record<string, string>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, number) => [word, String(number)]),
);

/**
 * Words of a name or a sentence, comparable: no case, accents, apostrophes or plural; numbers as
 * digits. Of a long text the last `most`.
 */
export const plainWords = (text: string, most = Infinity): string[] =>
  (
    text
      .slice(-12 * Math.min(most, 100_000))
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .replaceAll('&', ' and ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .slice(most === Infinity ? 0 : -most)
    .map((word) => digits[word] ?? singular(word));

/**
 * Letters brought nearer to sounds, so that what a recogniser wrote for a name is near to it: letters
 * that sound alike become one, doubles and silent ones go.
 */
export function soundOf(letters: string): string {
  return letters
    .replaceAll(/sch|sh|tch|ch|tion/g, 'x')
    .replaceAll('ph', 'f')
    .replaceAll(/ght|gh/g, 't')
    .replaceAll(/th/g, 't')
    .replaceAll(/^kn|^gn|^pn/g, 'n')
    .replaceAll(/^wr/g, 'r')
    .replaceAll(/c(?=[eiy])/g, 's')
    .replaceAll(/ck|[cq]/g, 'k')
    .replaceAll('z', 's')
    .replaceAll('w', 'v')
    .replaceAll(/h/g, '')
    .replaceAll(/[ae]i|[ae]y|ea|ee|ie|y/g, 'i')
    .replaceAll(/ou|oo|ow|au|aw/g, 'u')
    .replaceAll('d', 't')
    .replaceAll('b', 'p')
    .replaceAll('g', 'k')
    .replaceAll('v', 'f')
    .replaceAll(/(.)\1+/g, '$1');
}

/** 1 - edits / length of the longer (Levenshtein with two rows); 0 as soon as it is below `least`. */
export function likeness(one: string, two: string, least = 0): number {
  const longest = Math.max(one.length, two.length);
  if (longest === 0) return 1;
  const most = (1 - least) * longest;
  if (Math.abs(one.length - two.length) > most) return 0;
  let before = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= two.length; j += 1) {
      const cost = one.charCodeAt(i - 1) === two.charCodeAt(j - 1) ? 0 : 1;
      const value = Math.min(
        (before[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (before[j - 1] as number) + cost,
      );
      row.push(value);
      if (value < best) best = value;
    }
    if (best > most) return 0;
    before = row;
  }
  const edits = before[two.length] as number;
  return edits > most ? 0 : 1 - edits / longest;
}

/** Runs of three letters, with the ends marked. */
export const gramsOf = (text: string): string[] => {
  const marked = `^${text}$`;
  return Array.from({ length: Math.max(0, marked.length - 2) }, (_, at) =>
    marked.slice(at, at + 3),
  );
};
