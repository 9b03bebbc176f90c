import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createCore } from '#core/core.ts';
import { type Prepared, preparedIn } from '#core/core-prepared.ts';
import { createLog, type Log, type LogLevel } from '#core/log.ts';
import type { Clock, Ids, Notifier, Random, Secrets } from '#core/ports.ts';
import type { Core } from '#core/surface.ts';
import { createSystemIds, systemClock, systemRandom } from '#core/system-ports.ts';
import { redactLogText } from '#core/understand/index.ts';
import type { Failure, Result } from '#domain/result.ts';
import { findAppFolder, preparedFolderOf } from './app-folder.ts';
import { createHostSecrets } from './vault-secrets.ts';

export interface OpenCoreOptions {
  readonly dataFolder: string;
  /** Defaults to the folder that holds `models/` and `resources/`, above this file. */
  readonly appFolder?: string;
  readonly packs?: readonly string[];
  /** Default: what `npm run build` made. */
  readonly prepared?: Prepared;
  readonly secrets?: Secrets;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly random?: Random;
  readonly notifier?: Notifier;
  readonly logLevel?: LogLevel;
}

export interface OpenedCore {
  readonly core: Core;
  readonly log: Log;
  readonly secrets: Secrets;
}

/** A log that appends lines to `<data>/logs/earshot.log`; a full disk must not stop a call. */
function openLog(dataFolder: string, level: LogLevel, now: () => number): Log {
  const file = join(dataFolder, 'logs', 'earshot.log');
  // A folder that cannot be made is the store's to report; the lines then go to standard error.
  let chain: Promise<unknown> = mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(
    () => undefined,
  );
  return createLog({
    level,
    now,
    redact: redactLogText,
    write: (line) => {
      chain = chain
        .then(() => appendFile(file, `${line}\n`, { mode: 0o600 }))
        .catch(() => process.stderr.write(`${line}\n`));
    },
  });
}

/** Opens the product in a data folder: what the Node host, the utility process and the CLI share. */
export async function openCore(options: OpenCoreOptions): Promise<Result<OpenedCore, Failure>> {
  const clock = options.clock ?? systemClock;
  const appFolder = options.appFolder ?? findAppFolder();
  const secrets = options.secrets ?? createHostSecrets(join(options.dataFolder, 'secrets'));
  const log = openLog(options.dataFolder, options.logLevel ?? 'info', () => Date.now());
  const core = await createCore({
    dataFolder: options.dataFolder,
    resourcesFolder: join(appFolder, 'resources'),
    modelsFolder: join(appFolder, 'models'),
    prepared: options.prepared ?? preparedIn(preparedFolderOf(appFolder)),
    ...(options.packs && { packs: options.packs }),
    clock,
    ids: options.ids ?? createSystemIds(clock),
    random: options.random ?? systemRandom,
    secrets,
    notifier: options.notifier ?? { notify: (title, body) => log.info(title, { body }) },
    log,
  });
  return core.ok ? { ok: true, value: { core: core.value, log, secrets } } : core;
}
