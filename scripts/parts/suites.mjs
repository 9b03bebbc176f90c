import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { duration, inRoot, root } from './project.mjs';
import { run } from './run.mjs';

/** @file The parts of `npm test`. Each returns how many passed, failed and were skipped. */

const result = (passed, failed, skipped = 0) => ({ passed, failed, skipped });
const bin = (...parts) => inRoot('node_modules', ...parts);

/** One check that passes or fails as a whole; its output is shown when it fails. */
async function check(tell, title, args, options = {}) {
  const from = Date.now();
  const { code, output } = await run(process.execPath, args, options);
  tell.say(`${code === 0 ? 'ok  ' : 'FAIL'} ${title} (${duration(Date.now() - from)})`);
  if (code !== 0) process.stdout.write(`${output.trim()}\n`);
  return code === 0 ? result(1, 0) : result(0, 1);
}

const add = (results) =>
  results.reduce(
    (sum, one) =>
      result(sum.passed + one.passed, sum.failed + one.failed, sum.skipped + one.skipped),
    result(0, 0),
  );

/** Every folder with a tsconfig of its own is a wall. */
export function wallsToCheck() {
  const electron = readdirSync(inRoot('electron')).map((name) => `electron/${name}`);
  return [...electron, 'renderer', 'tests', 'scripts/lint'].filter((folder) =>
    existsSync(inRoot(folder, 'tsconfig.json')),
  );
}

/** The native compiler, one wall after the other: each has its own `lib` and `types`. */
export async function types(tell) {
  const results = [];
  for (const wall of wallsToCheck())
    results.push(
      await check(tell, `types ${wall}`, [bin('@typescript', 'native', 'bin', 'tsc'), '-p', wall]),
    );
  return add(results);
}

/** @param options.cache only files that changed; quick, but blind to a type that changed elsewhere */
export async function lint(tell, options = {}) {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', 'dist/.eslintcache'];
  return add([
    await check(tell, 'lint and walls', [
      bin('eslint', 'bin', 'eslint.js'),
      '.',
      '--max-warnings',
      '0',
      ...(options.cache ? cache : []),
    ]),
    await check(tell, 'format', [
      bin('prettier', 'bin', 'prettier.cjs'),
      '--check',
      '--log-level',
      'warn',
      '.',
    ]),
  ]);
}

/** Vitest projects, counted from its own JSON report; its words go to the screen as they come. */
export async function tests(tell, projects, env = {}) {
  const report = inRoot('dist', `.vitest-${projects.join('-')}.json`);
  rmSync(report, { force: true });
  tell.say(`     ${projects.join(', ')} tests …`);
  const { code } = await run(
    process.execPath,
    [
      bin('vitest', 'vitest.mjs'),
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      '--passWithNoTests',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { show: true, env: { NO_COLOR: '1', ...env } },
  );
  if (!existsSync(report)) return result(0, 1);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that cannot be loaded, or whose preparation failed, has no failed test, but has failed.
  const broken = testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  );
  for (const file of testResults) sayWhySkipped(tell, file);
  const counted = result(
    numPassedTests,
    numFailedTests + broken.length,
    numPendingTests + numTodoTests,
  );
  // An error outside of any test (an unhandled rejection) fails the run as well.
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function sayWhySkipped(tell, file) {
  const skipped = file.assertionResults.filter((one) =>
    ['pending', 'skipped', 'todo'].includes(one.status),
  );
  if (skipped.length === 0) return;
  const name = file.name.replace(`${root}/`, '');
  for (const one of skipped) tell.say(`skip ${name}: ${one.fullName ?? one.title}`);
}

export const total = add;

/** Nothing to run is a skip said aloud, not a pass. */
export function skip(tell, what, why, count = 1) {
  tell.say(`skip ${what}: ${why}`);
  return result(0, 0, count);
}

export const hasFiles = (folder, ending) =>
  existsSync(inRoot(folder)) &&
  readdirSync(join(root, folder), { recursive: true }).some((name) => name.endsWith(ending));
