/** ", Toronto" after a street and before the end of the sentence or line. */
export function townAfter(text: string, end: number): { said: string; start: number } | undefined {
  const match =
    /^,\s{1,3}((?:\p{Lu}[\p{L}\p{M}∆'’.-]{0,40}|de|la|les|nad|do)(?: (?:\p{Lu}[\p{L}\p{M}∆'’-]{0,40}|de|la|les|l'\p{L}+|nad|do)){0,4})(?=[.?!]?(?:\s*$|\s*\n)|[?!]|\. )/u.exec(
      text.slice(end, end + 120),
    );
  const said = match?.[1];
  return match === null || said === undefined
    ? undefined
    : { said, start: end + match[0].length - said.length };
}
