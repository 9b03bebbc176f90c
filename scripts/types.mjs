import { withPackages } from './parts/entry.mjs';

/** @file `npm run types`: each wall against its own tsconfig. */
await withPackages(import.meta.url, async (tell) => {
  const { types } = await import('./parts/suites.mjs');
  const { failed } = await types(tell);
  process.exitCode = failed === 0 ? 0 : 1;
});
