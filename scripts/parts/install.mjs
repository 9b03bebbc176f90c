import { existsSync, readFileSync } from 'node:fs';
import { ensureIndexBuilt } from './native.mjs';
import { inRoot, Stop } from './project.mjs';
import { run } from './run.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * What of the lock file is not in node_modules, by name. Compares npm's own record of what it
 * installed with the lock, which is exact and takes milliseconds.
 */
export function missingPackages(lock, installed) {
  const have = installed?.packages ?? {};
  return Object.entries(lock.packages)
    .filter(([path, one]) => path !== '' && !one.optional && !one.devOptional && !one.extraneous)
    .filter(([path, wanted]) => have[path]?.version !== wanted.version)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
}

export function packagesToInstall() {
  const record = inRoot('node_modules', '.package-lock.json');
  const lock = readJson(inRoot('package-lock.json'));
  return missingPackages(lock, existsSync(record) ? readJson(record) : undefined);
}

/** Installs exactly what the lock says, without running any package's own script. */
export async function ensureInstalled(tell) {
  const missing = packagesToInstall();
  if (missing.length > 0) await install(missing, tell);
  await ensureIndexBuilt(tell);
}

async function install(missing, tell) {
  await tell.step(
    `Installing ${missing.length} packages with npm, once; this takes a minute or two`,
    async () => {
      const beat = setInterval(() => tell.say('… still installing'), 15_000);
      const npm = process.env.npm_execpath;
      // --ignore-scripts: no package of ours needs one, and some would download from elsewhere.
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      const result =
        npm && existsSync(npm)
          ? await run(process.execPath, [npm, ...args], { show: true })
          : await run('npm', args, { show: true, shell: process.platform === 'win32' });
      clearInterval(beat);
      if (result.code !== 0)
        throw new Stop(
          1,
          'npm could not install the packages (its reason is above). Check the network connection and run this again.',
        );
    },
    'Packages are installed',
  );
}
