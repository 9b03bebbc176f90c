import { wordTable } from '../number-words.ts';
import { everydayWords } from '../entities/everyday-words.ts';
import { titleCase } from '../entities/found.ts';
import { likeness } from '../entities/closest.ts';
import { givenNames, surnames, wordNames } from '../entities/given-names.ts';
import { cities, countries, states } from '../entities/place-names.ts';
import { streetSuffixes } from '../entities/places.ts';
import { saidAt, wordsBefore, type Rewrite, type Rule, type Scene } from './scene.ts';

/** @file Names of people, towns and streets, written with their capitals. */

/** What follows is a name, whatever it sounds like. */
const strongCue =
  /\b(?:my (?:full |first |last |maiden |middle )?name(?:'s| is)|(?:first|last|full|middle|maiden|sur)[ -]?name(?:'s| is)|name is|surname(?:'s| is)|you(?:'re| are) (?:speaking (?:with|to)|through to)|spoke (?:with|to)|speaking (?:with|to)|under the name(?: of)?|i am called) (?:uh |um )?$/u;
/** What follows may be a name if it is one. */
const weakCue =
  /\b(?:this is|it's|i'm|i am|hi|hello|hey|thanks|thank you|okay|dear|morning|afternoon|evening|is|with|to|for|by|from|ask|tell|agent) $/u;
