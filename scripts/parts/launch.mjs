import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultDataFolder } from '../../electron/hosts/data-folder.ts';
import { startSupervised } from '../../electron/hosts/supervisor.ts';
import { findBrowser } from './browser.mjs';
import { buildElectron, buildRenderer } from './build-parts.mjs';
import { fetchElectron, findElectron } from './electron-binary.mjs';
import { openBrowser } from './open-browser.mjs';
import { duration, inRoot, Stop } from './project.mjs';

/** Which window, and why, in one sentence. */
async function chooseHost(options, tell) {
  const noScreen =
    process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (options.host === 'none') return { kind: 'none', why: 'No window was asked for.' };
  if (noScreen)
    return {
      kind: 'none',
      why: 'There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened.',
    };
  let reason = 'a browser window was asked for';
  if (options.host !== 'browser') {
    const found = findElectron();
    if (found)
      return { kind: 'electron', file: found, why: 'Opening in Electron: its binary is here.' };
    const fetched = await fetchElectron(tell);
    if (fetched.file)
      return {
        kind: 'electron',
        file: fetched.file,
        why: 'Opening in Electron: its binary was fetched.',
      };
    if (options.host === 'electron')
      throw new Stop(
        1,
        `Electron cannot be opened, because ${fetched.reason}. Use --host browser instead.`,
      );
    reason = `Electron is not here and ${fetched.reason}`;
  }
  const browser = findBrowser();
  if (browser)
    return { kind: 'browser', file: browser, why: `Opening in ${browser}, because ${reason}.` };
  return {
    kind: 'none',
    why: `No window can be opened: ${reason}, and no Chromium, Chrome or Edge was found (CHROME_PATH may name one).`,
  };
}

/** Builds what changed, starts the core and opens a window; resolves when it is all over. */
export async function launch(options, tell) {
  if (options.noOpen && options.host !== 'none') options = { ...options, host: 'none' };
  const chosen = await chooseHost(options, tell);
  tell.say(chosen.why);

  const from = Date.now();
  const built = [await buildRenderer(), chosen.kind === 'electron' && (await buildElectron())];
  tell.say(
    built.some(Boolean)
      ? `Built what changed (${duration(Date.now() - from)}).`
      : 'The build is up to date.',
  );

  const dataFolder = options.fresh
    ? mkdtempSync(join(tmpdir(), 'earshot-'))
    : options.dataFolder
      ? resolve(options.dataFolder)
      : defaultDataFolder();
  tell.say(
    `Data folder: ${dataFolder}${options.fresh ? ' (removed at the end)' : existsSync(dataFolder) ? '' : ' (new)'}.`,
  );
  try {
    if (chosen.kind === 'electron') await runElectron({ chosen, options, dataFolder });
    else await runNodeHost({ chosen, options, dataFolder, tell });
  } finally {
    if (options.fresh) rmSync(dataFolder, { recursive: true, force: true });
  }
}

const hostArguments = (options, dataFolder) => [
  '--data-dir',
  dataFolder,
  ...options.packs.flatMap((pack) => ['--pack', pack]),
];

function runElectron({ chosen, options, dataFolder }) {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const child = spawn(
    chosen.file,
    [
      ...(isRoot ? ['--no-sandbox'] : []),
      inRoot('dist', 'electron'),
      ...hostArguments(options, dataFolder),
    ],
    { stdio: 'inherit', env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined } },
  );
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new Stop(1, `Electron could not be started: ${error.message}.`)),
    );
    child.on('close', (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}

async function runNodeHost({ chosen, options, dataFolder, tell }) {
  const over = Promise.withResolvers();
  let window;
  let failure;
  const supervisor = startSupervised({
    command: process.execPath,
    args: (port) => [
      // Node sizes its young generation for servers; the core needs less memory with a small one.
      '--max-semi-space-size=4',
      inRoot('electron', 'hosts', 'node.ts'),
      '--port',
      String(port),
      ...hostArguments(options, dataFolder),
    ],
    env: {
      EARSHOT_TOKEN: randomBytes(32).toString('base64url'),
      NODE_COMPILE_CACHE: inRoot('dist', '.compile-cache'),
    },
    port: Number(options.port),
    // The window takes as long to appear as the core to open, so both start together; a data
    // folder that never worked is opened first, so that no window flashes up for an error.
    onListening: ({ url }) => {
      if (existsSync(join(dataFolder, 'browser'))) openOnce(url);
    },
    onLog: (line) => process.stderr.write(`${line}\n`),
    onRestart: (sentence) => tell.say(sentence),
    onWindow: () =>
      tell.say(`A window is connected, ${Date.now() - tell.startedAt} ms after the start.`),
    onGiveUp: (sentence) => {
      failure = sentence;
      over.resolve();
    },
  });
  const openOnce = (url) => {
    if (chosen.kind !== 'browser' || window !== undefined) return;
    window = openBrowser({ browser: chosen.file, url, profile: join(dataFolder, 'browser'), tell });
    window.closed.then(() => over.resolve('The window was closed.'));
  };
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => over.resolve(`${signal} was received.`));
  supervisor.ready.then(
    ({ url }) => {
      openOnce(url);
      tell.say(`Earshot is usable: ready in ${Date.now() - tell.startedAt} ms.`);
      tell.say(chosen.kind === 'browser' ? `It is also at ${url}` : `Open ${url}`);
    },
    () => undefined, // onGiveUp has the sentence
  );
  const why = await over.promise;
  if (why !== undefined) tell.say(`${why} Earshot ends.`);
  window?.close();
  await supervisor.stop();
  // The supervisor has already printed the sentence as a line of the host; only the code is left.
  if (failure !== undefined) process.exitCode = 1;
}
