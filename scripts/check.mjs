import { withPackages } from './parts/entry.mjs';

/** @file `npm run check`: what a developer runs before every commit, in under a minute. */
await withPackages(import.meta.url, async (tell) => {
  const { lint, tests, total, types } = await import('./parts/suites.mjs');
  // Types and lint share the second core; the tests then have both.
  const [typed, linted] = await Promise.all([types(tell), lint(tell, { cache: true })]);
  const { passed, failed, skipped } = total([typed, linted, await tests(tell, ['unit'])]);
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
});
