import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64,
  isHidden,
  largestUpload,
  nothingSelected,
  partBytes,
  partsOf,
  pickedOf,
  withPicked,
  type Picked,
} from './files.ts';

const picked = (name: string, size = 4): Picked => ({
  name,
  file: { name, size } as File,
});

describe('what goes over the wire', () => {
  it('is the bytes again, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
        expect(Buffer.from(base64(bytes), 'base64').equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
  it('is cut without a gap into parts that the wire takes', () => {
    fc.assert(
      fc.property(fc.nat(10 * partBytes), (size) => {
        const parts = partsOf(size);
        expect(parts[0]?.[0]).toBe(0);
        expect(parts.at(-1)?.[1]).toBe(size);
        for (const [index, [start, end]] of parts.entries()) {
          expect(end - start).toBeLessThanOrEqual(partBytes);
          expect(start).toBe(index === 0 ? 0 : parts[index - 1]?.[1]);
        }
      }),
    );
    expect(partsOf(0)).toEqual([[0, 0]]);
    expect(base64(new Uint8Array(partBytes)).length).toBeLessThanOrEqual(1_000_000);
  });
});

describe('what is taken of a folder', () => {
  it.each(['.git/config', 'a/.DS_Store', '~$draft.docx', '__MACOSX/a.md', 'Thumbs.db'])(
    'leaves %s out',
    (name) => expect(isHidden(name)).toBe(true),
  );
  it('takes each path once, in order, and says what was left out', () => {
    const once = withPicked(nothingSelected, [picked('b.md'), picked('.x'), picked('a.md')]);
    const twice = withPicked(once, [picked('b.md', 9), picked('huge.pdf', largestUpload + 1)]);
    expect(twice.files.map(({ name }) => name)).toEqual(['a.md', 'b.md']);
    expect(twice.bytes).toBe(13);
    expect(twice.hidden).toBe(1);
    expect(twice.problems.map(({ path }) => path)).toEqual(['huge.pdf']);
  });
  it('stops at what one import takes, and says so', () => {
    const many = Array.from({ length: 10_001 }, (_, index) => picked(`${index}.md`));
    const selection = withPicked(nothingSelected, many);
    expect(selection.files).toHaveLength(10_000);
    expect(selection.tooMany).toBe(true);
    expect(withPicked(nothingSelected, many.slice(1)).tooMany).toBe(false);
  });
  it('keeps the folder that was chosen in the paths', () => {
    const file = new File(['x'], 'a.md');
    expect(pickedOf([Object.assign(file, { webkitRelativePath: 'handbook/a.md' })])[0]?.name).toBe(
      'handbook/a.md',
    );
  });
});
