import type { Clock } from '#core/ports.ts';
import { InferenceError } from './inference-error.ts';
import { ModelError, type ModelEntry, verifyModel } from './registry.ts';
import { WorkerDied, type WorkerHost } from './worker-host.ts';
import type { ModelSpec } from './worker-messages.ts';

/** @file Which models the worker holds: loaded at first use, put away when nobody used them for long. */

/** A worker that dies this often in a row under one model will die again. */
const MOST_DEATHS = 3;

/** How long a failed load is believed: a live turn must not check a damaged file every time. */
const BELIEVE_MS = 30_000;

/** Until a model was measured: about 10 ms for a customer's turn. */
const FIRST_GUESS = 0.05;

export interface Slot {
  readonly key: string;
  readonly entry: ModelEntry;
  readonly spec: ModelSpec;
  readonly modelsDir: string;
  state: 'out' | 'loading' | 'in';
  loading?: Promise<void>;
  failure?: { readonly error: Error; readonly until: number };
  deathsInRow: number;
  lastUsed: number;
  cancelIdle?: () => void;
  /** Times it was loaded, and how the last time went. */
  loads: number;
  loadMs: number;
  residentGrowth: number;
  /** Calls answered, units run, and milliseconds of the last slice in the worker. */
  calls: number;
  units: number;
  lastMs: number;
  msPerCharacter: number;
  /** Undefined until it ran. */
  msPerUnit?: number;
}

/** The same name and version with other files is another model: one that was installed again. */
export const keyOf = ({ name, version, files }: ModelEntry): string =>
  `${name}@${version}#${files.map(({ sha256 }) => sha256.slice(0, 12)).join('.')}`;

export interface ModelSlots {
  readonly all: ReadonlyMap<string, Slot>;
  put(entry: ModelEntry, spec: ModelSpec, modelsDir: string): Slot;
  /** Loads it unless it is loaded. Rejects with ModelError or InferenceError, one sentence each. */
  load(slot: Slot): Promise<void>;
  unload(slot: Slot): Promise<void>;
  /** To be told that it ran or failed under a request; `died` gives the error for the caller. */
  used(slot: Slot): void;
  died(slot: Slot, reason: WorkerDied): Error;
  /** The worker is gone, and all that was loaded with it. */
  emptied(): void;
}

export function createModelSlots(options: {
  readonly host: WorkerHost;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Undefined: never put away. */
  readonly idleMs: number | undefined;
  readonly isBusy: (slot: Slot) => boolean;
}): ModelSlots {
  const { host, clock, idleMs, isBusy } = options;
  const slots = new Map<string, Slot>();

  const fetch = async (slot: Slot): Promise<void> => {
    const { entry, spec, key } = slot;
    await verifyModel(entry, slot.modelsDir);
    const reply = await host.request({ type: 'load', model: key, spec });
    if (reply.type === 'failed')
      throw new ModelError(
        `The model ${entry.name} could not be loaded (${sentencePart(reply.message)}); reinstall it.`,
      );
    if (reply.type !== 'loaded') throw new Error(`a load was answered with ${reply.type}`);
    slot.loads += 1;
    slot.loadMs = reply.ms;
    slot.residentGrowth = reply.residentGrowth;
  };

  const died = (slot: Slot, reason: WorkerDied): Error => {
    if (reason.atStart)
      return new InferenceError(
        `The inference worker could not start: ${sentencePart(reason.message)}.`,
      );
    slot.deathsInRow += 1;
    if (slot.deathsInRow >= MOST_DEATHS) {
      const error = new ModelError(
        `The inference worker died ${slot.deathsInRow} times in a row under the model ${slot.entry.name} (${sentencePart(reason.message)}); reinstall the model or restart Earshot.`,
      );
      slot.failure = { error, until: Infinity };
    }
    return new InferenceError(
      `The inference worker died (${sentencePart(reason.message)}); try again.`,
    );
  };

  const load = (slot: Slot): Promise<void> => {
    if (slot.state === 'in') return Promise.resolve();
    if (slot.loading !== undefined) return slot.loading;
    if (slot.failure !== undefined && clock.now() < slot.failure.until)
      return Promise.reject(slot.failure.error);
    slot.state = 'loading';
    slot.loading = fetch(slot).then(
      () => {
        delete slot.loading;
        delete slot.failure;
        slot.state = 'in';
        used(slot);
      },
      (error: unknown) => {
        delete slot.loading;
        slot.state = 'out';
        if (error instanceof WorkerDied) throw died(slot, error);
        const failed = error instanceof Error ? error : new Error(String(error));
        slot.failure = { error: failed, until: clock.now() + BELIEVE_MS };
        throw failed;
      },
    );
    return slot.loading;
  };

  const unload = async (slot: Slot): Promise<void> => {
    slot.cancelIdle?.();
    delete slot.cancelIdle;
    delete slot.failure;
    if (slot.loading !== undefined) await slot.loading.catch(() => undefined);
    if (slot.state !== 'in') return;
    slot.state = 'out';
    // A worker that died meanwhile holds nothing any more.
    await host.request({ type: 'unload', model: slot.key }).catch(() => undefined);
  };

  const used = (slot: Slot): void => {
    slot.lastUsed = clock.now();
    if (idleMs !== undefined && slot.cancelIdle === undefined) watch(slot, idleMs);
  };

  const watch = (slot: Slot, ms: number): void => {
    const idle = idleMs ?? 0;
    slot.cancelIdle = clock.after(ms, () => {
      delete slot.cancelIdle;
      const left = isBusy(slot) ? idle : slot.lastUsed + idle - clock.now();
      if (slot.state !== 'in') return;
      if (left > 0) watch(slot, left);
      else void unload(slot);
    });
  };

  return {
    all: slots,
    put: (entry, spec, modelsDir) => {
      const key = keyOf(entry);
      const known = slots.get(key);
      if (known !== undefined) return known;
      const slot: Slot = {
        key,
        entry,
        spec,
        modelsDir,
        state: 'out',
        deathsInRow: 0,
        lastUsed: 0,
        loads: 0,
        loadMs: 0,
        residentGrowth: 0,
        calls: 0,
        units: 0,
        lastMs: 0,
        msPerCharacter: FIRST_GUESS,
      };
      slots.set(key, slot);
      return slot;
    },
    load,
    unload,
    used,
    died,
    emptied: () => {
      for (const slot of slots.values()) {
        if (slot.state === 'in') slot.state = 'out';
        slot.cancelIdle?.();
        delete slot.cancelIdle;
      }
    },
  };
}

/** A reason from elsewhere, to stand within a sentence of ours. */
export const sentencePart = (reason: string): string =>
  reason.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '').slice(0, 300);
