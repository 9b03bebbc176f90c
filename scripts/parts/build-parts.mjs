import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { contentHash, inRoot, Stop } from './project.mjs';
import { run } from './run.mjs';

/** Builds a part when its sources changed since the last build. @returns whether it was built */
async function buildWhenChanged({ name, sources, proof, build }) {
  const stampFile = inRoot('dist', `.${name}.hash`);
  const hash = contentHash([...sources.map((path) => inRoot(path)), inRoot('package-lock.json')]);
  const same =
    existsSync(inRoot(proof)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
  if (same) return false;
  await build();
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(stampFile, hash);
  return true;
}

async function orStop(command, args, sentence) {
  const result = await run(command, args);
  if (result.code !== 0) throw new Stop(1, `${result.output.trim()}\n${sentence}`);
}

/** The page, with Vite, into dist/renderer. */
export const buildRenderer = () =>
  buildWhenChanged({
    name: 'renderer',
    sources: [
      'renderer',
      'electron/domain',
      'electron/contract',
      'vite.config.ts',
      'scripts/parts/vosk-runtime.mjs',
    ],
    proof: 'dist/renderer/index.html',
    build: () =>
      orStop(
        process.execPath,
        [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'],
        'The page could not be built; the reason is above.',
      ),
  });

/** Main process, preload and core for Electron, into dist/electron. */
export const buildElectron = () =>
  buildWhenChanged({
    name: 'electron',
    sources: ['electron', 'scripts/parts/build-electron.mjs'],
    proof: 'dist/electron/main/main.js',
    // In a process of its own: stripping types is still announced as experimental on every use.
    build: () =>
      orStop(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', inRoot('scripts', 'parts', 'build-electron.mjs')],
        "Electron's parts could not be built; the reason is above.",
      ),
  });

/** Vectors and heads of the packs that come with it, into dist/prepared: a first start reads them. */
export const preparePacks = () =>
  buildWhenChanged({
    name: 'prepared',
    sources: ['resources/packs', 'models', 'electron/core', 'scripts/parts/prepare-packs.ts'],
    proof: 'dist/prepared/heads',
    build: () =>
      orStop(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', inRoot('scripts', 'parts', 'prepare-packs.ts')],
        'The packs could not be prepared; the reason is above.',
      ),
  });
