import {
  everydayWords,
  knownOrganisations,
  organisationEnds,
  organisations,
} from './everyday-words.ts';
import { surnames, wordNames } from './given-names.ts';
import {
  given,
  isCapital,
  isInitial,
  known,
  nameParticle,
  organisationTail,
  personLead,
  type Add,
  type Piece,
} from './name-pieces.ts';
import { countries, groups, isPlaceName } from './place-names.ts';

const placeLead =
  /\b(?:in|from|to|at|near|of|around|visit(?:ed|ing)?|leaving|left|reach(?:ed)?|outside|through|via|for|(?:university|city|town|north|south|east|west|northern|southern|eastern|western) (?:of )?|back to|the) $/iu;
const organisationLead =
  /\b(?:work(?:s|ed|ing)? (?:for|at|with)|from|join(?:ed)?|employed by|company|employer|recorded for|sold to|bought by|the|address of|(?:ceo|founder|president|director) of|invested in|at) $/iu;
const personTail =
  /^(?:'s (?:\p{L}+ ){0,2}(?:son|daughter|wife|husband|killers?|account|address|song|mother|father|brother|sister|car|house|birthday|name)|,? (?:said|says|shouted|asked|told|wrote|began|had|has|is very|was born|lives?|lived|works?|worked|who|listed|called|replied|explained|married|died|sang|played|can (?:i|you)|could you|would you|please|thanks|thank you|i need|i'm|concert|novel|version)\b|: ?["“«]|:)/iu;
/** "What's your last name?", "change the name to": what comes is a person. */
const nameAsked = /\bnames?\b(?:[^.!\n]{0,60}| ?[?:] ?(?:\w+: ?)?)$/iu;
/** A line of its own, and a country under it: a town. */
const countryLine = new RegExp(
  `^,?\\n[ \\t]*(?:${[...countries].map((name) => name.replace(/[().]/gu, '\\$&')).join('|')})\\b`,
  'iu',
);
const sentenceStart = /(?:^|[.!?;"“”«»(\n\r\t-]\s*|^\s+)$/u;

/** Runs of words with capitals, cut where a common word begins or ends them, then typed. */
export function capitalNames(text: string, pieces: readonly Piece[], add: Add): void {
  const gapBefore = (index: number): string =>
    text.slice(pieces[index - 1]?.end ?? 0, pieces[index]?.start ?? 0);
  for (let index = 0; index < pieces.length; index += 1) {
    const first = pieces[index] as Piece;
    if (!isCapital(first.text)) continue;
    let to = index;
    for (let next = index + 1; next < pieces.length && next < index + 8; next += 1) {
      const gap = gapBefore(next);
      const before = pieces[next - 1] as Piece;
      const word = pieces[next] as Piece;
      const abbreviated = isInitial(before.text) || /^(?:St|Mt|Ft|Jr|Sr)$/u.test(before.text);
      if (gap !== ' ' && !(gap === '. ' && abbreviated) && gap !== ' & ' && gap !== '-') break;
      if (isCapital(word.text)) to = next;
      else if (
        !nameParticle.test(word.text) ||
        !isCapital(pieces[next + 1]?.text ?? '') ||
        next - to > 2
      )
        if (!nameParticle.test(word.text) || !nameParticle.test(pieces[next + 1]?.text ?? ''))
          break;
    }
    const run = pieces.slice(index, to + 1);
    typeRun(text, run, add);
    index = to;
  }
}

/** With the full stop of "Inc." where the sentence goes on. */
function endOfName(text: string, pieces: readonly Piece[]): number {
  const last = pieces.at(-1);
  const at = last?.end ?? 0;
  const short = /^(?:inc|ltd|co|corp|jr|sr|u\.n|u\.s|u\.k)$/iu.test(last?.text ?? '');
  return short && text.charAt(at) === '.' && /^\.(?: |,|$|\n)/u.test(text.slice(at)) ? at + 1 : at;
}

/** Several words with capitals between quotation marks: the title of a work. */
function isQuotedTitle(text: string, run: readonly Piece[]): boolean {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || run.length < 2) return false;
  return (
    /["“«]$/u.test(text.slice(Math.max(0, first.start - 1), first.start)) &&
    /^[.,!?]?["”»]/u.test(text.slice(last.end, last.end + 2))
  );
}

/** Types one run of capitalised words. Cuts it at "and", "of" and the like where that helps. */
function typeRun(text: string, all: readonly Piece[], add: Add): void {
  let run = [...all];
  if (isQuotedTitle(text, run)) return;
  const lower = (piece: Piece | undefined): string => piece?.text.toLowerCase() ?? '';
  const common = (piece: Piece | undefined): boolean =>
    everydayWords.has(lower(piece)) && !(isInitial(piece?.text ?? '') && piece?.text !== 'I');
  const whole = (pieces: readonly Piece[]): string =>
    text.slice(pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0);
  const end = (pieces: readonly Piece[]): number => endOfName(text, pieces);
  // An organisation's own ending makes the whole run its name.
  const closes = run.findLastIndex((piece) => organisationEnds.has(lower(piece)));
  if (closes > 0 && !run.every(common)) {
    const name = run.slice(firstOfName(run, common), closes + 1);
    if (name.length > 1) {
      add('organization', name[0]?.start ?? 0, end(name), 0.7);
      const rest = run.slice(closes + 1);
      if (rest.length > 0) typeRun(text, rest, add);
      return;
    }
  }
  while (run.length > 0 && (common(run[0]) || nameParticle.test(run[0]?.text ?? ''))) {
    if (run.length > 1 && isPlaceName(whole(run))) break;
    run = run.slice(1);
  }
  const called = given(lower(run[0])) && run.length > 1;
  while (
    run.length > 0 &&
    ((common(run.at(-1)) && !(called && surnames.has(lower(run.at(-1))))) ||
      nameParticle.test(run.at(-1)?.text ?? ''))
  )
    run = run.slice(0, -1);
  const [first] = run;
  if (first === undefined || (run.length === 1 && isInitial(first.text))) return;
  const towards = run.findLastIndex((piece) => /^(?:To|In|From|At)$/u.test(piece.text));
  if (towards >= 0 && isPlaceName(whole(run.slice(towards + 1)))) run = run.slice(towards + 1);
  typeName(text, run, add);
}

/** The type of a name that has been cut to size. */
function typeName(text: string, run: readonly Piece[], add: Add): void {
  const lower = (piece: Piece | undefined): string => piece?.text.toLowerCase() ?? '';
  const whole = (pieces: readonly Piece[]): string =>
    text.slice(pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0);
  const end = (pieces: readonly Piece[]): number => endOfName(text, pieces);
  const [first] = run;
  if (first === undefined) return;
  const name = whole(run);
  const last = run.at(-1) as Piece;
  const lead = text.slice(Math.max(0, first.start - 40), first.start);
  const tail = text.slice(last.end, last.end + 60);
  const starts =
    sentenceStart.test(text.slice(Math.max(0, first.start - 4), first.start)) || first.start === 0;
  if (isPlaceName(name) && !(given(lower(first)) && personLead.test(lead))) {
    add('place', first.start, last.end, 0.85);
    return;
  }
  if (groups.has(name.toLowerCase())) {
    add('nrp', first.start, last.end, 0.8);
    return;
  }
  if (run.length > 1 && groups.has(lower(first))) {
    add('nrp', first.start, first.end, 0.75);
    typeRun(text, run.slice(1), add);
    return;
  }
  if (
    knownOrganisations.has(name.toLowerCase()) ||
    organisations.has(name.toLowerCase()) ||
    organisations.has(name.toLowerCase().replace(/\.$/u, ''))
  ) {
    add('organization', first.start, end(run), 0.8);
    return;
  }
  const joint = run.findIndex((piece) => piece.text === 'and');
  if (joint > 0) {
    typeRun(text, run.slice(0, joint), add);
    typeRun(text, run.slice(joint + 1), add);
    return;
  }
  const listed = run.some((piece) => known(lower(piece)));
  const personal = given(lower(first)) || run.some((piece) => isInitial(piece.text));
  const asked = nameAsked.test(text.slice(Math.max(0, first.start - 80), first.start));
  const organised = organisationTail.test(tail);
  const shouted = /^\p{Lu}{2,}$/u.test(first.text);
  if (organised && !(personal && run.length > 1)) {
    add('organization', first.start, end(run), 0.6);
    return;
  }
  if (
    personal &&
    !(run.length === 1 && wordNames.has(lower(first)) && starts && !personTail.test(tail))
  ) {
    add('person', first.start, last.end, run.length > 1 ? 0.8 : 0.65);
    return;
  }
  if (asked && run.length <= 4) {
    add('person', first.start, last.end, 0.75);
    return;
  }
  if (countryLine.test(tail) && !listed) {
    add('place', first.start, last.end, 0.7);
    return;
  }
  if (organisationLead.test(lead) && !listed && /\b(?:for|with|join(?:ed)?|by|of) $/iu.test(lead)) {
    add('organization', first.start, end(run), 0.45);
    return;
  }
  if (/\bfrom $/u.test(lead) && /^ (?:is|was|has|will|called) /u.test(tail) && !listed) {
    add('organization', first.start, end(run), 0.45);
    return;
  }
  if (
    placeLead.test(lead) &&
    !listed &&
    run.length <= 4 &&
    !/(?<!university|city|town)\b (?:of|for|the) $/iu.test(lead)
  ) {
    add('place', first.start, last.end, 0.55);
    return;
  }
  if (run.length > 1 && run.length <= 4) {
    if (shouted) add('place', first.start, last.end, 0.3);
    else add('person', first.start, last.end, listed ? 0.75 : 0.45);
    return;
  }
  if (listed || personTail.test(tail) || (personLead.test(lead) && !shouted)) {
    add('person', first.start, last.end, listed ? 0.6 : 0.4);
    return;
  }
  if (shouted && run.length === 1) return;
  if (!starts) add('person', first.start, last.end, 0.3);
}

/** "The Vanguard Group" keeps its article away; "Hi Acme Inc" its greeting. */
function firstOfName(run: readonly Piece[], common: (piece: Piece | undefined) => boolean): number {
  let from = 0;
  while (
    from < run.length - 2 &&
    common(run[from]) &&
    /^(?:the|a|an|hi|hello|hey|dear|my|our|your|and|at|in|for|from|by|with|is|was|i|on|during|since|of)$/iu.test(
      run[from]?.text ?? '',
    )
  )
    from += 1;
  return from;
}
