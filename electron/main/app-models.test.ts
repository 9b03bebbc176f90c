import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerPage } from './app-protocol.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-app-models-'));
  await mkdir(join(folder, 'models', 'weights', 'care'), { recursive: true });
  await writeFile(join(folder, 'models', 'weights', 'care', 'care.tar.gz'), 'archive');
  const files = [{ path: 'weights/care/care.tar.gz', sha256: 'a'.repeat(64), bytes: 7 }];
  await writeFile(
    join(folder, 'models', 'registry.json'),
    JSON.stringify([{ name: 'care', task: 'speech', default: true, files }]),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('earshot://app/models', () => {
  const get = (path: string) =>
    answerPage(
      join(folder, 'page'),
      { url: `earshot://app${path}`, method: 'GET' },
      { embedded: join(folder, 'models'), installed: join(folder, 'data', 'models') },
    );

  it('gives speech models with the policy of the page', async () => {
    const answer = await get('/models/care/care.tar.gz');
    expect(await answer.text()).toBe('archive');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await (await get('/models/index.json')).json()).toHaveLength(1);
  });

  it.each([
    '/models/registry.json',
    '/models/care/%2e%2e/registry.json',
    '/models/../registry.json',
  ])('refuses %s', async (path) => {
    expect((await get(path)).status).toBeGreaterThanOrEqual(400);
  });
});
