import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { packagesToInstall } from './parts/install.mjs';
import { continueUnderNode24 } from './parts/node24.mjs';
import { inRoot, Stop } from './parts/project.mjs';

/** @file The `earshot` command; electron/hosts/cli.ts under Node 24. */
try {
  if (packagesToInstall().length > 0)
    throw new Stop(1, 'The packages are not installed. Run `npm start` or `npm ci` once, then this again.');
  await continueUnderNode24(fileURLToPath(import.meta.url));
  nodeModule.enableCompileCache?.(inRoot('dist', '.compile-cache'));
  await import('../electron/hosts/cli.ts');
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
