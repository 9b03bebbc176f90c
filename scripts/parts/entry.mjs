import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { continueUnderNode24 } from './node24.mjs';
import { createTeller, Stop } from './project.mjs';

/** Runs a script's work; a Stop becomes its one sentence and exit code. */
export async function orOneSentence(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}

/**
 * How every script of the project begins: installs what is missing, goes on under Node 24, then
 * does its work. Needs Node 20 and nothing else, so `work` imports the rest by itself.
 */
export const withPackages = (url, work) =>
  orOneSentence(async () => {
    const tell = createTeller();
    await ensureInstalled(tell);
    await continueUnderNode24(fileURLToPath(url));
    await work(tell);
  });
