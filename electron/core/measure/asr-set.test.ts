import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AsrSetError, parseAsrSet, readAsrSet } from './asr-set.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asr-set-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const header = 'file\tspeaker\tkind\ttext\tlicence';

describe('readAsrSet', () => {
  it('reads the recordings of a folder, their columns in any order', async () => {
    await writeFile(
      join(folder, 'transcripts.tsv'),
      '\uFEFFkind\tfile\ttext\nhuman\ta.wav\tfour two\n\nsynthetic\tsub/b.wav\thello\r\n',
    );
    expect(await readAsrSet(folder)).toEqual([
      {
        file: join(folder, 'a.wav'),
        name: 'a.wav',
        speaker: '',
        kind: 'human',
        text: 'four two',
        licence: '',
      },
      {
        file: join(folder, 'sub/b.wav'),
        name: 'sub/b.wav',
        speaker: '',
        kind: 'synthetic',
        text: 'hello',
        licence: '',
      },
    ]);
  });

  it('says in one sentence that there is no table', async () => {
    const failed = await readAsrSet(folder).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(AsrSetError);
    expect(failed).toMatchObject({
      message: expect.stringContaining('cannot be read') as string,
      mend: expect.stringContaining('Name a folder with transcripts.tsv') as string,
    });
  });
});

describe('parseAsrSet', () => {
  it.each([
    ['file\tkind\na.wav\thuman', 'no column "text"'],
    ['', 'no column "file" and "kind" and "text"'],
    [header, 'lists no recordings'],
    [`${header}\na.wav\tx\trobot\thi\tMIT`, 'Line 2 of transcripts.tsv has the kind "robot"'],
    [`${header}\n../a.wav\tx\thuman\thi\tMIT`, 'names no file of this folder'],
    [`${header}\n/etc/a.wav\tx\thuman\thi\tMIT`, 'names no file of this folder'],
    [`${header}\n\tx\thuman\thi\tMIT`, 'names no file of this folder'],
  ])('refuses %j', (table, message) => {
    expect(() => parseAsrSet(table)).toThrow(message);
  });
});