const titles: Readonly<Record<string, string>> = wordTable({
  ...{ mister: 'Mr', mr: 'Mr', mrs: 'Mrs', missus: 'Mrs', miss: 'Miss', ms: 'Ms', doctor: 'Dr' },
});
const notName =
  /^(?:a|an|and|the|not|so|very|on|in|at|with|calling|here|just|your|our|their|spelled|with|someone|anyone|customer|support|billing|is|it|that|this|are|was|how|can|i|you|we|do|or|but|speaking|from|because|about|for|to|of|if|who|which|there|us|them|him|her|me|again|now|please|sir|ma'am|madam|uh|um)$/u;

/** Given names that are also words or towns people talk of in their care calls. */
const alsoWords =
  /^(?:alexa|chelsea|destiny|felicity|florence|georgia|levi|madison|marc|montreal|sally|stella|toby|dan|don|jan|tim|wei|morgan|bella|clara|kelly|jesse|jim|sam|gary|joan|pat)$/u;

const isGiven = (word: string): boolean => givenNames.has(word) && !wordNames.has(word);
const isSurname = (word: string): boolean => surnames.has(word);
const mayBeName = (word: string): boolean =>
  /^\p{Ll}[\p{L}'-]+$/u.test(word) &&
  !notName.test(word) &&
  (surnames.has(word) || !/(?:ing|n't|'s|'ve|'ll)$/u.test(word));

/** The words of a name that begin at a word where a cue says that there is one. */
function nameLength(scene: Scene, at: number): number {
  let length = 0;
  while (length < 3) {
    const word = saidAt(scene, at + length);
    if (!mayBeName(word)) break;
    const sure = givenNames.has(word) || isSurname(word);
    if (!sure && everydayWords.has(word)) break;
    length += 1;
    if (length === 1 && !sure && everydayWords.has(saidAt(scene, at + 1))) break;
  }
  return length;
}

const make = (scene: Scene, at: number, count: number): Rewrite => ({
  at,
  count,
  text: titleCase(
    scene.tokens
      .slice(at, at + count)
      .map(({ raw }) => raw)
      .join(' '),
  ),
  kind: 'name',
});

/** A surname after a given name. */
const withSurname = (scene: Scene, at: number): number =>
  isSurname(saidAt(scene, at + 1)) && !/^(?:long|price|will|may|cook)$/u.test(saidAt(scene, at + 1))
    ? 2
    : 1;

/** Whether a name is due at a word: said to come, or likely by a greeting or title. */
export function namePlace(scene: Scene, at: number): 'strong' | 'weak' | undefined {
  const before = wordsBefore(scene, at, 6);
  if (strongCue.test(before)) return 'strong';
  if (Object.hasOwn(titles, saidAt(scene, at - 1))) return 'strong';
  return /\b(?:this is|i'm|i am|ask for|name of|hello|hi|thanks|thank you) $/u.test(before)
    ? 'weak'
    : undefined;
}

/** "jane doe" after "my name is"; "hannah" anywhere; "mister brown". */
export const writeName: Rule = (scene, at) => {
  const word = saidAt(scene, at);
  const title = titles[word];
  if (title !== undefined) return titled(scene, at, title);
  if (!mayBeName(word)) return undefined;
  const before = wordsBefore(scene, at, 6);
  if (strongCue.test(before)) {
    const length = nameLength(scene, at);
    if (length > 0) return make(scene, at, length);
  }
  const count = withSurname(scene, at);
  if (isGiven(word) && (!alsoWords.test(word) || count === 2)) return make(scene, at, count);
  if (!givenNames.has(word)) return undefined;
  const introduced = /^(?:speaking|here|calling|from)$/u.test(saidAt(scene, at + 1));
  return (count === 2 && weakCue.test(before)) || (weakCue.test(before) && introduced)
    ? make(scene, at, count)
    : undefined;
};

const dotted = (scene: Scene, title: string): string =>
  /^(?:GB|IE|AU|NZ)$/u.test(scene.region) || title === 'Miss' ? title : `${title}.`;

/** The title alone, where the name after it is written already. */
export function writeTitle(scene: Scene, at: number): Rewrite | undefined {
  const title = titles[saidAt(scene, at)];
  return title === undefined
    ? undefined
    : { at, count: 1, text: dotted(scene, title), kind: 'name' };
}

function titled(scene: Scene, at: number, title: string): Rewrite | undefined {
  const next = saidAt(scene, at + 1);
  if (!mayBeName(next) || (everydayWords.has(next) && !isSurname(next) && !givenNames.has(next)))
    return undefined;
  if (/^(?:miss|doctor)$/u.test(saidAt(scene, at)) && !isSurname(next) && !givenNames.has(next))
    return undefined;
  const count = isSurname(saidAt(scene, at + 2)) && givenNames.has(next) ? 3 : 2;
  const name = scene.tokens
    .slice(at + 1, at + count)
    .map(({ raw }) => raw)
    .join(' ');
  return { at, count, text: `${dotted(scene, title)} ${titleCase(name)}`, kind: 'name' };
}

/** Towns that are everyday words or names as well. */
const wordTowns =
  /^(?:nice|split|cork|york|essen|queens|mobile|reading|bath|florence|lima|phoenix|verona|turkey|chad|jordan|oman|mali|niger|guinea)$/u;

/** "new york", "melbourne". */
export const writePlace: Rule = (scene, at) => {
  for (const count of [3, 2, 1]) {
    if (at + count > scene.tokens.length) continue;
    const said = scene.tokens
      .slice(at, at + count)
      .map((token) => token.said)
      .join(' ');
    if (!cities.has(said) && !countries.has(said) && !states.has(said)) continue;
    if (
      count === 1 &&
      wordTowns.test(said) &&
      !/\b(?:in|to|from) $/u.test(wordsBefore(scene, at, 1))
    )
      return undefined;
    return said.length < 4
      ? { at, count, text: said.toUpperCase(), kind: 'name' }
      : make(scene, at, count);
  }
  return undefined;
};

/** "oak street" after a house number. */
export function writeStreet(scene: Scene, at: number, numbered: boolean): Rewrite | undefined {
  if (!numbered) return undefined;
  for (let count = 2; count <= 3; count += 1) {
    const last = saidAt(scene, at + count - 1);
    const words = scene.tokens.slice(at, at + count).map(({ said }) => said);
    if (words.some((word) => /^(?:of|the|a|to|in|on|and|is|my|by|or|for)$/u.test(word)))
      return undefined;
    if (Object.hasOwn(streetSuffixes, last) && last.length > 2) return make(scene, at, count);
  }
  return undefined;
}

/** Letters of a name: "garsia g a r c i a" is Garcia, spelled; "s m i t h" after "my name is" is Smith. */
export function writeSpelledName(scene: Scene, code: Rewrite): readonly Rewrite[] {
  const letters = code.text;
  if (code.kind !== 'spelled' || !/^[A-Z]{3,}$/u.test(letters)) return [code];
  const name = letters.charAt(0) + letters.slice(1).toLowerCase();
  const before = saidAt(scene, code.at - 1);
  const asked = /\b(?:name|spell|surname)\b/u.test(scene.asked);
  const named = /\b(?:name|surname|mister|mrs|miss|spell(?:ed)?|called)\b/u.test(
    wordsBefore(scene, code.at, 8),
  );
  if (!asked && !named) return [code];
  // The word before is the name as the recogniser spelt it: its letters say how it is written.
  const sounds = before.length > 2 && !notName.test(before) && likeness(before, letters) >= 0.5;
  if (sounds)
    return [
      { at: code.at - 1, count: 1, text: `${name},`, kind: 'name' },
      { ...code, text: letters.split('').join('-') },
    ];
  return [{ ...code, text: name }];
}
