import { capitalNames } from './capital-names.ts';
import { everydayWords, occupations } from './everyday-words.ts';
import { takenOf, type Found } from './found.ts';
import { givenNames, surnames, wordNames } from './given-names.ts';
import { given, isCapital, organisationTail, type Add, type Piece } from './name-pieces.ts';
import { groups, isPlaceName } from './place-names.ts';

/**
 * @file Persons, places, organisations, nationalities and titles by rules and small lists: what is
 * used until a tagging model is installed, and beside it. See `merge-tags.ts`.
 */

const pieceShape = /[\p{L}\p{M}\p{N}∆](?:[\p{L}\p{M}\p{N}∆'’&-]|\.(?=\p{L})){0,60}/gu;
const honorific =
  /(?<![\p{L}\p{N}])(?:mr|mrs|ms|mx|dr|prof|miss|sir|madam|madame|rev|capt|sgt|herr|frau|monsieur|señora?|lord|lady)(?:\.|(?= \p{Lu})|(?= [a-z]+\b))/giu;
const roleLead =
  /(?:\b(?:works?|worked|working|work) (?:for [^\n,.]{1,50} )?as (?:an? |the )?|, (?:the|an?) |\b(?:hired|employed|appointed|promoted) as (?:an? |the )?|\b(?:profession|occupation|job(?: title)?|position)(?: is|:) (?:an? |the )?|\b(?:i am|i'm) an? )$/iu;

/** "Davis, Reynolds and Hall": a firm where its surroundings say so. */
const firmShape =
  /(?<![\p{L}\p{N}'-])(?:(?:\p{Lu}[\p{L}'-]{1,30}, ){1,3}\p{Lu}[\p{L}'-]{1,30} (?:and|&) \p{Lu}[\p{L}'-]{1,30}|\p{Lu}\p{L}{1,30}-\p{Lu}\p{L}{1,30})(?![\p{L}\p{N}'-])/gu;

/** Everything with a name in one text; the least sure things have confidence under one half. */
export function findNamedThings(text: string): Found[] {
  const found: Found[] = [];
  const taken = takenOf(text.length);
  const add = (entity: string, start: number, end: number, confidence: number): void => {
    const said = text.slice(start, end);
    if (said.trim() === '' || !taken.free(start, end)) return;
    taken.take(start, end);
    found.push({
      entity,
      value: said.toLowerCase().replace(/\s+/gu, ' '),
      display: said,
      confidence,
      start,
      end,
    });
  };
  for (const match of text.matchAll(honorific)) {
    const tail = text.slice(match.index + match[0].length, match.index + match[0].length + 30);
    if (/^ ?\p{Lu}/u.test(tail) && isCapital(match[0]))
      add('title', match.index, match.index + match[0].length, 0.9);
    else if (
      match[0].endsWith('.') &&
      /^ [a-z]/u.test(tail) &&
      /^(?:mrs?|ms|dr|prof)\./iu.test(match[0])
    )
      add('title', match.index, match.index + match[0].length, 0.8);
  }
  for (const match of text.matchAll(firmShape)) {
    const start = match.index;
    const end = start + match[0].length;
    const lead = text.slice(Math.max(0, start - 40), start);
    const tail = text.slice(end, end + 60);
    const alone = /(?:^|\n)[ \t]*$/u.test(lead) && /^[ \t]*\n/u.test(tail);
    const led =
      /\b(?:the|address of|(?:works?|worked|working) (?:for|at)|recorded for|employed by) $/iu.test(
        lead,
      );
    if (!led && !organisationTail.test(tail) && !(alone && match[0].includes(','))) continue;
    add('organization', start, end, 0.75);
  }
  const pieces = [...text.matchAll(pieceShape)].map((match) => trimmed(match[0], match.index));
  occupationsIn(text, pieces, add);
  const caseless = !/\p{Lu}/u.test(text);
  if (caseless) caselessNames(text, pieces, add);
  else capitalNames(text, pieces, add);
  return found;
}

/** "Anna's" is Anna; a hyphen or apostrophe at the end belongs to nothing. */
function trimmed(said: string, start: number): Piece {
  const text = said.replace(/(?:['’]s)?['’&-]*$/iu, '');
  return { text, start, end: start + text.length };
}

function occupationsIn(text: string, pieces: readonly Piece[], add: Add): void {
  for (const [index, piece] of pieces.entries()) {
    if (!occupations.has(piece.text.toLowerCase())) continue;
    for (let from = index; from > index - 4 && from >= 0; from -= 1) {
      const first = pieces[from] as Piece;
      if (from < index && !/^ $/u.test(text.slice(first.end, (pieces[from + 1] as Piece).start)))
        break;
      if (!roleLead.test(text.slice(Math.max(0, first.start - 80), first.start))) continue;
      add('title', first.start, piece.end, 0.8);
      break;
    }
  }
}

/** Callers' speech has no capitals: only names of the lists, places and nationalities count. */
function caselessNames(text: string, pieces: readonly Piece[], add: Add): void {
  const together = (index: number): boolean =>
    /^[ ]$/u.test(text.slice(pieces[index - 1]?.end ?? 0, pieces[index]?.start ?? 0));
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] as Piece;
    let size = Math.min(3, pieces.length - index);
    for (; size > 0; size -= 1) {
      const last = pieces[index + size - 1] as Piece;
      const said = text.slice(piece.start, last.end);
      if (size > 1 && !/^[\p{L}.'’-]+(?: [\p{L}.'’-]+)*$/u.test(said)) continue;
      if (isPlaceName(said) && !given(said) && (size > 1 || !everydayPlace.has(said))) {
        add('place', piece.start, last.end, 0.75);
        break;
      }
      if (groups.has(said) && !/^(?:polish|labour|conservative|orthodox|turk|dane)$/u.test(said)) {
        add('nrp', piece.start, last.end, 0.6);
        break;
      }
    }
    if (size > 0) {
      index += size - 1;
      continue;
    }
    if (!givenNames.has(piece.text)) continue;
    const lead = text.slice(Math.max(0, piece.start - 30), piece.start);
    let to = index;
    for (
      let next = index + 1;
      next < pieces.length && next <= index + 2 && together(next);
      next += 1
    ) {
      const word = pieces[next] as Piece;
      if (
        word.text.length === 1 &&
        next + 1 < pieces.length &&
        /^[a-z]$/u.test(word.text) &&
        word.text !== 'a'
      )
        continue;
      const initialA = word.text === 'a' && surnames.has(pieces[next + 1]?.text ?? '');
      if (initialA) continue;
      if (everydayWords.has(word.text) || /\d/u.test(word.text)) break;
      const follows = text.slice(word.end, word.end + 12);
      const ends =
        /^(?:['’]s\b|[.,!?\n]|$| (?:lives?|from|and|is|was|has|had|said|says|who|in|on|at|here) )/u;
      if (!surnames.has(word.text) && !givenNames.has(word.text) && !ends.test(`${follows} `))
        break;
      to = next;
      break;
    }
    const sure = !wordNames.has(piece.text) || to > index;
    if (!sure && !/\b(?:name is|named|called|mr|mrs|ms|dr)\.? $/u.test(lead)) continue;
    add('person', piece.start, (pieces[to] as Piece).end, to > index ? 0.7 : 0.5);
    index = to;
  }
}

const everydayPlace = new Set([
  'nice',
  'split',
  'bath',
  'essen',
  'turkey',
  'cork',
  'mali',
  'chad',
  'mobile',
  'reading',
  'buffalo',
  'phoenix',
  'queens',
  'porto',
  'guinea',
  'us',
  'orlando',
  'sofia',
]);
