import { join } from 'node:path';
import {
  app,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  Notification,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import { findAppFolder } from '#hosts/app-folder.ts';
import { defaultDataFolder } from '#hosts/data-folder.ts';
import { answerPage, scheme } from './app-protocol.ts';
import { readMainArguments } from './arguments.ts';
import { type CoreProcess, startCoreProcess } from './core-process.ts';
import { installGuards, isOwnSender } from './guards.ts';
import { installLoopback } from './loopback.ts';
import { openSafeSecrets } from './safe-secrets.ts';
import { readShellSettings, type ShellSettings, writeShellSettings } from './shell-settings.ts';
import { registerShortcuts, type ShortcutProblem } from './shortcuts.ts';
import { trayMenu } from './tray.ts';
import { createWindows, type Windows } from './windows.ts';

/**
 * @file Electron's main process: windows, tray, keys, vault and the core's life. It carries no
 * words of a customer; windows and core talk over ports of their own.
 */

const here = import.meta.dirname;
const appFolder = findAppFolder(here);
const { dataFolder: givenFolder, packs } = readMainArguments(process.argv.slice(1));
const dataFolder = givenFolder ?? defaultDataFolder();
const settingsFile = join(dataFolder, 'shell', 'settings.json');
let settings: ShellSettings = readShellSettings(settingsFile);
let problems: ShortcutProblem[] = [];
let core: CoreProcess | undefined;
let windows: Windows | undefined;
let tray: Tray | undefined;
let quitting = false;

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

app.enableSandbox();
// Chromium's own profile lies with the data: one folder to remove, one to lock.
app.setPath('userData', join(dataFolder, 'electron'));
protocol.registerSchemesAsPrivileged([scheme]);

// Two in one data folder would fight over it; the first one comes to the front instead.
if (!app.requestSingleInstanceLock()) app.quit();
else {
  app.on('second-instance', () => windows?.focusConsole());
  app.whenReady().then(start, stopWith);
}

function remember(change: Partial<ShellSettings>): void {
  settings = { ...settings, ...change };
  try {
    writeShellSettings(settingsFile, settings);
  } catch (error) {
    log(`Where the windows are could not be remembered: ${String(error)}`);
  }
}

async function start(): Promise<void> {
  installGuards(app, session.defaultSession);
  installLoopback(session.defaultSession, process.platform);
  const models = { embedded: join(appFolder, 'models'), installed: join(dataFolder, 'models') };
  protocol.handle('earshot', (request) =>
    answerPage(join(appFolder, 'dist', 'renderer'), request, models),
  );
  Menu.setApplicationMenu(process.platform === 'darwin' ? macMenu() : null);

  const vault = await openSafeSecrets(safeStorage, join(dataFolder, 'secrets'), process.platform);
  if (!vault.ok) log(vault.error);
  const running = startCoreProcess({
    fork: () =>
      utilityProcess.fork(join(here, '..', 'hosts', 'utility.js'), [], {
        serviceName: 'Earshot core',
        stdio: 'pipe',
      }),
    createChannel: () => new MessageChannelMain(),
    open: {
      version: app.getVersion(),
      dataFolder,
      appFolder,
      ...(packs && { packs: [...packs] }),
      ...(vault.ok && { vault: vault.value.vault }),
    },
    secrets: vault.ok ? vault.value : undefined,
    onLog: log,
    onRestart: log,
    onGiveUp: stopWith,
    notify: (title, body) => new Notification({ title, body, silent: true }).show(),
  });
  core = running;
  ipcMain.on('earshot:ready', (event) => {
    if (isOwnSender(event)) running.attach(event.sender);
  });

  const opened = createWindows({
    preload: join(here, '..', 'preload', 'preload.cjs'),
    version: app.getVersion(),
    settings: () => settings,
    remember,
    onOpened: (window) => {
      window.on('closed', () => {
        tray?.setToolTip('Earshot');
      });
    },
  });
  windows = opened;
  opened.open('console');
  if (settings.overlayShown) opened.open('overlay');
  tray = new Tray(nativeImage.createFromPath(join(appFolder, 'resources', 'icons', 'tray.png')));
  tray.setToolTip('Earshot');
  tray.on('click', () => opened.focusConsole());
  bindKeys(opened);
  app.on('activate', () => opened.focusConsole());
}

function bindKeys(opened: Windows): void {
  const run = {
    toggleConsole: () => opened.toggle('console'),
    toggleOverlay: () => opened.toggle('overlay'),
  };
  problems = registerShortcuts(globalShortcut, settings.shortcuts, run);
  for (const problem of problems) log(problem.sentence);
  tray?.setContextMenu(
    Menu.buildFromTemplate(
      trayMenu({
        shortcuts: settings.shortcuts,
        problems,
        run,
        editShortcuts: () => {
          remember({});
          void shell.openPath(settingsFile);
        },
        quit: () => app.quit(),
      }),
    ),
  );
}

const macMenu = () =>
  Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]);

/** The core cannot run: says why, in a window, and ends. */
function stopWith(reason: unknown): void {
  const sentence = reason instanceof Error ? reason.message : String(reason);
  log(sentence);
  dialog.showErrorBox('Earshot cannot run', sentence);
  app.exit(1);
}

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
app.on('before-quit', (event) => {
  if (quitting || core === undefined) return;
  event.preventDefault();
  quitting = true;
  // Approvals being written are finished first.
  core.close().then(() => app.quit(), stopWith);
});
app.on('will-quit', () => globalShortcut.unregisterAll());
