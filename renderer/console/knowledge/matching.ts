/** @file Which words of a passage match what was typed, so that they can be marked. */

export interface Piece {
  readonly text: string;
  readonly match: boolean;
}

/** Too common to say why a passage was found. */
const common = new Set(
  `a an and are as at be but by can do does for from has have how i if in is it its me my no not of
  on or our so that the their them there they this to up us was we what when where which who why
  will with would you your`.split(/\s+/),
);

const wordPattern = /[\p{L}\p{N}](?:[\p{L}\p{N}'’_-]*[\p{L}\p{N}])?/gu;

/** Lower case, without accents: “Café” and “cafe” are one word. */
const plainWord = (word: string): string =>
  word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The part that the forms of a word share, roughly: replaces, replacement -> replac. */
export function stem(word: string): string {
  const plain = plainWord(word).replace(/['’]s$/, '');
  if (plain.length < 5 || /\d/.test(plain)) return plain;
  const cut = plain.replace(/s$/, '').replace(/(?:ement|ment|ing|ed|ly|e)$/, '');
  return cut.length >= 4 ? cut : plain;
}

/** Words typed that are looked for, at most sixty: more would mark everything. */
export function queryStems(query: string): readonly string[] {
  const words = query.slice(0, 4_000).match(wordPattern) ?? [];
  const stems = words.map(plainWord).filter((word) => !common.has(word) && word.length > 1);
  return [...new Set(stems.map(stem))].slice(0, 60);
}

/** The passage cut where words match; the pieces joined are the text again. */
export function matchPieces(text: string, stems: readonly string[]): readonly Piece[] {
  if (stems.length === 0) return text === '' ? [] : [{ text, match: false }];
  const wanted = new Set(stems);
  const pieces: Piece[] = [];
  let last = 0;
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    const parts = [word, ...word.split(/[-_]/)];
    if (!parts.some((part) => wanted.has(stem(part)))) continue;
    if (index > last) pieces.push({ text: text.slice(last, index), match: false });
    pieces.push({ text: word, match: true });
    last = index + word.length;
  }
  if (last < text.length) pieces.push({ text: text.slice(last), match: false });
  return pieces;
}

/**
 * The part of a long passage worth two lines: it begins at the sentence with the first match.
 * @param room characters that may stand before the match
 */
export function excerpt(text: string, stems: readonly string[], room = 90): string {
  const pieces = matchPieces(text, stems);
  let at = 0;
  for (const piece of pieces) {
    if (piece.match) break;
    at += piece.text.length;
  }
  if (at <= room || at >= text.length) return text;
  const before = text.slice(0, at);
  const sentence = Math.max(
    before.lastIndexOf('. ') + 2,
    before.lastIndexOf('! ') + 2,
    before.lastIndexOf('? ') + 2,
    before.lastIndexOf('\n') + 1,
  );
  const start =
    at - sentence <= room && sentence > 1 ? sentence : before.lastIndexOf(' ', at - room / 2) + 1;
  return start <= 0 ? text : `… ${text.slice(start)}`;
}
