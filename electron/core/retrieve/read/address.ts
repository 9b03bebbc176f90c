/** @file Which addresses of a document may be shown and clicked. */

/** The https address as the platform writes it, or undefined for anything else. */
export function httpsAddress(text: string | undefined, base?: string): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const url = URL.parse(text.trim(), base);
  const fits = url?.protocol === 'https:' && url.hostname !== '' && url.href.length <= 2_000;
  return fits && url.username === '' && url.password === '' ? url.href : undefined;
}

/**
 * Address of a link that survives: https, mailto and tel. `base` is the page's own https address,
 * against which relative links are read. Undefined means that only the link's text stays.
 */
export function keptAddress(address: string, base?: string): string | undefined {
  const text = address.trim();
  if (/^(mailto|tel):/i.test(text))
    return /^(mailto:[^\s<>()]+|tel:[\d+().\s-]+)$/i.test(text) && text.length <= 2_000
      ? text
      : undefined;
  return httpsAddress(text, base);
}
