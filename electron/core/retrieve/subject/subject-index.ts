import { createCatalogue, type Name } from './catalogue.ts';
import { isEveryday, isJoint } from './name-words.ts';
import { createSoundAlikes } from './sound-alikes.ts';

/** A name found in a text. */
export interface Mention {
  /** As written in the catalogue. */
  readonly subject: string;
  /** 0 to 1: how much of the name was said, and how clearly. */
  readonly strength: number;
  /** Words of the text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Names of a catalogue, ready to be spotted in talk. Made once per catalogue. */
export interface SubjectIndex {
  readonly size: number;
  /** By place; of those that share words the one that explains more of them stays. */
  spot(text: string): Mention[];
}

interface Found {
  readonly name: number;
  readonly strength: number;
  readonly start: number;
  readonly end: number;
  /** Weight of what was matched. */
  readonly matched: number;
}

interface Heard {
  readonly at: number;
  readonly word: string;
  readonly quality: number;
}

const leastShare = 0.45;
const leastLikeness = 0.72;
/** Words of a talk that may stand for one name, run together. */
const widestWindow = 5;
/** Words that may stand between those of a name. */
const slack = 3;
/** After these a name says where something is; less often what is meant. */
const placing = new Set(['in', 'near', 'around', 'by']);
const worthAsPlace = 0.8;
const shortestWord = 5;
/** Mentions on the same words are equally good within this. */
const asGood = 1.05;

const push = <K, T>(map: Map<K, T[]>, key: K, value: T): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
};

/**
 * Spots names that were said whole, shortened ("the Belfry" for "The Cambridge Belfry Hotel"),
 * misspelt, or misheard by a recogniser (compared by letters and sounds, words run together).
 */
