import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { untar } from './untar.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-tar-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** By the system's tar, which is what packs models. */
function pack(files: Readonly<Record<string, string>>, format = 'gnu'): Uint8Array {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const tops = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
  const { stdout, status } = spawnSync('tar', ['cf', '-', `--format=${format}`, ...tops], {
    cwd: folder,
    maxBuffer: 1e8,
  });
  expect(status).toBe(0);
  return stdout;
}

/** In pieces of any size, as a stream gives them. */
const streamOf = (bytes: Uint8Array, piece = 700): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += piece)
        controller.enqueue(bytes.slice(at, at + piece));
      controller.close();
    },
  });

async function read(bytes: Uint8Array, piece?: number): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { path, content } of untar(streamOf(bytes, piece)))
    found[path] = new TextDecoder().decode(content);
  return found;
}

describe('a tar archive', () => {
  const files = {
    'model/am/final.mdl': 'x'.repeat(3000),
    'model/conf/model.conf': '--beam=12\n',
    'model/empty': '',
    [`model/${'a'.repeat(70)}/${'b'.repeat(70)}`]: 'far away',
  };

  it.each(['gnu', 'ustar', 'pax'])('of format %s is read to its last file', async (format) => {
    expect(await read(pack(files, format))).toEqual(files);
  });

  it('is the same however the stream is cut', async () => {
    const bytes = pack(files);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20_000 }), async (piece) => {
        expect(await read(bytes, piece)).toEqual(files);
      }),
      { numRuns: 20 },
    );
  });

  it('that is cut off anywhere is refused', async () => {
    const bytes = pack(files);
    const end = bytes.findLastIndex((byte) => byte !== 0);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: end }), async (length) => {
        await expect(read(bytes.slice(0, length))).rejects.toThrow(/the archive/);
      }),
      { numRuns: 100 },
    );
  });

  it('that is something else is refused', async () => {
    await expect(read(new Uint8Array(2048).fill(65))).rejects.toThrow(/not a tar archive|size/);
  });

  it('with a changed header is refused', async () => {
    const bytes = pack(files);
    const changed = Uint8Array.from(bytes);
    changed[0] = (changed[0] ?? 0) ^ 1;
    await expect(read(changed)).rejects.toThrow('it is not a tar archive');
  });

  it('that would write outside its folder is refused', async () => {
    const bytes = pack({ 'model/aa/x': 'evil' });
    const text = Buffer.from(bytes).toString('latin1').replaceAll('model/aa/x', 'model/../x');
    // Same length, and the header's sum is mended.
    const evil = Buffer.from(text, 'latin1');
    for (let at = 0; at + 512 <= evil.length; at += 512) {
      if (!evil.subarray(at).toString('latin1', 0, 5).startsWith('model')) continue;
      evil.fill(' ', at + 148, at + 156);
      const sum = evil.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
      evil.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
    }
    await expect(read(evil)).rejects.toThrow(/leaves its folder/);
  });
});
