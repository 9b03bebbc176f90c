import { access, constants, readFile, statfs } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openInstalled, readInstalled } from '#core/inference/installed.ts';
import { bytesOf, isEmbedded, readRegistry, verifyModel } from '#core/inference/registry.ts';
import { messageOf } from '#core/log.ts';
import { createFileSecrets } from '#core/secrets/file-secrets.ts';
import { secretNames } from '#core/secrets/names.ts';
import { openStore } from '#core/store/index.ts';
import { findAppFolder } from './app-folder.ts';
import { createCliIo, type ExitCode } from './cli-output.ts';
import { defaultDataFolder } from './data-folder.ts';

interface Finding {
  readonly what: string;
  /** `missing` hinders; `absent` is fine, something is just not there. */
  readonly state: 'ok' | 'absent' | 'missing';
  readonly detail: string;
  readonly mend?: string;
}

/** `earshot doctor`: what is here, what is missing, and what to do about it. */
export async function doctor(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const io = createCliIo(values.json);
  const dataFolder = values['data-dir'] ?? defaultDataFolder();
  const appFolder = findAppFolder();
  const findings = [
    await version(appFolder),
    node(),
    ...(await models(join(appFolder, 'models'), join(dataFolder, 'models'))),
    await graph(),
    await data(dataFolder),
    await disk(dataFolder),
    ...(await windows(appFolder)),
  ];
  const well = findings.every(({ state }) => state !== 'missing');
  io.json({ ok: well, findings });
  const marks = { ok: 'ok     ', absent: 'none   ', missing: 'MISSING' };
  for (const { what, state, detail, mend } of findings)
    io.line(`${marks[state]} ${what}: ${detail}${mend === undefined ? '' : ` ${mend}`}`);
  if (!well) io.complain('Something is missing; the lines above say what to do.');
  return well ? 0 : 1;
}

