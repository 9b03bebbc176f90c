import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from './data-folder.ts';
import { portProblem, readNodeOptions } from './node-options.ts';

describe('the arguments of the Node host', () => {
  it('are all optional', () => {
    expect(readNodeOptions([])).toMatchObject({ ok: true, value: { port: 0, packs: undefined } });
  });

  it('name port, folder and packs', () => {
    const read = readNodeOptions([
      '--port',
      '4100',
      '--data-dir',
      '/d',
      '--pack',
      'a',
      '--pack',
      'b',
    ]);
    expect(read).toMatchObject({ ok: true, value: { port: 4100, packs: ['a', 'b'] } });
  });

  it.each([['--port', '70000'], ['--port', 'x'], ['--port', '-1'], ['--colour', 'red'], ['stray']])(
    'are refused in a sentence: %s %s',
    (...args) => {
      const read = readNodeOptions(args);
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.error).toMatch(/\S/);
    },
  );

  it('say what to do about a port that cannot be had', () => {
    expect(portProblem(Object.assign(new Error('x'), { code: 'EADDRINUSE' }), 80)).toContain(
      'Choose another one with --port',
    );
    expect(portProblem(Object.assign(new Error('x'), { code: 'EACCES' }), 80)).toContain('1023');
    expect(portProblem(new Error('odd'), 80)).toContain('odd');
  });
});

describe('the data folder', () => {
  it('follows the platform', () => {
    expect(defaultDataFolder({}, 'linux', '/home/a')).toBe('/home/a/.local/share/earshot');
    expect(defaultDataFolder({ XDG_DATA_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/earshot');
    expect(defaultDataFolder({}, 'darwin', '/Users/a')).toBe(
      '/Users/a/Library/Application Support/Earshot',
    );
    expect(defaultDataFolder({ APPDATA: '/r' }, 'win32', '/u')).toBe('/r/Earshot');
    expect(defaultDataFolder({ EARSHOT_DATA_DIR: '/own' }, 'win32', '/u')).toBe('/own');
  });
});
