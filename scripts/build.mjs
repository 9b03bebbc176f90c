import { withPackages } from './parts/entry.mjs';

/**
 * @file `npm run build`: the page into dist/renderer, Electron's parts into dist/electron, what
 * can be made of the packs before anybody starts it into dist/prepared.
 */
await withPackages(import.meta.url, async (tell) => {
  const { buildElectron, buildRenderer, preparePacks } = await import('./parts/build-parts.mjs');
  await tell.step('Building the page', buildRenderer, 'The page is in dist/renderer');
  await tell.step('Preparing the packs', preparePacks, 'The packs are prepared in dist/prepared');
  await tell.step('Building for Electron', buildElectron, "Electron's parts are in dist/electron");
});
