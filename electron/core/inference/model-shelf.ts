import { rm } from 'node:fs/promises';
import type { ModelListing } from '#domain/model-listing.ts';
import { err, ok } from '#domain/result.ts';
import { take } from './install.ts';
import { InstallError } from './install-error.ts';
import type { InstallPorts } from './install-request.ts';
import { createInstallRuns, type InstallInput } from './install-runs.ts';
import { folderOf, type OpenableModel, stagingOf } from './installed.ts';
import { answer, failureOf, type ModelAnswer, sentences } from './model-answer.ts';
import type { ModelChoices } from './model-choices.ts';
import { createModelPlaces } from './model-places.ts';
import { type ModelEntry, ModelError, type ModelRegistry, weightsFile } from './registry.ts';
import { createSpeedBook, measureModel, type SpeedPorts, type SpeedRunner } from './speed.ts';

/** @file Every model of the registry as a part: there or not, in use or not, put in and taken out. */

export interface ShelfPorts extends InstallPorts, SpeedPorts {
  readonly registry: ModelRegistry;
  /** `models/` of the product. */
  readonly embedded: string;
  readonly clock: InstallPorts['clock'];
  readonly choices: ModelChoices;
  /** Where models come from when nobody names another place. */
  readonly mirror?: string | undefined;
  /** Opens a model for the stopwatch; without it nothing can be measured. */
  readonly runner?: (model: OpenableModel) => Promise<SpeedRunner>;
  /** Whether a model is in memory now, and what that costs. */
  readonly memory?: (name: string) => { readonly residentBytes?: number } | undefined;
}

export interface ModelShelf {
  list(): Promise<ModelListing[]>;
  /** Called after every change, progress of installs included (at most ten times a second). */
  subscribe(listener: () => void): () => void;
  /** The whole list at the start and after every change; ends when the signal says so. */
  watch(signal?: AbortSignal): AsyncGenerator<ModelListing[], void, undefined>;
  /** Starts and returns at once; `settled` tells the end. */
  install(input: InstallInput): Promise<ModelAnswer<null>>;
  /** The end of the running install, or of the last one; the listing as it is where there was none. */
  settled(name: string): Promise<ModelAnswer<ModelListing>>;
  cancel(name: string): ModelAnswer<null>;
  /** Recomputes every checksum. */
  verify(name: string): Promise<ModelAnswer<ModelListing>>;
  /** Refuses the one in use and those that come with Earshot. */
  remove(name: string): Promise<ModelAnswer<null>>;
  /** Chooses the model of its task, after checking its files. */
  use(name: string): Promise<ModelAnswer<ModelListing[]>>;
  measure(name: string, signal?: AbortSignal): Promise<ModelAnswer<ModelListing>>;
  /** Where a model's files are, embedded or installed. Throws ModelError when it is not there. */
  openable(name: string): Promise<OpenableModel>;
  /**
   * The model that a task uses, its files checked: the one chosen, else the default. A chosen one
   * that is missing or damaged is passed over, with its reason in the log and in the list.
   * Undefined: there is no model for this task.
   */
  chosen(task: string): Promise<OpenableModel | undefined>;
  /** Stops what runs. */
  close(): Promise<void>;
}

export function createModelShelf(ports: ShelfPorts): ModelShelf {
  const { registry, models, log } = ports;
  const speeds = createSpeedBook(models);
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const runs = createInstallRuns(ports, changed, (name) => places.renewed(name));
  const { problems } = runs;
  const places = createModelPlaces(ports, {
    problem: (name) => problems.get(name),
    running: runs.running,
    speeds,
  });

  const entryOf = (name: string): ModelEntry => {
    const entry = registry.find((model) => model.name === name);
    if (entry !== undefined) return entry;
    throw new InstallError(
      'unknown',
      `There is no model ${name} in the registry.`,
      'earshot models list shows their names.',
    );
  };
  const listing = (name: string): Promise<ModelListing> => places.listing(entryOf(name));
  const list = (): Promise<ModelListing[]> => Promise.all(registry.map(places.listing));

  const checked = async (name: string): Promise<OpenableModel> => {
    try {
      const found = await places.check(entryOf(name));
      problems.delete(name);
      return found;
    } catch (thrown) {
      if (thrown instanceof ModelError && places.isDamage(thrown))
        problems.set(name, sentences(failureOf(thrown)));
      throw thrown;
    } finally {
      changed();
    }
  };

  return {
    list,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch: async function* (signal) {
      let wake = (): void => undefined;
      let stale = true;
      const nudge = (): void => {
        stale = true;
        wake();
      };
      listeners.add(nudge);
      signal?.addEventListener('abort', nudge);
      try {
        while (signal?.aborted !== true) {
          if (stale) {
            stale = false;
            yield await list();
          } else
            await new Promise<void>((resolve) => {
              wake = resolve;
              // Between the look at `stale` and here nothing can happen; before it, it may have.
              if (stale || signal?.aborted === true) resolve();
            });
        }
      } finally {
        listeners.delete(nudge);
        signal?.removeEventListener('abort', nudge);
      }
    },
    install: (input) => answer(async () => runs.start(entryOf(input.name), input)),
    settled: async (name) => {
      const end = await runs.ended(name);
      return end?.ok === false ? end : answer(() => listing(name));
    },
    cancel: (name) =>
      runs.stop(name)
        ? ok(null)
        : err({
            code: 'STALE',
            message: `The model ${name} is not being installed.`,
            mend: 'There is nothing to stop.',
          }),
    verify: (name) =>
      answer(async () => {
        await checked(name);
        return listing(name);
      }),
    remove: (name) =>
      answer(async () => {
        const entry = entryOf(name);
        await places.mayBeRemoved(entry);
        const lock = await take(ports, entry);
        try {
          await rm(stagingOf(models, name), { recursive: true, force: true });
          await rm(folderOf(models, name), { recursive: true, force: true });
        } finally {
          lock.release();
        }
        problems.delete(name);
        log.info('Removed a model.', { model: name });
        changed();
        return null;
      }),
    use: (name) =>
      answer(async () => {
        const entry = entryOf(name);
        await checked(name);
        await ports.choices.put(entry.task, name);
        log.info('Chose a model.', { task: entry.task, model: name });
        changed();
        return list();
      }),
    measure: (name, signal) =>
      answer(async () => {
        const { runner } = ports;
        const model = await checked(name);
        if (runner === undefined)
          throw new InstallError(
            'refused',
            `The model ${name} cannot be measured here.`,
            'Measure it where Earshot runs it.',
          );
        const figures = await measureModel(() => runner(model), ports, {
          ...(signal !== undefined && { signal }),
        });
        await speeds.put(name, weightsFile(model.entry).sha256, figures);
        changed();
        return listing(name);
      }),
    openable: async (name) => places.open(entryOf(name)),
    chosen: async (task) => {
      const wanted = await ports.choices.get(task);
      const chosen = registry.find((model) => model.name === wanted && model.task === task);
      const usual = registry.find((model) => model.task === task && model.default);
      if (chosen !== undefined && chosen !== usual)
        try {
          return await checked(chosen.name);
        } catch (thrown) {
          if (!(thrown instanceof ModelError)) throw thrown;
          log.error('A chosen model cannot be used; the default one is.', {
            task,
            model: chosen.name,
            reason: thrown.message,
          });
        }
      return usual === undefined ? undefined : checked(usual.name);
    },
    close: async () => {
      await runs.close();
      listeners.clear();
    },
  };
}
