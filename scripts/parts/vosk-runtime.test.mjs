import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from './project.mjs';
import { readPackagedWorker, takeVoskRuntime } from './vosk-runtime.mjs';

let folder;
let worker;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-vosk-'));
  worker = readPackagedWorker();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the recogniser taken out of vosk-browser', () => {
  it('has no way left to run text as code', () => {
    const { code, wasm } = takeVoskRuntime(worker);
    const evaluates = (text) => /new\s+Function|new_\(\s*Function|\beval\s*\(/.test(text);
    expect([evaluates(worker), evaluates(code)]).toEqual([true, false]);
    // The WebAssembly is a file of its own.
    expect(code.length).toBeLessThan(200_000);
    expect(WebAssembly.validate(wasm)).toBe(true);
  });

  it.each([
    ['is missing', (text) => text.replace('function heap32VectorToArray', 'function other')],
    ['has another body', (text) => text.replace('var params=["retType"]', 'var params=[]')],
    ['is there twice', (text) => text.replace('module.exports = LoadVosk;', '$&$&')],
    ['gained an eval', (text) => text.replace('var emval_free_list=[]', '$&;eval("1")')],
  ])('is not built when a known place %s', (_what, change) => {
    const changed = change(worker);
    expect(changed === worker).toBe(false);
    expect(() => takeVoskRuntime(changed)).toThrow(/vosk-browser/);
  });

  it('says the same through closures as the package does through text: recognises without eval', () => {
    const { code, wasm } = takeVoskRuntime(worker);
    writeFileSync(join(folder, 'loader.mjs'), code);
    writeFileSync(join(folder, 'vosk.wasm'), wasm);
    const script = inRoot('scripts', 'parts', 'vosk-recognise.fixture.mjs');
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--disallow-code-generation-from-strings', script, folder],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const [first, second] = JSON.parse(stdout);
    expect(first.text).toBe('my account number is four seven two nine');
    expect(second.text).toBe(first.text);
    // Times go on where the last utterance ended, to the sample.
    expect(second.from - first.from).toBeCloseTo(first.seconds, 3);
  });
});
