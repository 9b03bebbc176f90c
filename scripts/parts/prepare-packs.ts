import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePreparedVectors } from '../../electron/core/inference/prepared-vectors.ts';
import { findAppFolder, preparedFolderOf } from '../../electron/hosts/app-folder.ts';
import { openCore } from '../../electron/hosts/open-core.ts';

/**
 * @file Lets a first start happen in a folder of its own and keeps what it made of the packs: the
 * vectors of their articles and examples, and the heads of their intents. Run by the build.
 */
const into = preparedFolderOf(findAppFolder());
const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-prepare-'));
const vectors = new Map<string, Map<string, Float32Array>>();
try {
  const opened = await openCore({
    dataFolder,
    logLevel: 'warn',
    prepared: {
      vectors: {
        find: () => Promise.resolve(new Map()),
        made: ({ sha256 }, text, vector) => {
          const ofModel = vectors.get(sha256) ?? new Map<string, Float32Array>();
          vectors.set(sha256, ofModel.set(text, vector));
        },
      },
    },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  await opened.value.core.ready();
  await opened.value.core.shutdown();
  rmSync(into, { recursive: true, force: true });
  mkdirSync(join(into, 'heads'), { recursive: true });
  for (const [model, ofModel] of vectors) await writePreparedVectors(into, model, ofModel);
  // Written anew: in a data folder they are its owner's alone, here everybody's who may start it.
  for (const name of readdirSync(join(dataFolder, 'heads')))
    writeFileSync(join(into, 'heads', name), readFileSync(join(dataFolder, 'heads', name)));
} finally {
  rmSync(dataFolder, { recursive: true, force: true });
}
// Workers of the models may still be closing; what they made is written.
process.exit();
