import { messageOf } from '#core/log.ts';
import { err, ok } from '#domain/result.ts';
import { installModel } from './install.ts';
import { InstallError } from './install-error.ts';
import type { InstallPorts, InstallProgress } from './install-request.ts';
import { type Checksums, installOf, type InstallSource, parseMirror } from './install-source.ts';
import { failureOf, type ModelAnswer, sentences } from './model-answer.ts';
import { type ModelEntry, ModelError } from './registry.ts';

/** @file The installs that run now, one per model, and how the last ones ended. */

export interface InstallInput {
  readonly name: string;
  readonly mirror?: string | undefined;
  readonly folder?: string | undefined;
  readonly trust?: boolean;
  readonly checksums?: Checksums;
}

interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<ModelAnswer<null>>;
  progress?: InstallProgress;
}

/** @param changed called after every change, progress included */
export function createInstallRuns(
  ports: InstallPorts & { readonly mirror?: string | undefined },
  changed: () => void,
  renewed: (name: string) => void,
) {
  const problems = new Map<string, string>();
  const running = new Map<string, Running>();
  const sourceOf = ({ mirror, folder }: InstallInput): InstallSource => {
    if (folder !== undefined && folder !== '') return { kind: 'folder', path: folder };
    const base = mirror === undefined || mirror === '' ? ports.mirror : mirror;
    if (base !== undefined && base !== '') return { kind: 'mirror', base: parseMirror(base) };
    throw new InstallError(
      'no_source',
      'No mirror is set up, and no folder was named.',
      'Name a mirror (--mirror URL or EARSHOT_MODEL_MIRROR) or a folder (--from FOLDER).',
    );
  };

  const finished = async (
    name: string,
    run: () => Promise<unknown>,
  ): Promise<ModelAnswer<null>> => {
    try {
      await run();
      problems.delete(name);
      renewed(name);
      return ok(null);
    } catch (thrown) {
      const failure =
        thrown instanceof ModelError
          ? failureOf(thrown)
          : { code: 'UNAVAILABLE' as const, message: `The model ${name} could not be installed.` };
      const stopped = thrown instanceof InstallError && thrown.problem === 'cancelled';
      if (stopped) problems.delete(name);
      else {
        problems.set(name, sentences(failure));
        ports.log.warn('A model was not installed.', { model: name, reason: messageOf(thrown) });
      }
      return err(failure);
    } finally {
      running.delete(name);
      changed();
    }
  };

  const ended = new Map<string, Promise<ModelAnswer<null>>>();

  return {
    /** Why the last install or check of a model failed. */
    problems,
    running: (name: string) => running.get(name),
    ended: (name: string) => ended.get(name),
    /** Throws InstallError where it cannot even begin. */
    start: (entry: ModelEntry, input: InstallInput): null => {
      if (running.has(entry.name))
        throw new InstallError(
          'running',
          `The model ${entry.name} is being installed already.`,
          'Wait until that is done, or stop it.',
        );
      installOf(entry);
      const source = sourceOf(input);
      const stop = new AbortController();
      const run = (): Promise<unknown> =>
        installModel(ports, {
          entry,
          source,
          signal: stop.signal,
          ...(input.trust !== undefined && { trust: input.trust }),
          ...(input.checksums !== undefined && { checksums: input.checksums }),
          onProgress: (progress) => {
            const now = running.get(entry.name);
            if (now === undefined) return;
            now.progress = progress;
            changed();
          },
        });
      // The entry is there before the first line of the install runs.
      const end = Promise.resolve().then(() => finished(entry.name, run));
      running.set(entry.name, { stop, ended: end });
      ended.set(entry.name, end);
      problems.delete(entry.name);
      changed();
      return null;
    },
    /** @returns false where nothing runs */
    stop: (name: string): boolean => {
      const now = running.get(name);
      now?.stop.abort();
      return now !== undefined;
    },
    close: async (): Promise<void> => {
      const ends = [...running.values()].map(({ stop, ended: end }) => {
        stop.abort();
        return end;
      });
      await Promise.all(ends);
    },
  };
}
