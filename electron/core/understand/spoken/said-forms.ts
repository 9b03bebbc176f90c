/** @file How a written name is said: "AeroPress Go 2" as "aero press go two". */

const digitNames = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const teens =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A number in words, below ten thousand; longer ones digit by digit. */
export function numberInWords(digits: string): string {
  const value = Number(digits);
  if (digits.length > 4 || (digits.startsWith('0') && digits.length > 1))
    return [...digits].map((digit) => digitNames[Number(digit)]).join(' ');
  if (value < 10) return digitNames[value] ?? '';
  if (value < 20) return teens[value - 10] ?? '';
  if (value < 100)
    return `${tens[Math.floor(value / 10)] ?? ''}${value % 10 === 0 ? '' : ` ${digitNames[value % 10] ?? ''}`}`;
  const [scale, word] = value < 1000 ? [100, 'hundred'] : [1000, 'thousand'];
  const rest = value % scale;
  const head = `${numberInWords(String(Math.floor(value / scale)))} ${word}`;
  return rest === 0 ? head : `${head} ${numberInWords(String(rest))}`;
}

/** The ways a recogniser may spell a written name, lower case: as one word and split at its capitals. */
export function saidForms(written: string): readonly string[] {
  const plain = (text: string): string =>
    text
      .replaceAll('’', "'")
      .replaceAll('&', ' and ')
      .replaceAll('+', ' plus ')
      .replace(/\d+/gu, (digits) => ` ${numberInWords(digits)} `)
      .replace(/[^\p{L}' ]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
      .toLowerCase();
  const split = written.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  // "TV" is spelled as letters.
  const letters = split.replace(/\b\p{Lu}{2,4}\b/gu, (word) => [...word].join(' '));
  return [...new Set([plain(written), plain(split), plain(letters)])].filter((said) => said !== '');
}
