import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPackages } from './parts/entry.mjs';
import { duration, inRoot, Stop } from './parts/project.mjs';
import { run } from './parts/run.mjs';

/**
 * @file `npm run fuzz [-- --minutes 10]`: the property tests with new cases, round after round, until
 * one fails (its seed is printed) or the time is over. CI draws the same cases each time; this is
 * where others are looked for.
 */
function minutesFrom(args) {
  if (args.length === 0) return 10;
  const minutes = args[0] === '--minutes' && args.length === 2 ? Number(args[1]) : NaN;
  if (!(minutes > 0)) throw new Stop(2, 'Say for how long, as in: npm run fuzz -- --minutes 10');
  return minutes;
}

/** Property tests stand beside what they test; they are known by the library they draw from. */
const propertyTests = () =>
  ['electron', 'renderer', 'scripts']
    .flatMap((folder) =>
      readdirSync(inRoot(folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .filter(
      (file) =>
        /\.test\.(ts|tsx|mjs)$/.test(file) &&
        readFileSync(inRoot(file), 'utf8').includes("from 'fast-check'"),
    );

await withPackages(import.meta.url, async (tell) => {
  const from = Date.now();
  const until = from + minutesFrom(process.argv.slice(2)) * 60_000;
  const files = propertyTests();
  tell.say(`     ${files.length} files of properties …`);
  let rounds = 0;
  do {
    const { code, output } = await run(
      process.execPath,
      [
        inRoot('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--project',
        'unit',
        '--reporter=dot',
        ...files,
      ],
      { env: { NO_COLOR: '1', CI: '' } },
    );
    rounds += 1;
    if (code !== 0) {
      process.stdout.write(`${output.trim()}\n`);
      throw new Stop(1, `A property failed in round ${rounds}; its seed and path are above.`);
    }
    tell.say(`ok   round ${rounds} (${duration(Date.now() - from)})`);
  } while (Date.now() < until);
});
