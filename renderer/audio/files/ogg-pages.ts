/**
 * @file An OGG file that was cut off in the middle of a page: what comes before is whole, but the
 * reader (mediabunny 1.61.0) fails on half a page. Pages as in RFC 3533, section 6.
 */

const headerBytes = 27;
/** A page has at most 255 segments of 255 bytes. */
const longestPage = headerBytes + 255 + 255 * 255;

/** Bytes of the page whose header begins at `at`; undefined when it is no page, or half a header. */
function pageBytes(view: DataView, at: number): number | undefined {
  if (at + headerBytes > view.byteLength) return undefined;
  // "OggS", version 0.
  if (view.getUint32(at) !== 0x4f67_6753 || view.getUint8(at + 4) !== 0) return undefined;
  const segments = view.getUint8(at + 26);
  if (at + headerBytes + segments > view.byteLength) return undefined;
  let size = headerBytes + segments;
  for (let index = 0; index < segments; index += 1) size += view.getUint8(at + headerBytes + index);
  return size;
}

/** The file without the half page at its end; the file itself when it has none, or is no OGG. */
export async function wholePages(file: Blob): Promise<Blob> {
  const begin = new DataView(await file.slice(0, 4).arrayBuffer());
  if (begin.byteLength < 4 || begin.getUint32(0) !== 0x4f67_6753) return file;
  const from = Math.max(0, file.size - 2 * longestPage);
  const view = new DataView(await file.slice(from).arrayBuffer());
  /** Behind the last page that is whole. */
  let end: number | undefined;
  for (let at = 0; at < view.byteLength;) {
    const size = pageBytes(view, at);
    if (size !== undefined && at + size <= view.byteLength) {
      at += size;
      end = at;
    } else at += 1;
  }
  return end === undefined || from + end === file.size ? file : file.slice(0, from + end);
}
