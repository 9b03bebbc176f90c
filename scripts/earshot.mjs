import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './parts/browser.mjs';
import { buildRenderer } from './parts/build-parts.mjs';
import { orOneSentence } from './parts/entry.mjs';
import { packagesToInstall } from './parts/install.mjs';
import { continueUnderNode24 } from './parts/node24.mjs';
import { inRoot, Stop } from './parts/project.mjs';

/** @file The `earshot` command; electron/hosts/cli.ts under Node 24. */
await orOneSentence(async () => {
  if (packagesToInstall().length > 0)
    throw new Stop(
      1,
      'The packages are not installed. Run `npm start` or `npm ci` once, then this again.',
    );
  await continueUnderNode24(fileURLToPath(import.meta.url));
  nodeModule.enableCompileCache?.(inRoot('dist', '.compile-cache'));
  // A reader that stops early (`earshot replay … | head`) is not an error.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const { runCli } = await import('../electron/hosts/cli.ts');
  process.exitCode = await runCli(process.argv.slice(2), {
    findBrowser,
    buildPage: async () => {
      await buildRenderer();
      return inRoot('dist', 'renderer');
    },
  });
});
