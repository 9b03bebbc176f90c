import { usStates } from '#domain/us-states.ts';
import { everydayWords } from './everyday-words.ts';
import { joined, type Token } from './address-tokens.ts';
import { townAfter } from './town-after.ts';
import { takenOf, type Found } from './found.ts';
import { countries, isPlaceName } from './place-names.ts';
import {
  dotsNumbers,
  endsAsStreet,
  isStreetWord,
  leadsStreet,
  particle,
  unitWord,
} from './street-words.ts';

const tokenShape = /\n|,|[\p{L}\p{M}\p{N}∆][\p{L}\p{M}\p{N}∆'’./-]{0,60}/gu;
const house = /^\d{1,6}[A-Za-z]?(?:[/-]\d{1,4}[A-Za-z]?)?$/u;
const houseEnd = /^\d{1,5}[A-Za-z]?(?:[/-]\d{1,4}[A-Za-z]?)?\.?$/u;
const maximumStreetWords = 6;
const maximumTownWords = 4;
/** What says that an address comes. */
const cue =
  /(?:\b(?:address(?:es)?(?: is| are|:|: it is| with| to|, here they are:)?|it is|lives? (?:at|in)|living (?:at|in)|lived (?:at|in)|located (?:at|in)|is at|are at|off at|meet (?:me |you |us |him |her )?at|arrived at|deliver(?:ed|y)? to|sen[dt](?: it| them| one)? to|shipped to|taxi to|cab to|drive to|new one to|same:|moved? to|house (?:at|on)|, and|stop at)[ :\n]{0,6}(?:is |to )?)$/iu;
const lineStart = /(?:^|\n)[ \t]*$/u;
const post =
  /(?<![\p{L}\p{N}])(?:PSC \d{1,5},? Box \d{1,5}|Unit \d{1,5},? Box \d{1,5}|US[A-Z]{1,3} [\p{L}'-]{2,30}|CMR \d{1,5},? Box \d{1,5})[\s,]{1,3}(?:APO|FPO|DPO),? A[AEP],? \d{5}(?:-\d{4})?(?!\d)/giu;
const corner =
  /\bthe corner of ([\p{L}\d][^\n,;:!?]{1,50}?) and ([\p{Lu}\d][^\s,;:!?]{1,30}(?: (?:\p{Lu}[^\s,;:!?]{1,30}|\d{1,5})){0,3})/gu;

/** Street addresses of any country, by their shape: see `parse`. Caseless texts are read too. */
export function findStreetAddresses(text: string): Found[] {
  const found: Found[] = [];
  const taken = takenOf(text.length);
  const add = (start: number, end: number, confidence: number): void => {
    const said = text.slice(start, end);
    taken.take(start, end);
    found.push({
      entity: 'address',
      value: said.replace(/\s+/gu, ' '),
      display: said.replace(/\s+/gu, ' '),
      confidence,
      start,
      end,
    });
  };
  for (const match of text.matchAll(post)) add(match.index, match.index + match[0].length, 0.95);
  if (/\bcorner of\b/u.test(text))
    for (const match of text.matchAll(corner)) {
      const trimmed = match[0].replace(/[.\s]+$/u, '');
      if (/\d|\b(?:st|street|ave|avenue|road|rd)\b/iu.test(trimmed))
        add(match.index, match.index + trimmed.length, 0.8);
    }
  if (!/\d/u.test(text)) return found;
  const caseless = !/\p{Lu}/u.test(text) || !/\p{Ll}/u.test(text);
  const tokens = [...text.matchAll(tokenShape)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (!taken.free(token.start, token.end)) continue;
    const address = parse(text, tokens, index, caseless);
    if (address === undefined) continue;
    add(token.start, address.end, address.confidence);
    const town = townAfter(text, address.end);
    if (town !== undefined)
      found.push({
        entity: 'place',
        value: town.said.toLowerCase(),
        display: town.said,
        confidence: 0.7,
        start: town.start,
        end: town.start + town.said.length,
      });
    index = address.next - 1;
  }
  return found;
}

const isName = (word: string, caseless: boolean): boolean =>
  /^\p{Lu}/u.test(word) || (caseless && /^\p{L}/u.test(word));

/**
 * `[number [number]] name… [number] [unit] [, town] [, region] [country] [postal code]`. A street
 * needs two signs: a number and a word or ending of streets, two numbers, a unit, a town with its
 * postal code, or words before it that ask for an address.
 */
function parse(
  text: string,
  tokens: readonly Token[],
  index: number,
  caseless: boolean,
): { end: number; next: number; confidence: number } | undefined {
  const first = tokens[index] as Token;
  const word = (at: number): string => tokens[at]?.text ?? '';
  const here = (at: number): boolean => at === index || joined(text, tokens, at);
  let at = index;
  let leads = 0;
  while (leads < 2 && house.test(word(at)) && here(at)) {
    at += 1;
    leads += 1;
  }
  if (leads === 0 && !startsStreet(first.text, caseless)) return undefined;
  if (leads > 0 && particle(word(at)) && !isStreetWord(word(at))) return undefined;
  const nameFrom = at;
  let street = false;
  let names = 0;
  while (at - nameFrom < maximumStreetWords && here(at) && at < tokens.length) {
    const said = word(at);
    if (/^[\d,\n]/u.test(said) && !/^\d+(?:st|nd|rd|th)$/iu.test(said)) break;
    if (unitWord(said) && at > nameFrom) break;
    const isStreet = isStreetWord(said) || endsAsStreet(said);
    const after = leadsStreet(word(nameFrom)) && leads > 0 && at > nameFrom;
    const lower = after && /^\p{Ll}/u.test(said) && !everydayWords.has(said);
    if (!isName(said, caseless) && !isStreet && !particle(said) && !lower) break;
    if (caseless && !isStreet && street && !after && !/^\p{Lu}/u.test(said)) break;
    if (isStreet && (at > nameFrom || leads > 0 || !/^(?:u|al|st)$/iu.test(said))) street = true;
    if (!particle(said)) names += 1;
    at += 1;
    // "Thornton St." ends here where a sentence ends.
    if (/\.$/u.test(said) && !isStreet && said.length > 3) break;
  }
  while (at > nameFrom && particle(word(at - 1))) at -= 1;
  // "5 to 10", "2 people and at 8": words of every day are no street.
  const words = tokens.slice(nameFrom, at).map((token) => token.text.toLowerCase());
  if (!street && words.every((said) => everydayWords.has(said) || particle(said))) return undefined;
  if (at === nameFrom || names === 0) return undefined;
  let trails = 0;
  if (here(at) && houseEnd.test(word(at)) && at < tokens.length) {
    trails = 1;
    at += 1;
  }
  // "Serenade Opus 420 Cedar Rapids, Apt. 5", "Strada Provinciale 65 22 Suite 4".
  if (trails > 0) at = secondName(text, tokens, at, caseless);
  const base = endOf(tokens, at - 1, dotsNumbers(word(at - 2)) && trails > 0);
  const lead = text.slice(Math.max(0, first.start - 40), first.start);
  const cued = cue.test(lead);
  const rest = extend(text, tokens, at, caseless);
  const two = (leads > 0 && (street || (trails > 0 && !caseless))) || (street && trails > 0);
  const one = leads > 0 || trails > 0;
  const enough =
    two ||
    (one && (rest.units > 0 || rest.closed)) ||
    (one && cued && (leads === 0 || isName(word(nameFrom), false))) ||
    (leads === 0 && trails > 0 && lineStart.test(lead) && street);
  // "3 Round Stones Inc", "20 songs for", "5 Main courses": no street.
  if (!enough || (!two && !cued && leads === 0 && !rest.closed)) return undefined;
  const whole = rest.units > 0 || rest.closed;
  return {
    end: whole ? rest.end : base,
    next: whole ? rest.next : at,
    confidence: Math.min(0.95, 0.6 + (two ? 0.1 : 0) + (cued ? 0.1 : 0) + (whole ? 0.15 : 0)),
  };
}

/** Without a house number before it, a street must begin like one where there are no capitals. */
const startsStreet = (word: string, caseless: boolean): boolean =>
  caseless
    ? endsAsStreet(word)
    : isName(word, false) || (isStreetWord(word) && !/^(?:u|al|po)$/u.test(word));

/** Past a second street name or number, when a unit follows it. */
function secondName(
  text: string,
  tokens: readonly Token[],
  from: number,
  caseless: boolean,
): number {
  let at = from;
  while (at < from + 4 && at < tokens.length && joined(text, tokens, at)) {
    const said = tokens[at]?.text ?? '';
    if (unitWord(said) || !(isName(said, caseless) || houseEnd.test(said))) break;
    at += 1;
  }
  let next = at;
  while (/^[,\n]$/u.test(tokens[next]?.text ?? '')) next += 1;
  const unit = unitWord(tokens[next]?.text ?? '') && houseEnd.test(tokens[next + 1]?.text ?? '');
  return unit || (at > from + 1 && isStreetWord(tokens[at - 1]?.text ?? '')) ? at : from;
}

function endOf(tokens: readonly Token[], index: number, withDot: boolean): number {
  const token = tokens[index] as Token;
  return token.end - (!withDot && /\d\.$/u.test(token.text) ? 1 : 0);
}

interface Rest {
  readonly end: number;
  readonly next: number;
  readonly units: number;
  /** A postal code, a country or a region ends it. */
  readonly closed: boolean;
}

const postal = /^(?:\d{4,6}(?:-\d{3,4})?|[A-Z]\d[A-Z])$/iu;
const region = /^(?:[A-Z]{1,3}|\d{2})$/u;

/** Unit, town, region, country and postal code after a street, over commas and one line break each. */
function extend(text: string, tokens: readonly Token[], from: number, caseless: boolean): Rest {
  const word = (at: number): string => tokens[at]?.text ?? '';
  let at = from;
  let units = 0;
  let closed = false;
  let good = from;
  const separators = (start: number): number => {
    let index = start;
    let breaks = 0;
    while (index < tokens.length && (word(index) === ',' || word(index) === '\n')) {
      if (word(index) === '\n') breaks += 1;
      if (breaks > 1 || !joined(text, tokens, index)) return start;
      index += 1;
    }
    return index < tokens.length && joined(text, tokens, index) ? index : start;
  };
  while (units < 3) {
    const unit = separators(at);
    const fresh = unit > at || joined(text, tokens, unit);
    if (!fresh || !unitWord(word(unit)) || !/^[\dA-Z]{1,6}\.?$/iu.test(word(unit + 1))) break;
    if (!joined(text, tokens, unit + 1)) break;
    at = unit + 2;
    units += 1;
    good = at;
  }
  // What follows is one to three parts; it counts up to the last that closes an address.
  for (let part = 0; part < 4; part += 1) {
    const start = separators(at);
    if (start >= tokens.length || (start === at && !joined(text, tokens, at))) break;
    let next = start;
    let named = 0;
    let ends = false;
    while (next < tokens.length && next - start < maximumTownWords + 2) {
      if (next > start && !joined(text, tokens, next)) break;
      const said = word(next).replace(/\.$/u, '');
      const country = countryAt(tokens, text, next);
      if (country > 0) {
        next += country;
        ends = true;
        good = next;
        continue;
      }
      if (postal.test(said) && /\d/u.test(said)) {
        next += 1;
        // "903 83", "SW1A 1AA": the second half of a postal code.
        if (/^(?:\d{2}|\d[A-Z]{2})$/iu.test(word(next)) && joined(text, tokens, next)) next += 1;
        ends = true;
        good = next;
        break;
      }
      if (/^\d{2}$/u.test(said) && !postal.test(word(next + 1)) && word(next + 1) !== '\n') break;
      if (region.test(said) && (named > 0 || part > 0) && isRegion(said, caseless)) {
        next += 1;
        ends = true;
        good = next;
        continue;
      }
      if (!isName(said, caseless) && !(named > 0 && particle(said))) break;
      if (usStates[said.toLowerCase()] !== undefined && named > 0) {
        ends = true;
        good = next + 1;
      }
      named += 1;
      next += 1;
      if (named > maximumTownWords) break;
      if (/\.$/u.test(word(next - 1)) && !/^(?:st|mt|ft)\.$/iu.test(said)) break;
    }
    if (next === start) break;
    // After a unit, words with capitals on the same line are the town.
    if (!ends && part === 0 && units > 0 && start === at && named <= 3 && !caseless) good = next;
    closed ||= ends;
    at = next;
  }
  const last = tokens[good - 1];
  const end = last === undefined ? 0 : last.end - (/[.'’/-]$/u.test(last.text) ? 1 : 0);
  return { end, next: good, units, closed };
}

const isRegion = (said: string, caseless: boolean): boolean =>
  !/^(?:I|A|OK|TV|US|PM|AM|IT|ID)$/u.test(said) || caseless;

/** How many tokens name a country at `index`; 0 when none do. */
function countryAt(tokens: readonly Token[], text: string, index: number): number {
  for (const size of [4, 3, 2, 1]) {
    const [first, last] = [tokens[index], tokens[index + size - 1]];
    if (first === undefined || last === undefined) continue;
    const said = text
      .slice(first.start, last.end)
      .toLowerCase()
      .replace(/[.,]+$/u, '');
    if (countries.has(said) && !isPlaceName(`${said} city`)) return size;
  }
  return 0;
}
