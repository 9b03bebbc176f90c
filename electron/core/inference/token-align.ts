/** @file From WordPiece tokens back to the characters they were made of. */

/** What the alignment needs of a tokenizer. */
export interface WordPieces {
  /** What the tokenizer makes of a text before it splits it: lower case, accents off, spaces around ideographs. */
  normalize(text: string): string;
  /** The tokens of a text, without the special ones around it. */
  tokenize(text: string): readonly string[];
  /** Stands for a word that the vocabulary cannot spell. */
  readonly unknown: string;
  /** Marks a token that goes on with the word before it. */
  readonly prefix: string;
}

export interface PlacedToken {
  readonly token: string;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** True for the first token of a word; its label is the word's. */
  readonly first: boolean;
}

interface Letter {
  readonly letter: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The tokens of the whole text with their places. The text is cut where the tokenizer sees white
 * space, and each piece is tokenised alone, so that a surprise (a letter that is normalised otherwise
 * beside its neighbours, a special token typed by a customer) stays within its piece: its tokens then
 * all get the whole piece's place.
 */
export function placeTokens(text: string, pieces: WordPieces): PlacedToken[] {
  const placed: PlacedToken[] = [];
  let piece: Letter[] = [];
  const finish = (): void => {
    const from = piece[0];
    const to = piece.at(-1);
    if (from !== undefined && to !== undefined)
      placed.push(...placePiece(piece, pieces.tokenize(text.slice(from.start, to.end)), pieces));
    piece = [];
  };
  let at = 0;
  const known = new Map<string, string>();
  for (const letter of text) {
    const start = at;
    at += letter.length;
    let normal = known.get(letter);
    if (normal === undefined) {
      normal = pieces.normalize(letter);
      known.set(letter, normal);
    }
    const last = piece.at(-1);
    if (normal !== '' && normal.trim() === '') finish();
    else if (normal === '' && last !== undefined && /\p{M}/u.test(letter))
      piece[piece.length - 1] = { ...last, end: at }; // An accent belongs to its letter.
    else for (const part of normal) piece.push({ letter: part, start, end: at });
  }
  finish();
  return placed;
}

function placePiece(
  piece: readonly Letter[],
  tokens: readonly string[],
  pieces: WordPieces,
): PlacedToken[] {
  const words = wordsOf(piece);
  const placed: PlacedToken[] = [];
  let next = 0;
  for (const word of words) {
    if (tokens[next] === pieces.unknown) {
      placed.push({ token: pieces.unknown, ...reach(word), first: true });
      next += 1;
      continue;
    }
    for (let done = 0; done < word.length;) {
      const token = tokens[next];
      const goesOn = done > 0;
      if (token === undefined || token.startsWith(pieces.prefix) !== goesOn)
        return together(piece, tokens, pieces);
      const spelling = [...(goesOn ? token.slice(pieces.prefix.length) : token)];
      const part = word.slice(done, done + spelling.length);
      if (!spelling.every((letter, i) => part[i]?.letter === letter))
        return together(piece, tokens, pieces);
      placed.push({ token, ...reach(part), first: !goesOn });
      done += spelling.length;
      next += 1;
    }
  }
  return next === tokens.length ? placed : together(piece, tokens, pieces);
}

const punctuation = /^[\p{P}!-/:-@[-`{-~]$/u;

/** BERT's words: runs of letters, and each punctuation mark alone. */
function wordsOf(piece: readonly Letter[]): Letter[][] {
  const words: Letter[][] = [];
  let open: Letter[] | undefined;
  for (const letter of piece) {
    if (letter.letter.trim() === '') open = undefined;
    else if (punctuation.test(letter.letter)) {
      words.push([letter]);
      open = undefined;
    } else if (open === undefined) words.push((open = [letter]));
    else open.push(letter);
  }
  return words;
}

const reach = (letters: readonly Letter[]): { start: number; end: number } => ({
  start: letters[0]?.start ?? 0,
  end: letters.at(-1)?.end ?? 0,
});

/** What cannot be told apart shares one place. */
const together = (
  piece: readonly Letter[],
  tokens: readonly string[],
  pieces: WordPieces,
): PlacedToken[] =>
  tokens.map((token) => ({
    token,
    ...reach(piece),
    first: !token.startsWith(pieces.prefix),
  }));
