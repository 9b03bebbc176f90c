import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** @file Which encoding some bytes are in, and their text. */

export interface Decoded {
  readonly text: string;
  /** Name of the encoding, as iconv-lite knows it. */
  readonly encoding: string;
  /** Characters that could not be read and stand as U+FFFD. */
  readonly broken: number;
}

const sampleBytes = 64 * 1024;

/** The encoding that a byte order mark at the start names. */
function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return undefined;
}

/** UTF-16 without a mark: every other byte of Western text is zero. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const pairs = Math.min(2_000, Math.floor(bytes.length / 2));
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  if (pairs < 2) return undefined;
  if (odd > pairs * 0.4 && even < pairs * 0.02) return 'utf-16le';
  return even > pairs * 0.4 && odd < pairs * 0.02 ? 'utf-16be' : undefined;
}

/** What a mark or the zeros at the start say, which is certain enough to look no further. */
export const encodingByStart = (bytes: Uint8Array): string | undefined =>
  markOf(bytes) ?? unmarkedUtf16(bytes);

const replaced = (text: string): number => text.split('�').length - 1;

/** First byte above ASCII from which `bytes` are no UTF-8, roughly: where a sample is worth taking. */
function firstHigh(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => byte > 0x7f);
  return Math.max(0, at - 1_024);
}

/**
 * Encoding of bytes that are not valid UTF-8. Text that is nearly all UTF-8 stays UTF-8 with some
 * broken characters; else chardet's guess counts where it is clear, and Windows-1252 where it is not.
 */
export function guessLegacyEncoding(bytes: Uint8Array): string {
  const from = firstHigh(bytes);
  const sample = bytes.subarray(from, from + sampleBytes);
  const asUtf8 = new TextDecoder('utf-8').decode(sample);
  const high = asUtf8.match(/[^\0-\u007f�]/g)?.length ?? 0;
  if (high > 4 * replaced(asUtf8)) return 'utf-8';
  const guesses = analyse(sample).filter(({ name }) => iconv.encodingExists(name));
  const best = guesses.find(({ name }) => !/^(utf|ascii)/i.test(name));
  // A few accents fit several Western tables; only a multi-byte or Cyrillic text is told clearly.
  if (
    best === undefined ||
    best.confidence < 40 ||
    /^(iso-8859-[19]|windows-1252)$/i.test(best.name)
  )
    return 'windows-1252';
  return best.name.toLowerCase();
}

/**
 * Text of a whole file: byte order mark, then UTF-8 when it is valid, then what the file declares
 * (`declared`, of an HTML page), then the best guess. Broken bytes become U+FFFD and are counted.
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const sure = encodingByStart(bytes) ?? (isUtf8(bytes) ? 'utf-8' : undefined);
  const usable =
    declared !== undefined && iconv.encodingExists(declared) && !/^utf-?(8|16|32)/i.test(declared);
  const encoding = sure ?? (usable ? declared.toLowerCase() : guessLegacyEncoding(bytes));
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encoding);
  return { text, encoding, broken: sure === 'utf-8' && isUtf8(bytes) ? 0 : replaced(text) };
}

/** Binary data under the name of a text: zeros, or more control characters than a text has. */
export function looksBinary(head: Uint8Array): boolean {
  if (encodingByStart(head) !== undefined) return false;
  let control = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control += 1;
  }
  return control > head.length * 0.02;
}

/**
 * Takes out what nobody sees: control characters, zero-width and direction marks, Unicode tags.
 * Joiners stay, some scripts are written with them. What a reader cannot see cannot be cited.
 */
export const visible = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(
      /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu,
      '',
    );
