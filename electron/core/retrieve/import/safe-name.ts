/** Deepest folder of a dropped file, and the longest name of one of its parts. */
const mostParts = 32;
const longestPart = 200;

/** Names that Windows keeps for devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * The relative path that a dropped file may be kept under, with `/`; undefined when it would lead
 * out of its folder or cannot be a file's name.
 */
export function safeName(name: string): string | undefined {
  const parts = name.normalize('NFC').split(/[/\\]/u);
  while (parts[0] === '') parts.shift();
  if (parts.length === 0 || parts.length > mostParts) return undefined;
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..' || part.length > longestPart) return undefined;
    if (/[\u0000-\u001f\u007f<>:"|?*]/u.test(part) || device.test(part) || /[. ]$/u.test(part))
      return undefined;
  }
  return parts.join('/');
}
