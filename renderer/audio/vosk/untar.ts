/** @file Reads a tar archive (POSIX ustar and pax, GNU) as far as a model's archive needs it. */

const block = 512;

export interface TarFile {
  /** As in the archive, `/`-separated. */
  readonly path: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Gives exactly so many bytes as asked, over the borders of what a stream gives. */
function exactly(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let rest = new Uint8Array(0) as Uint8Array;
  return async (bytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const wanted = new Uint8Array(bytes);
    let filled = 0;
    while (filled < bytes) {
      if (rest.length === 0) {
        const { done, value } = await reader.read();
        if (done) {
          if (filled === 0) return undefined;
          throw new Error('the archive ends in the middle of a file');
        }
        rest = value;
      }
      const part = rest.subarray(0, bytes - filled);
      wanted.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
    }
    return wanted;
  };
}

const textOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
};

function sizeOf(header: Uint8Array): number {
  const size = Number.parseInt(textOf(header.subarray(124, 136)).trim(), 8);
  if (!Number.isSafeInteger(size) || size < 0)
    throw new Error('the archive has a file without a size');
  return size;
}

/** The sum of the header's bytes with its own field as spaces, as POSIX has it. */
function checkSum(header: Uint8Array): void {
  const told = Number.parseInt(textOf(header.subarray(148, 156)).trim(), 8);
  const sum = header.reduce(
    (total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte),
    0,
  );
  if (sum !== told) throw new Error('it is not a tar archive');
}

function pathOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100));
  const ustar = textOf(header.subarray(257, 262)) === 'ustar';
  // GNU tar ends the magic with a space and keeps times where POSIX has a prefix.
  const prefix = ustar && header[262] === 0 ? textOf(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Records of a pax header are `<length> <name>=<value>\n`. */
const paxPath = (content: Uint8Array): string | undefined =>
  /(?:^|\n)\d+ path=([^\n]*)\n/.exec(textOf(content))?.[1];

/** Parts of a path that would leave the folder, or mean nothing, are refused. */
function checkPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || parts.includes('..'))
    throw new Error('the archive has a file that leaves its folder');
  return parts.join('/');
}

/**
 * The plain files of an archive, one after another; folders and links are passed over.
 * Throws when it is cut off or is no tar archive.
 */
export async function* untar(stream: ReadableStream<Uint8Array>): AsyncGenerator<TarFile> {
  const reader = stream.getReader();
  const read = exactly(reader);
  let longName: string | undefined;
  let files = 0;
  for (;;) {
    const header = await read(block);
    if (header === undefined) {
      if (files === 0) throw new Error('the archive is empty');
      throw new Error('the archive has no end');
    }
    if (header.every((byte) => byte === 0)) break;
    checkSum(header);
    const size = sizeOf(header);
    const kind = String.fromCharCode(header[156] ?? 0);
    const content = size === 0 ? new Uint8Array(0) : await read(size);
    const padding = (block - (size % block)) % block;
    if (content === undefined || (padding > 0 && (await read(padding)) === undefined))
      throw new Error('the archive ends in the middle of a file');
    if (kind === 'L') longName = textOf(content);
    else if (kind === 'x') longName = paxPath(content) ?? longName;
    else {
      if (kind === '0' || kind === '\0') {
        files += 1;
        yield { path: checkPath(longName ?? pathOf(header)), content };
      }
      longName = undefined;
    }
  }
  // To the end, so that the checksum of the compression is looked at too.
  for (let more = await reader.read(); !more.done; more = await reader.read());
}
