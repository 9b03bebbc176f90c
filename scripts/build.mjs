import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './parts/install.mjs';
import { continueUnderNode24 } from './parts/node24.mjs';
import { createTeller, Stop } from './parts/project.mjs';

/** @file `npm run build`: the page into dist/renderer, Electron's parts into dist/electron. */
try {
  const tell = createTeller();
  await ensureInstalled(tell);
  await continueUnderNode24(fileURLToPath(import.meta.url));
  const { buildElectron, buildRenderer } = await import('./parts/build-parts.mjs');
  await tell.step('Building the page', buildRenderer, 'The page is in dist/renderer');
  await tell.step('Building for Electron', buildElectron, 'Electron\'s parts are in dist/electron');
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
