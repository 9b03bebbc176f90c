/** A turn longer than this is a pasted document; what is over is cut and the cut is shown. */
export const maximumCharacters = 100_000;
const cutMark = ' […]';

/**
 * Text fit to store: line ends as \n, no control or invisible formatting characters, no lone
 * surrogates, no blanks around it, at most `maximumCharacters` long. Tabs become blanks.
 */
export function cleanText(text: string): { text: string; cut: boolean } {
  const plain = text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(/[\t\v\f\u00A0]/gu, ' ')
    // Bidirectional overrides and zero-width signs could make a stored text read as another one.
    .replace(
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu,
      '',
    )
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  if (plain.length <= maximumCharacters) return { text: plain, cut: false };
  return {
    text:
      plain
        .slice(0, maximumCharacters - cutMark.length)
        .toWellFormed()
        .trimEnd() + cutMark,
    cut: true,
  };
}
