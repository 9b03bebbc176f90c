import { withPackages } from './parts/entry.mjs';

/** @file `npm run build`: the page into dist/renderer, Electron's parts into dist/electron. */
await withPackages(import.meta.url, async (tell) => {
  const { buildElectron, buildRenderer } = await import('./parts/build-parts.mjs');
  await tell.step('Building the page', buildRenderer, 'The page is in dist/renderer');
  await tell.step('Building for Electron', buildElectron, "Electron's parts are in dist/electron");
});
