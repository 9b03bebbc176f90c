import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainPath, serveStatic } from './static-files.ts';

let folder: string;
let page: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-static-'));
  page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.html'), 'secret');
  await writeFile(join(page, 'index.html'), '<!doctype html>');
  await writeFile(join(page, 'assets', 'a-1f.js'), 'let a;');
  await writeFile(join(page, 'notes.log'), 'private');
  await symlink(join(folder, 'secret.html'), join(page, 'link.html'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the page', () => {
  it('is served with its policy and never kept', async () => {
    const answer = await serveStatic(page, '/?view=overlay');
    expect(answer.status).toBe(200);
    expect(answer.headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['Cache-Control']).toBe('no-store');
    expect(answer.headers['Content-Security-Policy']).toContain("default-src 'none'");
    expect(answer.headers['Content-Security-Policy']).not.toContain("'unsafe-inline'");
    expect(answer.headers['Content-Security-Policy']).not.toContain("'unsafe-eval'");
  });

  it('keeps files with a hash in their name', async () => {
    const answer = await serveStatic(page, '/assets/a-1f.js');
    expect(answer.headers['Cache-Control']).toContain('immutable');
  });

  it.each([
    ['/../secret.html', 400],
    ['/%2e%2e/secret.html', 400],
    ['/..%2fsecret.html', 400],
    ['/assets/../../secret.html', 400],
    ['//etc/passwd', 400],
    ['/assets\\..\\..\\secret.html', 400],
    ['/C:/secret.html', 400],
    ['/index.html%00.js', 400],
    ['/%zz', 400],
    ['/.hidden.html', 400],
    ['/link.html', 404],
    ['/notes.log', 404],
    ['/assets', 404],
    ['/missing.html', 404],
  ])('refuses %s', async (path, status) => {
    const answer = await serveStatic(page, path);
    expect(answer.status).toBe(status);
    expect(String(answer.body)).not.toContain('secret\n');
    expect(answer.headers['Content-Security-Policy']).toBeDefined();
  });

  it('maps any string to a path below the root or to nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '.', '%2e', '%2f', '\\', 'a', ':') }),
        (text) => {
          const path = plainPath(`/${text}`);
          if (path === undefined) return;
          expect(path.split('/')).not.toContain('..');
          expect(path.startsWith('/')).toBe(false);
        },
      ),
    );
  });
});
