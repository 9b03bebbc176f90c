import { inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '#domain/result.ts';

/**
 * @file Unpacks a zip that may be a trap: what its directory declares is checked before anything
 * is unpacked, and no entry may unpack to more than it declared. Layout after PKWARE's APPNOTE.
 */

const mostEntries = 5_000;
const mostBytes = 200 * 1024 * 1024;
/** Text packs to a twentieth at best; a thousandth is made on purpose. */
const mostRatio = 200;
/** Small parts may be empty tables that pack to nearly nothing. */
const ratioFrom = 1024 * 1024;

const notZip =
  'It is not a Word document (its file is damaged or has the wrong ending); open it in Word and save it again as .docx.';
const bomb =
  'It unpacks to far more than a document needs and was not opened; if you trust it, open it in Word and save it again.';
const secret = 'It is protected with a password; save a copy without the password and import that.';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function directory(data: Buffer): Result<Entry[], string> {
  // The end record is 22 bytes and may be followed by a comment of up to 64 KiB.
  const end = data.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end < data.length - 66_000 || end + 22 > data.length) return err(notZip);
  const count = data.readUInt16LE(end + 10);
  let at = data.readUInt32LE(end + 16);
  if (count > mostEntries || count === 0xffff || at === 0xffffffff) return err(bomb);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== 0x02014b50) return err(notZip);
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => data.readUInt16LE(at + field));
    if ((data.readUInt16LE(at + 8) & 1) === 1) return err(secret);
    const nameEnd = at + 46 + (nameBytes ?? 0);
    entries.push({
      name: data.toString('utf8', at + 46, nameEnd),
      method: data.readUInt16LE(at + 10),
      packed: data.readUInt32LE(at + 20),
      size: data.readUInt32LE(at + 24),
      offset: data.readUInt32LE(at + 42),
    });
    at = nameEnd + (extra ?? 0) + (comment ?? 0);
  }
  return ok(entries);
}

function unpack(data: Buffer, entry: Entry): Uint8Array | undefined {
  const { offset, packed, size, method } = entry;
  if (offset + 30 > data.length || data.readUInt32LE(offset) !== 0x04034b50) return undefined;
  const from = offset + 30 + data.readUInt16LE(offset + 26) + data.readUInt16LE(offset + 28);
  const bytes = data.subarray(from, from + packed);
  if (bytes.length !== packed) return undefined;
  if (method === 0) return packed === size ? bytes : undefined;
  if (method !== 8) return undefined;
  try {
    const unpacked = inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
    return unpacked.length === size ? unpacked : undefined;
  } catch {
    // Damaged, or more than it declared: either way it is not what it says.
    return undefined;
  }
}

/**
 * The entries whose name `wanted` accepts, unpacked. Errors are sentences: no zip, encrypted, or
 * larger unpacked than a document is (5,000 entries, 200 MiB, 200 times its packed size).
 */
export function unzipChecked(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Result<Map<string, Uint8Array>, string> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(data);
  if (!entries.ok) return entries;
  let total = 0;
  for (const { packed, size } of entries.value) {
    total += size;
    const ratio = size / Math.max(1, packed);
    if (total > mostBytes || (size > ratioFrom && ratio > mostRatio)) return err(bomb);
  }
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.value) {
    if (!wanted(entry.name)) continue;
    const unpacked = unpack(data, entry);
    if (unpacked === undefined) return err(notZip);
    files.set(entry.name, unpacked);
  }
  return ok(files);
}