export function createSubjectIndex(subjects: readonly string[]): SubjectIndex {
  const { names, read, isGeneric } = createCatalogue(subjects);
  const withWord = new Map<string, number[]>();
  /** Names of nothing but everyday words, by their first. */
  const plain = new Map<string, number[]>();
  const spellings = createSoundAlikes<{ name: number; weight: number }>();
  const words = createSoundAlikes<string>();
  const inOrder = ({ all }: Name): readonly string[] => (all[0] === 'the' ? all.slice(1) : all);

  for (const [at, name] of names.entries()) {
    if (!name.telling) {
      const first = inOrder(name)[0];
      if (first !== undefined && name.all.length > 1) push(plain, first, at);
      continue;
    }
    for (const word of name.words) push(withWord, word, at);
    const letters = name.words.filter((word) => !isGeneric(word)).join('');
    if (letters.length < 4) continue;
    const weight = name.words.reduce(
      (sum, word, index) => sum + (isGeneric(word) ? 0 : (name.weights[index] as number)),
      0,
    );
    spellings.add(letters, { name: at, weight });
  }
  for (const word of withWord.keys())
    if (word.length >= shortestWord && !isGeneric(word)) words.add(word, word);

  const readingsOf = (said: string): { item: string; quality: number }[] => {
    if (isJoint(said)) return [];
    if (withWord.has(said)) return [{ item: said, quality: 1 }];
    return said.length >= shortestWord && !isEveryday(said) ? words.near(said, leastLikeness) : [];
  };

  /** The words of one name that stand close together from `first` on. */
  const together = (
    name: Name,
    at: number,
    hits: readonly Heard[],
    first: number,
  ): Found | undefined => {
    const start = (hits[first] as Heard).at;
    const best = new Map<string, number>();
    let end = start + 1;
    for (let index = first; index < hits.length; index += 1) {
      const hit = hits[index] as Heard;
      if (hit.at >= start + name.words.length + slack) break;
      if ((best.get(hit.word) ?? 0) >= hit.quality) continue;
      best.set(hit.word, hit.quality);
      end = Math.max(end, hit.at + 1);
    }
    let matched = 0;
    let telling = false;
    for (const [index, word] of name.words.entries()) {
      const quality = best.get(word) ?? 0;
      matched += (name.weights[index] as number) * quality;
      telling ||= quality > 0 && !isGeneric(word);
    }
    const strength = matched / name.total;
    if (strength < leastShare || !telling) return undefined;
    return { name: at, strength, start, end, matched };
  };

  const byWords = (text: readonly string[]): Found[] => {
    const heard = new Map<number, Heard[]>();
    const places = new Map<string, number[]>();
    for (const [at, said] of text.entries()) {
      push(places, said, at);
      // A kind of thing alone names nothing, and thousands of names may have it.
      if (isGeneric(said)) continue;
      for (const { item, quality } of readingsOf(said))
        for (const name of withWord.get(item) ?? []) push(heard, name, { at, word: item, quality });
    }
    for (const [at, hits] of heard) {
      for (const word of (names[at] as Name).words)
        if (isGeneric(word))
          for (const place of places.get(word) ?? []) hits.push({ at: place, word, quality: 1 });
      hits.sort((one, other) => one.at - other.at);
    }
    const found: Found[] = [];
    for (const [at, hits] of heard) {
      const name = names[at] as Name;
      let done = -1;
      for (const [first, { at: from }] of hits.entries()) {
        if (from < done) continue;
        const mention = together(name, at, hits, first);
        if (mention === undefined) continue;
        found.push(mention);
        done = mention.end;
      }
    }
    return found;
  };

  /** Names of nothing but everyday words: said word for word, or not at all. */
  const byOrder = (text: readonly string[]): Found[] =>
    text.flatMap((word, start) =>
      (plain.get(word) ?? []).flatMap((at): Found[] => {
        const name = names[at] as Name;
        const wanted = inOrder(name);
        if (wanted.some((each, index) => text[start + index] !== each)) return [];
        return [{ name: at, strength: 1, start, end: start + wanted.length, matched: name.total }];
      }),
    );

  /** Names whose telling letters, run together, are near to some words of the text run together. */
  const byLetters = (text: readonly string[]): Found[] => {
    const found: Found[] = [];
    for (let start = 0; start < text.length; start += 1) {
      if (isJoint(text[start] as string)) continue;
      let letters = '';
      // Words that are in names as they stand were judged one by one.
      let strange = false;
      for (let end = start + 1; end <= Math.min(text.length, start + widestWindow); end += 1) {
        const last = text[end - 1] as string;
        letters += last;
        strange ||= !isEveryday(last) && !isJoint(last) && !withWord.has(last);
        if (!strange || letters.length < shortestWord || isJoint(last)) continue;
        for (const { item, quality } of spellings.near(letters, leastLikeness)) {
          const matched = quality * item.weight;
          const strength = matched / (names[item.name] as Name).total;
          if (strength >= leastShare)
            found.push({ name: item.name, strength, start, end, matched });
        }
      }
    }
    return found;
  };

  return {
    size: names.length,
    spot(text) {
      if (names.length === 0) return [];
      const said = read(text);
      const found = [...byWords(said), ...byOrder(said), ...byLetters(said)].sort(
        (a, b) => b.matched - a.matched || b.strength - a.strength || a.name - b.name,
      );
      const kept: Found[] = [];
      for (const each of found) {
        const over = kept.filter((other) => other.start < each.end && each.start < other.end);
        // Equally good ones are all meant: nobody can tell which.
        if (over.some((one) => one.name === each.name || one.matched > each.matched * asGood))
          continue;
        kept.push(each);
      }
      return kept
        .sort((a, b) => a.start - b.start || b.strength - a.strength)
        .map(({ name, strength, start, end }) => ({
          subject: (names[name] as Name).subject,
          strength: Math.min(1, strength) * (placing.has(said[start - 1] ?? '') ? worthAsPlace : 1),
          start,
          end,
        }));
    },
  };
}
