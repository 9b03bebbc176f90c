const codes = 'en de fr es it nl pt pl cs da sv nb fi hu ro el tr uk ru ar he hi zh ja ko'.split(
  ' ',
);

/** Languages that articles are written in, by their own code, named in the person's language. */
export function languages(): readonly { readonly value: string; readonly title: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: 'language' });
  return codes.map((value) => ({ value, title: names.of(value) ?? value }));
}
