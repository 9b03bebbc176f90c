import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerPage, scheme } from './app-protocol.ts';
import { readMainArguments } from './arguments.ts';
import { clickThrough } from './click-through.ts';
import { readShellSettings, writeShellSettings } from './shell-settings.ts';
import { usualShortcuts } from './shortcuts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-shell-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what the shell remembers', () => {
  it('comes back as it was', () => {
    const file = join(folder, 'deep', 'settings.json');
    const settings = {
      ...readShellSettings(file),
      console: { display: 2, bounds: { x: 1, y: 2, width: 400, height: 900 } },
    };
    writeShellSettings(file, settings);
    expect(readShellSettings(file)).toEqual(settings);
  });

  it.each(['', '{', '[]', '{"shortcuts":3,"console":{"display":"x"}}'])(
    'is the usual when it is %j',
    async (text) => {
      const file = join(folder, 'settings.json');
      await writeFile(file, text);
      expect(readShellSettings(file)).toMatchObject({
        overlayShown: false,
        shortcuts: usualShortcuts,
      });
    },
  );

  it('keeps what is right beside what is wrong', async () => {
    const file = join(folder, 'settings.json');
    await writeFile(file, '{"overlayShown":true,"console":{"display":"x"}}');
    expect(readShellSettings(file)).toMatchObject({ overlayShown: true });
  });
});

describe('earshot://app', () => {
  const get = (url: string, method = 'GET') => answerPage(join(folder, 'page'), { url, method });

  beforeEach(async () => {
    await mkdir(join(folder, 'page'));
    await writeFile(join(folder, 'page', 'index.html'), '<title>Earshot</title>');
    await writeFile(join(folder, 'secret.html'), 'secret');
  });

  it('is a secure standard scheme that keeps to the page policy', () => {
    expect(scheme.privileges).toMatchObject({
      standard: true,
      secure: true,
      bypassCSP: false,
      allowServiceWorkers: false,
    });
  });

  it('serves the page with its policy', async () => {
    for (const url of [
      'earshot://app/',
      'earshot://app',
      'earshot://app/index.html?view=overlay#x',
    ]) {
      const answer = await get(url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await answer.text()).toContain('Earshot');
    }
  });

  it.each([
    ['earshot://app/../secret.html', 'GET'],
    ['earshot://app/%2e%2e%2fsecret.html', 'GET'],
    ['earshot://other/index.html', 'GET'],
    ['https://app/index.html', 'GET'],
    ['earshot://app/index.html', 'POST'],
  ])('refuses %s %s', async (url, method) => {
    const answer = await get(url, method);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toContain('secret\n');
  });
});

describe('arguments', () => {
  it('are read among those of Electron and Chromium', () => {
    expect(
      readMainArguments([
        '--no-sandbox',
        'dist/electron',
        '--data-dir',
        '/d',
        '--pack',
        'a',
        '--pack=b',
        '--pack',
      ]),
    ).toEqual({ dataFolder: '/d', packs: ['a', 'b'] });
    expect(readMainArguments([])).toEqual({ dataFolder: undefined, packs: undefined });
  });
});

describe('click-through', () => {
  it('lasts while Alt is held and no longer', () => {
    expect(clickThrough(false, ['alt'])).toBe('pass');
    expect(clickThrough(true, ['alt', 'shift'])).toBeUndefined();
    expect(clickThrough(true, [])).toBe('catch');
    expect(clickThrough(true, undefined)).toBe('catch');
    expect(clickThrough(false, ['shift'])).toBeUndefined();
  });
});
