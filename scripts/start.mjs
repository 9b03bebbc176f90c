import { orOneSentence, withPackages } from './parts/entry.mjs';
import { help, readStartOptions } from './parts/start-options.mjs';

/**
 * @file `npm start`. Needs only Node 20 and npm: this file and what it imports above are plain
 * JavaScript. Once the packages are there it goes on under Node 24 (`parts/launch.mjs`).
 */
await orOneSentence(async () => {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(`${help}\n`);
  else
    await withPackages(import.meta.url, async (tell) => {
      const { launch } = await import('./parts/launch.mjs');
      await launch(options, tell);
    });
});
