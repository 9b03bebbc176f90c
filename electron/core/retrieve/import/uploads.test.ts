import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCountingIds } from '#core/replay-ports.ts';
import { temporaryFolder } from './import.fixture.ts';
import { safeName } from './safe-name.ts';
import { createUploads } from './uploads.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function open() {
  const folder = join(temporaryFolder('uploads'), 'uploads');
  let now = Date.now();
  const uploads = createUploads({
    folder,
    ids: createCountingIds(),
    clock: { now: () => now, after: () => () => undefined },
  });
  return { folder, uploads, later: (ms: number) => (now += ms) };
}

describe('a dropped file', () => {
  it('is kept in parts, for this user only, and handed to its job under its own name', async () => {
    const { folder, uploads } = open();
    const first = await uploads.add({ name: 'kb/returns.md', part: base64('# Returns\n') });
    if (!first.ok) throw new Error(first.error.message);
    const upload = first.value;
    await Promise.all([
      uploads.add({ upload, name: 'kb/returns.md', part: base64('one ') }),
      uploads.add({ upload, name: 'kb/returns.md', part: base64('two') }),
    ]);
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, upload)).mode & 0o777).toBe(0o600);
    }
    const other = await uploads.add({ name: 'kb/returns.md', part: base64('another') });
    const ids = [upload, other.ok ? other.value : ''];
    expect(uploads.names(ids)).toEqual({ ok: true, value: ['kb/returns.md', 'kb/returns.md'] });
    expect(await uploads.hand(ids, 'import-1')).toEqual({ ok: true, value: null });
    const at = (name: string): string =>
      readFileSync(join(uploads.folderOf('import-1'), name), 'utf8');
    expect(at('kb/returns.md')).toBe('# Returns\none two');
    expect(at('kb/returns (2).md')).toBe('another');
    expect(uploads.names([upload]).ok).toBe(false);
    await uploads.discard('import-1');
    expect(existsSync(uploads.folderOf('import-1'))).toBe(false);
  });

  it('is refused when its name leads elsewhere, its kind is unknown, or it is damaged or unknown', async () => {
    const { folder, uploads } = open();
    const codeOf = async (input: Parameters<typeof uploads.add>[0]): Promise<string> => {
      const added = await uploads.add(input);
      return added.ok ? 'ok' : added.error.code;
    };
    expect(await codeOf({ name: '../../etc/passwd.md', part: '' })).toBe('INVALID');
    expect(await codeOf({ name: 'virus.exe', part: '' })).toBe('INVALID');
    expect(await codeOf({ name: 'a.md', part: 'not base64!' })).toBe('INVALID');
    expect(await codeOf({ upload: '../secrets', name: 'a.md', part: '' })).toBe('NOT_FOUND');
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    expect(await uploads.hand(['upload-7'], 'import-1')).toMatchObject({ ok: false });
  });

  it('is refused above 200 MB, and what came of it is removed', async () => {
    const { folder, uploads } = open();
    const part = Buffer.alloc(20 * 1024 * 1024, 'a').toString('base64');
    const first = await uploads.add({ name: 'big.csv', part });
    const upload = first.ok ? first.value : '';
    let last = first;
    for (let n = 1; n <= 10 && last.ok; n += 1)
      last = await uploads.add({ upload, name: 'big.csv', part });
    expect(last).toMatchObject({ ok: false, error: { code: 'TOO_LARGE' } });
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  it('is removed after a day when nobody imported it', async () => {
    const { folder, uploads, later } = open();
    const added = await uploads.add({ name: 'a.md', part: base64('x') });
    await uploads.add({ name: 'b.md', part: base64('x') });
    const old = new Date(Date.now() - 60_000);
    utimesSync(join(folder, added.ok ? added.value : ''), old, old);
    later(86_400_000 - 30_000);
    await uploads.clean();
    expect(readdirSync(folder)).toEqual(['upload-000002']);
    uploads.close();
  });
});

describe('a safe name', () => {
  it.each([
    ['a.md', 'a.md'],
    ['kb/deep/a.md', 'kb/deep/a.md'],
    ['/kb/a.md', 'kb/a.md'],
    ['kb\\a.md', 'kb/a.md'],
    ['e\u0301.md', 'é.md'],
    ['..', undefined],
    ['kb/../a.md', undefined],
    ['kb//a.md', undefined],
    ['C:\\a.md', undefined],
    ['a\u0000.md', undefined],
    ['nul.md', undefined],
    ['a. /b.md', undefined],
    ['', undefined],
    ['x'.repeat(201), undefined],
  ])('of %j is %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });
});
