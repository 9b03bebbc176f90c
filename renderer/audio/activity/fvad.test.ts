import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { noise, seconds, speechLike } from '../capture/test-sound.ts';
import { createFvad, frameSamples } from './fvad.ts';

const module = new WebAssembly.Module(readFileSync('node_modules/@echogarden/fvad-wasm/fvad.wasm'));

const share = (sound: Float32Array): number => {
  const fvad = createFvad(module, 1);
  let voiced = 0;
  for (let at = 0; at + frameSamples <= sound.length; at += frameSamples)
    if (fvad(sound, at)) voiced += 1;
  return voiced / (sound.length / frameSamples);
};

it('is the build whose exports this program names', () => {
  expect(WebAssembly.Module.imports(module).map(({ module: from, name }) => from + name)).toEqual([
    'aa',
    'ab',
  ]);
  expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual([...'cdefghijklmnop']);
});

it('tells voice from noise', () => {
  expect(share(speechLike(4, -25))).toBeGreaterThan(0.7);
  expect(share(noise(20, -30).subarray(seconds(2)))).toBeLessThan(0.2);
});

it('says so when it is another build', () => {
  // The smallest module there is: it exports nothing.
  const empty = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  expect(() => createFvad(empty, 1)).toThrow('another build');
});
