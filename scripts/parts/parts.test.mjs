import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { appWindowArguments, findBrowser } from './browser.mjs';
import { pointToJs } from './build-electron.mjs';
import { missingPackages, packagesToInstall } from './install.mjs';
import { contentHash, Stop } from './project.mjs';
import { help, readStartOptions } from './start-options.mjs';

describe('npm start options', () => {
  it('are all optional', () => {
    expect(readStartOptions([])).toMatchObject({
      port: '0',
      host: undefined,
      packs: [],
      fresh: false,
    });
  });

  it('are each explained in the help', () => {
    for (const name of ['port', 'data-dir', 'host', 'pack', 'fresh', 'no-open', 'help'])
      expect(help).toContain(`--${name}`);
  });

  it.each([
    [['--port', 'x']],
    [['--port', '99999']],
    [['--host', 'firefox']],
    [['--colour']],
    [['stray']],
    [['--fresh', '--data-dir', '/d']],
  ])('are refused with code 2 and a sentence: %j', (args) => {
    expect(() => readStartOptions(args)).toThrow(Stop);
    try {
      readStartOptions(args);
    } catch (error) {
      expect(error.exitCode).toBe(2);
      expect(error.message).toMatch(/\.$/);
    }
  });

  it('open no window for --no-open', () => {
    expect(readStartOptions(['--no-open']).host).toBe('none');
  });
});

describe('what is to be installed', () => {
  const lock = {
    packages: {
      '': { name: 'earshot' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/c-win32': { version: '1.0.0', optional: true },
    },
  };

  it('is everything in a fresh clone, but nothing of other platforms', () => {
    expect(missingPackages(lock, undefined)).toEqual(['a', 'b']);
  });

  it('is what is absent or of another version', () => {
    const installed = {
      packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } },
    };
    expect(missingPackages(lock, installed)).toEqual(['b']);
  });

  it('is nothing here', () => {
    expect(packagesToInstall()).toEqual([]);
  });
});

describe('the browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-browser-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name) => {
    const file = join(folder, name);
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };

  it('is the one that CHROME_PATH names, or none', () => {
    const file = put('own');
    expect(findBrowser({ CHROME_PATH: file, PATH: '' }, 'linux')).toBe(file);
    expect(
      findBrowser({ CHROME_PATH: join(folder, 'gone'), PATH: '/usr/bin' }, 'linux'),
    ).toBeUndefined();
  });

  it('is found on PATH', () => {
    const file = put('chromium');
    expect(findBrowser({ PATH: `/nowhere:${folder}` }, 'linux')).toBe(file);
  });

  it('has a profile of its own, keeps its sandbox but as root, and reports nothing', () => {
    const args = appWindowArguments({ url: 'u', profile: 'p', isRoot: false });
    expect(args).toContain('--app=u');
    expect(args).toContain('--user-data-dir=p');
    expect(args).toContain('--disable-background-networking');
    expect(args).not.toContain('--no-sandbox');
    expect(appWindowArguments({ url: 'u', profile: 'p', isRoot: true })).toContain('--no-sandbox');
  });
});

describe('the build', () => {
  it('points imports at the stripped files and leaves # imports to package.json', () => {
    expect(pointToJs("import { a } from './a.ts';")).toBe("import { a } from './a.js';");
    expect(pointToJs("new Worker(new URL('../w/worker.ts', import.meta.url))")).toContain(
      "'../w/worker.js'",
    );
    expect(pointToJs("import { a } from '#core/a.ts';")).toContain("'#core/a.ts'");
  });

  it('notices any change of name or content', () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-hash-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'a'), '1');
    const before = contentHash([folder]);
    expect(contentHash([folder])).toBe(before);
    writeFileSync(join(folder, 'sub', 'a'), '2');
    expect(contentHash([folder])).not.toBe(before);
  });
});
