import { looksLikeInstruction } from './instructions.ts';
import { sentencesOf } from './words.ts';

/** @file A passage as a person reads it: paragraphs, lists and tables, from the lines it was split into. */

/** One thing a passage says: a sentence, an item of a list or a row of a table. */
export interface Part {
  /** Fit for a reply: no list marker, a row as words. */
  readonly text: string;
  /** Whether it may be said to a customer. */
  readonly speakable: boolean;
}

/** Parts that belong together. What introduces a list or table ("You need:") goes with it. */
export interface Block {
  readonly kind: 'paragraph' | 'list' | 'table';
  readonly parts: readonly Part[];
  readonly intro?: Part;
  /** A list whose first item is missing: the passage begins in the middle of it. */
  readonly cut?: boolean;
}

/** Words that an article says to agents, also where customers may read it. */
const forAgents: readonly RegExp[] = [
  /\bthe (?:customer|caller)(?:['’]s)?\b/i,
  /\b(?:ask|tell|offer|remind|warn|inform|greet|identify|transfer|refer)\s+(?:the |your |every |any )?(?:customer|caller|guest|subscriber)s?\b/i,
  /\b(?:internal(?:ly)? (?:note|use|only|tool)|agents only|for agents|do not share|not for customers|in the CRM|in the tool|macro)\b/i,
  /^(?:please )?(?:promise|offer|grant|refund|credit|waive|approve|compensate|reimburse|hand out|mark|flag|close|escalate)\s+(?:an?|the|all|every|each|any|them|him|her|up|\$)\s/i,
  /\b(?:agents|(?:every|each|any|the) agent|colleagues|staff|team leads|employees)\b.{0,40}\b(?:must|has to|have to|should|shall) (?:now |always )?(?:hand|give|refund|credit|waive|grant|offer|promise|approve|pay|send|transfer)\b/i,
  /(?:^|[,;:] )(?:please )?(?:say|state|claim|repeat|announce|declare) (?:that|to (?:the|every)|yes)\b/i,
  /\bwhen(?:ever)? (?:some(?:body|one)|a customer|customers|they|any(?:body|one)) (?:asks?|mentions?|complains?|calls?|insists?)\b/i,
  /^(?:never|do not|don['’]t) (?:promise|offer|mention|read out|confirm|ask for)\b/i,
];

const common = new Set(
  (
    'a about after all an and any are as at back be been before but by can cannot do does each for free from get ' +
    'go has have how if in into is it its just may more must need no not of off on once one only or our out over ' +
    'own per so some than that the their them then there they this to under until up us use was we what when ' +
    'where which who why will with within without you your'
  ).split(' '),
);
const enoughWords = 5;

/**
 * Whether a sentence is plainly in another language than English: a long one without any of the words
 * that hardly a sentence does without. Nobody who reviews English articles reads what it says.
 */
function isForeign(text: string): boolean {
  const wordsIn = (part: string): string[] => part.toLowerCase().match(/\p{L}+/gu) ?? [];
  // Names in a row, as in "New project, Import, CSV", are of no language.
  const runs = text.split(/[,;:–]/).map((run) => wordsIn(run).length);
  return Math.max(...runs) >= enoughWords && !wordsIn(text).some((word) => common.has(word));
}

/** Whether words of an article may be said to a customer. */
export const isSpeakable = (text: string): boolean =>
  !looksLikeInstruction(text) &&
  !isForeign(text) &&
  !forAgents.some((pattern) => pattern.test(text));

const part = (text: string): Part => ({ text, speakable: isSpeakable(text) });

const marker = /^(?:[-*•]|(\d+)[.)])\s+/;

/** `Plan: Basic; Price: $9` -> cells; a first column without a head has an empty name. */
function cellsOf(line: string): { readonly name: string; readonly value: string }[] | undefined {
  const cells = line.split('; ').reduce<{ name: string; value: string }[]>((made, piece) => {
    const named = /^(\p{Lu}[^:;.]{0,40}): (.+)$/u.exec(piece);
    const last = made.at(-1);
    if (named !== null) made.push({ name: named[1] ?? '', value: named[2] ?? '' });
    else if (last === undefined) made.push({ name: '', value: piece });
    // A semicolon inside a cell.
    else last.value += `; ${piece}`;
    return made;
  }, []);
  return cells.length > 1 ? cells : undefined;
}

const lowered = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** "Gold – spent in 12 months: $600; what you get: …": a row that can be read without its head. */
function rowText(cells: readonly { readonly name: string; readonly value: string }[]): string {
  const [first, ...rest] = cells;
  // "2" or "under $1,000" says nothing without what it counts.
  const bare =
    first !== undefined &&
    !/^(?:what|who|way|)$/i.test(first.name) &&
    !/^\p{Lu}/u.test(first.value);
  const head = bare ? `${first.name} ${first.value}` : (first?.value ?? '');
  return `${head} – ${rest.map(({ name, value }) => (name === '' ? value : `${lowered(name)}: ${value}`)).join('; ')}`;
}

const headOf = (line: string): string | undefined =>
  cellsOf(line)
    ?.slice(1)
    .map(({ name }) => name)
    .join('|');

/** The blocks of a passage in order. Titles and headings are not in its text. */
export function blocksOf(text: string): Block[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  const blocks: { kind: Block['kind']; parts: Part[]; intro?: Part; cut?: boolean }[] = [];
  const isRow = (index: number): boolean => {
    const head = headOf(lines[index] ?? '');
    return (
      head !== undefined &&
      head !== '' &&
      (headOf(lines[index - 1] ?? '') === head || headOf(lines[index + 1] ?? '') === head)
    );
  };
  const add = (kind: 'list' | 'table', said: Part, begins: boolean): void => {
    const last = blocks.at(-1);
    if (last?.kind === kind) {
      last.parts.push(said);
      return;
    }
    const opening = last?.parts.at(-1);
    const introduces = last?.kind === 'paragraph' && opening?.text.endsWith(':') === true;
    if (introduces) last.parts.pop();
    blocks.push({
      kind,
      parts: [said],
      ...(introduces && opening !== undefined && { intro: opening }),
      ...(!begins && { cut: true }),
    });
  };
  for (const [index, line] of lines.entries()) {
    const marked = marker.exec(line);
    if (marked !== null)
      add('list', part(line.slice(marked[0].length).trim()), (marked[1] ?? '1') === '1');
    else if (isRow(index)) add('table', part(rowText(cellsOf(line) ?? [])), true);
    else blocks.push({ kind: 'paragraph', parts: sentencesOf(line).map(part) });
  }
  return blocks.filter(({ parts }) => parts.length > 0);
}
