import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
  'brave-browser',
];

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function applicationFolders(platform, environment) {
  if (platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'].flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  if (platform === 'win32')
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
      .map((variable) => environment[variable])
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
      ]);
  return [];
}

/** Browsers that Playwright installed for some other project. */
function playwrightBrowsers(environment) {
  const folder = environment.PLAYWRIGHT_BROWSERS_PATH || join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap((name) => [
      join(folder, name, 'chrome-linux64', 'chrome'),
      join(folder, name, 'chrome-linux', 'chrome'),
      join(folder, name, 'chrome-win', 'chrome.exe'),
    ]);
}

/** A Chromium, Chrome or Edge on this machine: `CHROME_PATH`, then PATH, then the usual places. */
export function findBrowser(environment = process.env, platform = process.platform) {
  if (environment.CHROME_PATH)
    return isExecutable(environment.CHROME_PATH) ? environment.CHROME_PATH : undefined;
  const onPath = (environment.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) =>
      names.map((name) => join(folder, platform === 'win32' ? `${name}.exe` : name)),
    );
  return [
    ...onPath,
    ...applicationFolders(platform, environment),
    ...playwrightBrowsers(environment),
  ].find(isExecutable);
}

/** Debian as root only: installs the `chromium` package. @returns the reason why not, if not */
export async function installBrowser() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get'))
    return 'this is not a Debian system';
  if (process.getuid?.() !== 0) return 'installing one needs root';
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env, timeoutMs: 300_000 });
  const install = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
    { env, timeoutMs: 900_000 },
  );
  if (install.code === 0) return undefined;
  const last = `${update.code === 0 ? '' : update.output}${install.output}`
    .trim()
    .split('\n')
    .at(-1);
  return `apt-get could not install it: ${last}`;
}

/**
 * Arguments of the app window: a profile of its own, and nothing that Chromium would fetch or
 * report by itself, since nothing may leave this machine.
 */
export function appWindowArguments({ url, profile, isRoot }) {
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
    '--no-pings',
    '--password-store=basic',
    '--window-size=1280,860',
    // Chromium refuses to run its sandbox as root (containers, CI).
    // Its banner about that would stand over the page; npm start has said it instead.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}
