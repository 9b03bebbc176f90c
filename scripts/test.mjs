import { withPackages } from './parts/entry.mjs';
import { Stop } from './parts/project.mjs';

/**
 * @file `npm test`: everything, in a fresh clone, on a bare machine. The last line is the count
 * over all suites; each thing that did not run is said with its reason.
 */
await withPackages(import.meta.url, async (tell) => {
  const suites = await import('./parts/suites.mjs');
  const { buildElectron, buildRenderer, preparePacks } = await import('./parts/build-parts.mjs');
  const { findBrowser, installBrowser } = await import('./parts/browser.mjs');
  const { findElectron, fetchElectron } = await import('./parts/electron-binary.mjs');

  /** A build is a test too: it passes or fails, and what needs it says so. */
  const build = async (what, run) => {
    try {
      await run();
      tell.say(`ok   build ${what}`);
      return { passed: 1, failed: 0, skipped: 0 };
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      tell.say(`FAIL build ${what}\n${error.message}`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
  };

  // Lint is one thread; the types have the other core.
  const results = await Promise.all([suites.types(tell), suites.lint(tell)]);
  results.push(
    await build('the page', buildRenderer),
    await build("Electron's parts", buildElectron),
    // Once for all tests that open the product; tests/prepared.test.ts starts without it.
    await build('the packs', preparePacks),
  );
  results.push(await suites.tests(tell, ['unit', 'contract', 'replay']));

  let browser = findBrowser();
  if (browser === undefined && !process.env.CHROME_PATH) {
    tell.say('     No Chromium, Chrome or Edge here; installing one …');
    const why = await installBrowser();
    browser = findBrowser();
    if (browser === undefined)
      results.push(
        suites.skip(
          tell,
          'browser end-to-end tests',
          `no browser was found and ${why ?? 'the installed one is not on PATH'}`,
        ),
      );
  }
  if (browser !== undefined) {
    tell.say(`     Browser for the end-to-end tests: ${browser}`);
    results.push(await suites.tests(tell, ['e2e'], { CHROME_PATH: browser }));
  }

  const electron = findElectron() ?? (await fetchElectron(tell));
  const file = typeof electron === 'string' ? electron : electron.file;
  if (file === undefined) tell.say(`skip Electron smokes, because ${electron.reason}:`);
  results.push(await suites.tests(tell, ['electron']));

  const { passed, failed, skipped } = suites.total(results);
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
});
