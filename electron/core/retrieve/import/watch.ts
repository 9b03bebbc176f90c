import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { KnowledgeSource } from '#domain/knowledge-import.ts';
import { type Log, messageOf } from '#core/log.ts';
import type { Clock } from '#core/ports.ts';
import { isHidden } from './walk.ts';

/** Tells when something changed below the folders of watched sources. */
export interface FolderWatch {
  /** Begins, or goes on with another folder. */
  watch(source: KnowledgeSource): void;
  unwatch(source: string): Promise<void>;
  close(): Promise<void>;
}

/** A folder that many files are copied into is looked at when it is quiet, or after this long. */
const quietMs = 700;
const longestWaitMs = 10_000;
/** How often a folder is looked for that is not there, or that cannot be watched. */
const absentMs = 5_000;
const unwatchableMs = 60_000;

/**
 * @param onChange told after the dust has settled; not what changed: the run finds that itself, and
 * so nothing is lost when the system drops some of its messages.
 */
export function createFolderWatch(parts: {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Log;
  readonly onChange: (source: string) => void;
  readonly quietMs?: number;
  readonly absentMs?: number;
}): FolderWatch {
  const watched = new Map<string, { readonly close: () => Promise<void> }>();

  const begin = (source: string, location: string): { readonly close: () => Promise<void> } => {
    let watcher: FSWatcher | undefined;
    let cancelQuiet: (() => void) | undefined;
    let cancelLook: (() => void) | undefined;
    let firstAt: number | undefined;
    let over = false;

    const changed = (): void => {
      if (over) return;
      const now = parts.clock.now();
      firstAt ??= now;
      cancelQuiet?.();
      const wait = Math.min(parts.quietMs ?? quietMs, firstAt + longestWaitMs - now);
      cancelQuiet = parts.clock.after(Math.max(0, wait), () => {
        firstAt = undefined;
        parts.onChange(source);
      });
    };
    const lookAgain = (ms: number, then: () => void): void => {
      cancelLook?.();
      if (!over) cancelLook = parts.clock.after(ms, then);
    };
    /** Every while, until the folder is there (again): then it is watched and read. */
    const open = async (first: boolean): Promise<void> => {
      const there = await stat(location).catch(() => undefined);
      if (over) return;
      if (there === undefined) {
        lookAgain(parts.absentMs ?? absentMs, () => void open(false));
        return;
      }
      watcher = watch(location, {
        ignoreInitial: true,
        followSymlinks: false,
        ignorePermissionErrors: true,
        ignored: (path) => path !== location && isHidden(basename(path)),
      });
      watcher.on('all', (event, path) => {
        changed();
        if (event.startsWith('unlink') && path === location) void reopen();
      });
      watcher.on('error', (thrown) => {
        parts.log.warn('A folder of articles cannot be watched; it is looked at every minute.', {
          source,
          reason: messageOf(thrown),
        });
        const poll = (): void => {
          changed();
          lookAgain(unwatchableMs, poll);
        };
        lookAgain(unwatchableMs, poll);
      });
      if (!first) changed();
    };
    const reopen = async (): Promise<void> => {
      const old = watcher;
      watcher = undefined;
      await old?.close();
      if (!over) await open(false);
    };
    void open(true);
    return {
      close: async () => {
        over = true;
        cancelQuiet?.();
        cancelLook?.();
        await watcher?.close();
      },
    };
  };

  const unwatch = async (source: string): Promise<void> => {
    const one = watched.get(source);
    watched.delete(source);
    await one?.close();
  };

  return {
    watch: ({ id, location }) => {
      if (location === undefined) return;
      void unwatch(id);
      watched.set(id, begin(id, location));
    },
    unwatch,
    close: async () => {
      await Promise.all([...watched.keys()].map(unwatch));
    },
  };
}
