import { dirname } from 'node:path';
import type { ModelFigure, ModelListing, ModelState } from '#domain/model-listing.ts';
import { sizeOf } from './download.ts';
import { InstallError } from './install-error.ts';
import type { InstallProgress } from './install-request.ts';
import { openInstalled, type OpenableModel, readInstalled } from './installed.ts';
import type { ModelChoices } from './model-choices.ts';
import {
  bytesOf,
  isEmbedded,
  type ModelEntry,
  type ModelError,
  type ModelRegistry,
  pathOfFile,
  verifyModel,
  weightsFile,
} from './registry.ts';

/** @file Where a model's files are, whether they are right, and how that is told. */

export interface PlacePorts {
  readonly registry: ModelRegistry;
  readonly embedded: string;
  readonly models: string;
  readonly choices: ModelChoices;
  readonly memory?: (name: string) => { readonly residentBytes?: number } | undefined;
}

export interface PlaceFacts {
  readonly problem: (name: string) => string | undefined;
  readonly running: (name: string) => { readonly progress?: InstallProgress } | undefined;
  readonly speeds: { get(model: string, sha256: string): Promise<ModelFigure[]> };
}

export function createModelPlaces(ports: PlacePorts, facts: PlaceFacts) {
  const { embedded, models, registry, choices } = ports;

  /** Found so by reading every byte. */
  const damaged = new Set<string>();

  const find = async (entry: ModelEntry): Promise<OpenableModel | undefined> => {
    if (isEmbedded(entry)) return { entry, modelsDir: embedded, folder: embeddedFolder(entry) };
    const installed = await readInstalled(models, entry.name);
    return installed && openInstalled(models, entry, installed);
  };
  const embeddedFolder = (entry: ModelEntry): string => {
    const weights = pathOfFile(embedded, weightsFile(entry).path);
    return weights.endsWith('.onnx') ? dirname(dirname(weights)) : dirname(weights);
  };
  const open = async (entry: ModelEntry): Promise<OpenableModel> => {
    const found = await find(entry);
    if (found !== undefined) return found;
    throw new InstallError(
      'not_installed',
      `The model ${entry.name} is not installed.`,
      `Install it first: earshot models install ${entry.name}.`,
    );
  };
  /** The chosen one where it can be used, else the default: as `chosen` of the shelf decides. */
  const inUse = async (entry: ModelEntry): Promise<boolean> => {
    const wanted = await choices.get(entry.task);
    const chosen = registry.find(({ name, task }) => name === wanted && task === entry.task);
    const found = chosen && (await find(chosen));
    const usable = found !== undefined && (await isWhole(found));
    return usable ? chosen?.name === entry.name : entry.default;
  };
  /** By size alone: looking at a list must not read hundreds of megabytes. */
  const looksWhole = async ({ entry, modelsDir }: OpenableModel): Promise<boolean> => {
    const sizes = entry.files.map(({ path }) => sizeOf(pathOfFile(modelsDir, path)));
    return (await Promise.all(sizes)).every((size, index) => size === entry.files[index]?.bytes);
  };
  const isWhole = async (model: OpenableModel): Promise<boolean> =>
    !damaged.has(model.entry.name) && (await looksWhole(model));
  const stateOf = async (entry: ModelEntry): Promise<ModelState> => {
    if (facts.running(entry.name) !== undefined) return 'installing';
    const found = await find(entry);
    if (found === undefined) return 'available';
    if (!(await isWhole(found))) return 'damaged';
    return isEmbedded(entry) ? 'embedded' : 'installed';
  };

  return {
    open,
    /** Its files were put there anew. */
    renewed: (name: string): void => {
      damaged.delete(name);
    },
    /** Reads every byte. Throws ModelError when it is not there or not right. */
    check: async (entry: ModelEntry): Promise<OpenableModel> => {
      const found = await open(entry);
      try {
        await verifyModel(found.entry, found.modelsDir);
        damaged.delete(entry.name);
      } catch (thrown) {
        damaged.add(entry.name);
        throw thrown;
      }
      return found;
    },
    /** Whether a failed check speaks of the files and not of their absence. */
    isDamage: (error: ModelError): boolean => !(error instanceof InstallError),
    mayBeRemoved: async (entry: ModelEntry): Promise<void> => {
      if (isEmbedded(entry))
        throw new InstallError(
          'embedded',
          `The model ${entry.name} comes with Earshot and stays.`,
          'Choose another one for its task if you do not want it.',
        );
      if ((await find(entry)) !== undefined && (await inUse(entry)))
        throw new InstallError(
          'in_use',
          `The model ${entry.name} is in use.`,
          `Choose another one for ${entry.task} first.`,
        );
    },
    listing: async (entry: ModelEntry): Promise<ModelListing> => {
      const found = await find(entry);
      const problem = facts.problem(entry.name);
      const progress = facts.running(entry.name)?.progress;
      const memory = ports.memory?.(entry.name);
      const state = await stateOf(entry);
      return {
        name: entry.name,
        version: found?.entry.version ?? entry.version,
        title: entry.title ?? entry.name,
        description: entry.description ?? '',
        task: entry.task,
        state,
        inUse: found !== undefined && (await inUse(entry)),
        bytes: bytesOf(found?.entry ?? entry),
        licence: entry.licence,
        source: entry.source,
        pinned: found !== undefined || entry.files.length > 0,
        quality: entry.quality.map(({ set, ...figure }) => ({ what: set, ...figure })),
        speed: entry.speed,
        measured:
          found === undefined
            ? []
            : await facts.speeds.get(entry.name, weightsFile(found.entry).sha256),
        ...(progress !== undefined && { progress: { ...progress } }),
        ...(problem !== undefined && { problem }),
        ...(problem === undefined &&
          state === 'damaged' && {
            problem: isEmbedded(entry)
              ? 'Files of this model are missing or damaged. Reinstall Earshot.'
              : 'Files of this model are missing or damaged. Install it again.',
          }),
        loaded: memory !== undefined,
        ...(memory?.residentBytes !== undefined && { residentBytes: memory.residentBytes }),
      };
    },
  };
}
