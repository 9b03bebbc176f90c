import type { Pack, PackEntity } from '#domain/pack.ts';
import type { VocabularyTerm } from '#domain/speech.ts';
import { everydayWords } from '../entities/everyday-words.ts';
import { saidForms } from './said-forms.ts';

/** Terms of a vocabulary at most: mending compares every stretch of a line with each of them. */
export const mostTerms = 400;
const mostPeople = 200;
const mostHeard = 20;
const longest = 120;

/** Entities whose values are things one can buy or have; their values are products. */
const productEntity = /product|plan|item|device|package|subscription|sku|model|bundle|box/u;
const placeEntity = /place|destination|city|country|branch|store/u;
const capitalised = /\p{Lu}/u;

/** How often a name must stand in the articles, in the middle of a sentence, to count as one. */
const leastMentions = 3;
const acronym = /^\p{Lu}{2,5}$/u;
/** Words that hold phrases together or count: a way of speaking, and no name of a thing. */
const binding =
  /^(?:a|an|the|to|in|of|on|and|or|is|does|do|don't|doesn't|won't|not|no|still|too|my|your|it|by|for|more|up|another|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|keeps|stays|smells)$/u;
/** Names of plans and tools that are said as plain words just as often. */
const plainNames =
  /^(?:business|edge|shield|platinum|premier|basic|standard|family|unlimited|pacific|central)$/iu;

type Add = (written: string, kind: VocabularyTerm['kind'], heard?: readonly string[]) => void;

/**
 * The words of a pack that a recogniser may not know: its company, the values of its closed
 * entities and the names among the ways they are said, and names that its articles use. At most
 * `mostTerms`: people given come first, then the company, the entities, the articles. Everyday
 * words and phrases stay out; recognisers know them, and they would attract what merely sounds alike.
 * @param people names of customers and agents who may be spoken of, the likeliest first
 */
export function vocabularyOf(pack: Pack, people: readonly string[] = []): VocabularyTerm[] {
  const terms = new Map<string, VocabularyTerm>();
  const add: Add = (written, kind, heard = []) => {
    const text = written.trim();
    const key = text.toLowerCase();
    if (text === '' || text.length > longest || terms.has(key) || terms.size >= mostTerms) return;
    const own = saidForms(text);
    const forms = heard.flatMap((form) => saidForms(form));
    terms.set(key, {
      written: text,
      heard: [...new Set(forms)]
        .filter((form) => form.length <= longest && !own.includes(form))
        .slice(0, mostHeard),
      kind,
    });
  };
  const small = smallWords(pack);
  const isName = (text: string): boolean =>
    text.includes(' ') || (text.length >= 4 && isDistinct(text) && !small.has(text.toLowerCase()));
  for (const person of people.slice(0, mostPeople)) add(person, 'person');
  const { company, entities } = pack.manifest;
  add(company, 'term');
  // "Larkfield Outfitters" is called Larkfield.
  const [short = ''] = company.split(' ');
  if (isName(short)) add(short, 'term');
  for (const entity of entities) addValues(entity, isName, add);
  for (const name of namesOf(pack, small)) add(name, 'term');
  return [...terms.values()];
}

/**
 * A value that is written with capitals is a name, and its other ways of being said that are the
 * same name in other letters are how it is heard.
 */
function addValues(entity: PackEntity, isName: (text: string) => boolean, add: Add): void {
  const kind = productEntity.test(entity.name)
    ? 'product'
    : placeEntity.test(entity.name)
      ? 'place'
      : 'term';
  for (const [value, ways] of Object.entries(entity.values ?? {})) {
    const same = ways.filter((way) => squeezed(way) === squeezed(value));
    const named = capitalised.test(value) && isName(value);
    if (named) add(value, kind, same);
    for (const way of ways) {
      if (squeezed(way) === squeezed(value)) continue;
      const written = named ? withName(way, value) : way;
      const words = way.toLowerCase().split(' ');
      const rare = words.some((word) => word.length > 4 && isDistinct(word));
      if (
        capitalised.test(written) ||
        (words.length > 1 && rare && !words.some((word) => binding.test(word)))
      )
        add(written, kind);
    }
  }
}

const squeezed = (text: string): string =>
  (saidForms(text)[0] ?? '').replace(/[^\p{L}\p{N}]/gu, '');

/** "prairie gas company" as "Prairie Gas company". */
function withName(way: string, value: string): string {
  const at = way.toLowerCase().indexOf(value.toLowerCase());
  return at < 0 || !value.includes(' ')
    ? way
    : way.slice(0, at) + value + way.slice(at + value.length);
}

const isDistinct = (word: string): boolean =>
  !everydayWords.has(word.toLowerCase()) && !plainNames.test(word);

/** Words that the articles write small somewhere: they are no names ("business" and "Business"). */
const smallWords = (pack: Pack): ReadonlySet<string> =>
  new Set(
    pack.articles.flatMap(({ body }) => body.match(/(?<![\p{L}\p{N}'’-])\p{Ll}[\p{L}'’]*/gu) ?? []),
  );

/** Names and acronyms that the articles use in the middle of sentences, the most frequent first. */
function namesOf(pack: Pack, small: ReadonlySet<string>): string[] {
  const mentions = new Map<string, number>();
  const name = /(?<=[\p{Ll},] )\p{Lu}[\p{L}\p{Nd}'-]*(?: (?:\p{Lu}[\p{L}'-]*|\d+(?![\d:.,%])))*/gu;
  for (const { title, body } of pack.articles)
    for (const [found] of `${title}\n${body}`.matchAll(name))
      mentions.set(found, (mentions.get(found) ?? 0) + 1);
  return [...mentions]
    .filter(([, count]) => count >= leastMentions)
    .sort(([, a], [, b]) => b - a)
    .map(([found]) => found)
    .filter((found) =>
      found.includes(' ')
        ? isDistinct(found.split(' ')[0] ?? '') || /\d/u.test(found)
        : !small.has(found.toLowerCase()) && (acronym.test(found) || isDistinct(found)),
    )
    .filter((found) => found.length > 1);
}
