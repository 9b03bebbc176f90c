import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './parts/install.mjs';
import { continueUnderNode24 } from './parts/node24.mjs';
import { createTeller, Stop } from './parts/project.mjs';

/** @file `npm run bench`: the budgets of DESIGN section 9, measured on this machine. */
try {
  await ensureInstalled(createTeller((line) => process.stderr.write(`${line}\n`)));
  await continueUnderNode24(fileURLToPath(import.meta.url));
  const { bench } = await import('./bench/main.ts');
  process.exitCode = await bench(process.argv.slice(2));
  // The encoder's worker and a browser may still be closing; the figures are out.
  process.exit();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
