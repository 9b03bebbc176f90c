export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Only blanks between the tokens before and at `index`. */
export function joined(text: string, tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (before === undefined || token === undefined) return false;
  return /^[ \t]*$/u.test(text.slice(before.end, token.start));
}