async function version(appFolder: string): Promise<Finding> {
  const manifest = JSON.parse(await readFile(join(appFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { what: 'Earshot', state: 'ok', detail: manifest.version };
}

function node(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    what: 'Node',
    state: major >= 24 ? 'ok' : 'missing',
    detail: `${process.versions.node} on ${process.platform}-${process.arch}`,
    ...(major < 24 && { mend: 'Start Earshot through npm, which uses the Node 24 it brings.' }),
  };
}

/** Those that come with Earshot, and those that were installed; what only could be is no finding. */
async function models(embedded: string, installed: string): Promise<Finding[]> {
  try {
    const registry = await readRegistry(embedded);
    const findings = await Promise.all(
      registry.map(async (entry): Promise<Finding | undefined> => {
        const what = `Model ${entry.name}`;
        const found = isEmbedded(entry) ? undefined : await readInstalled(installed, entry.name);
        if (!isEmbedded(entry) && found === undefined) return undefined;
        const there = found === undefined ? entry : openInstalled(installed, entry, found).entry;
        try {
          await verifyModel(there, found === undefined ? embedded : installed);
          return {
            what,
            state: 'ok',
            detail: `${there.version}, ${(bytesOf(there) / 1e6).toFixed(1)} MB, checksums right`,
          };
        } catch (thrown) {
          return {
            what,
            state: 'missing',
            detail: messageOf(thrown),
            mend:
              found === undefined
                ? 'Restore models/ from the release.'
                : `Install it again: earshot models install ${entry.name}.`,
          };
        }
      }),
    );
    return findings.filter((finding) => finding !== undefined);
  } catch (thrown) {
    return [
      {
        what: 'Models',
        state: 'missing',
        detail: messageOf(thrown),
        mend: 'Restore models/ from the release.',
      },
    ];
  }
}

/** Optional: without it every vector is compared, which only large knowledge bases notice. */
async function graph(): Promise<Finding> {
  const what = 'Index over vectors';
  try {
    await import('hnswlib-node');
    return { what, state: 'ok', detail: 'hnswlib-node is there' };
  } catch {
    return {
      what,
      state: 'absent',
      detail: 'hnswlib-node was not built; knowledge bases are searched exactly.',
      mend: 'Above some ten thousand passages that is slower: install g++, make and Python, remove node_modules/.hnswlib-not-built and start again.',
    };
  }
}

async function data(folder: string): Promise<Finding> {
  const what = 'Data folder';
  if (!existsSync(join(folder, 'earshot.db')))
    return {
      what,
      state: 'absent',
      detail: `${folder} holds nothing yet; the first start makes it.`,
    };
  try {
    await access(folder, constants.R_OK | constants.W_OK);
  } catch {
    return {
      what,
      state: 'missing',
      detail: `${folder} may not be written.`,
      mend: 'Give yourself the right to, or choose another with --data-dir.',
    };
  }
  try {
    const secrets = createFileSecrets(join(folder, 'secrets'));
    const key = await secrets.getOrCreate(secretNames.databaseKey, () => {
      throw new Error(`The database key of ${folder} is missing.`);
    });
    const store = openStore({ folder, key, readOnly: true });
    if (!store.ok)
      return {
        what,
        state: 'missing',
        detail: store.error.message,
        ...(store.error.mend !== undefined && { mend: store.error.mend }),
      };
    const { ok, problems } = store.value.integrity();
    const signedBy = store.value.audit.lastHead()?.publicKey ?? 'nothing signed yet';
    const events = store.value.events.lastPosition();
    store.value.close();
    return ok
      ? {
          what,
          state: 'ok',
          detail: `${folder}, ${events} events, database key: ${secrets.kind}, record signed by ${signedBy}`,
        }
      : {
          what,
          state: 'missing',
          detail: `${folder} is damaged: ${problems[0] ?? ''}.`,
          mend: 'Restore it from a backup.',
        };
  } catch (thrown) {
    return {
      what,
      state: 'missing',
      detail: messageOf(thrown),
      mend: 'Restore the secrets folder from a backup.',
    };
  }
}

/** Below this a day of work may not fit. */
const leastFreeBytes = 200e6;

async function disk(folder: string): Promise<Finding> {
  let there = folder;
  while (!existsSync(there)) there = join(there, '..');
  const { bavail, bsize } = await statfs(there);
  const free = bavail * bsize;
  return {
    what: 'Disk',
    state: free > leastFreeBytes ? 'ok' : 'missing',
    detail: `${(free / 1e9).toFixed(1)} GB free where the data lies`,
    ...(free <= leastFreeBytes && { mend: 'Free at least 200 MB.' }),
  };
}

/** What a window can be: the finders live with the start script, which is not part of a package. */
async function windows(appFolder: string): Promise<Finding[]> {
  const load = async <T>(part: string): Promise<T | undefined> => {
    const file = join(appFolder, 'scripts', 'parts', part);
    return existsSync(file) ? ((await import(pathToFileURL(file).href)) as T) : undefined;
  };
  const browser = (await load<{ findBrowser(): string | undefined }>('browser.mjs'))?.findBrowser();
  const electron = (
    await load<{ findElectron(): string | undefined }>('electron-binary.mjs')
  )?.findElectron();
  const pinned = electronVersion();
  return [
    electron === undefined
      ? {
          what: 'Electron',
          state: 'absent',
          detail: `the binary of ${pinned} is not here; a browser window is used instead.`,
        }
      : { what: 'Electron', state: 'ok', detail: electron },
    browser === undefined
      ? {
          what: 'Browser',
          state: electron === undefined ? 'missing' : 'absent',
          detail: 'no Chromium, Chrome or Edge found.',
          mend: 'Install one, or set CHROME_PATH.',
        }
      : { what: 'Browser', state: 'ok', detail: browser },
  ];
}

function electronVersion(): string {
  try {
    const manifest = createRequire(import.meta.url)('electron/package.json') as { version: string };
    return manifest.version;
  } catch {
    return 'Electron';
  }
}
