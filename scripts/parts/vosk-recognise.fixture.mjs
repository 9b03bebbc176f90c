import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './project.mjs';

/** @file Recognises a recording twice with the loader in the given folder; prints both as JSON. */

const folder = process.argv[2];
globalThis.self = globalThis;
globalThis.location = { href: 'http://127.0.0.1/' };
const { loadVosk } = await import(pathToFileURL(join(folder, 'loader.mjs')).href);
const wasm = await WebAssembly.compile(readFileSync(join(folder, 'vosk.wasm')));
const vosk = await loadVosk({
  instantiateWasm: (imports, done) => {
    WebAssembly.instantiate(wasm, imports).then(done);
    return {};
  },
});
vosk.SetLogLevel(-1);
const archive = inRoot('models', 'weights', 'vosk-model-care-en', 'vosk-model-care-en.tar.gz');
spawnSync('tar', ['xzf', archive, '-C', folder]);
const model = join(folder, 'vosk-model-care-en');
for (const entry of readdirSync(model, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const inside = `/model/${relative(model, path)}`;
  vosk.FS.mkdirTree(dirname(inside));
  vosk.FS.writeFile(inside, readFileSync(path));
}
const recogniser = new vosk.Recognizer(new vosk.Model('/model'), 16_000);
recogniser.SetWords(true);
const wav = readFileSync(inRoot('tests', 'fixtures', 'audio', 'number.wav'));
const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44));
const address = vosk._malloc(samples.length * 4);
const heard = [1, 2].map(() => {
  vosk.HEAPF32.set(samples, address / 4);
  recogniser.AcceptWaveform(address, samples.length);
  const { text, result } = JSON.parse(recogniser.FinalResult());
  return { text, from: result[0].start, seconds: samples.length / 16_000 };
});
process.stdout.write(JSON.stringify(heard));
