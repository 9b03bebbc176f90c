import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './parts/install.mjs';
import { continueUnderNode24 } from './parts/node24.mjs';
import { createTeller, Stop } from './parts/project.mjs';
import { help, readStartOptions } from './parts/start-options.mjs';

/**
 * @file `npm start`. Needs only Node 20 and npm: this file and what it imports above are plain
 * JavaScript. Once the packages are there it goes on under Node 24 (`parts/launch.mjs`).
 */
try {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(`${help}\n`);
  else {
    const tell = createTeller();
    await ensureInstalled(tell);
    await continueUnderNode24(fileURLToPath(import.meta.url));
    const { launch } = await import('./parts/launch.mjs');
    await launch(options, tell);
  }
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
