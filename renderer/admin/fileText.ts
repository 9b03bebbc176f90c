/** @file What a text file says, whatever program wrote it. */

export const largestFile = 20 * 1000 * 1000;

/**
 * The text of a file: UTF-8, UTF-16 with its mark (spreadsheets' “Unicode text”), else Windows-1252,
 * which is what spreadsheets write as CSV where nobody chose.
 * @returns the text, and what to tell when it was not UTF-8
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly note?: string } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      note: 'The file is not UTF-8 and was read as Windows-1252. Check words with accents.',
    };
  }
}
