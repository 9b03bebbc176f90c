import type { Priority } from './call-queue.ts';
import type { Slot } from './model-slots.ts';

/** @file What the engine tells about its models, for the health page and the benches. */

export interface ModelStats {
  readonly name: string;
  readonly version: string;
  readonly task: string;
  readonly loaded: boolean;
  /** Of its files on disk. */
  readonly bytes: number;
  readonly loads: number;
  readonly loadMs: number;
  /** Bytes by which the process grew at the last load; other work at that time counts too. */
  readonly residentGrowth: number;
  readonly calls: number;
  /** Forward passes: texts, windows of long texts, or labels compared. */
  readonly units: number;
  /** Milliseconds of the last slice, in the worker. */
  readonly lastMs: number;
}

export interface EngineStats {
  readonly models: readonly ModelStats[];
  /** Calls waiting now. */
  readonly waiting: Readonly<Record<Priority, number>>;
  /** Calls refused because the queue was full. */
  readonly refused: number;
  /** Times the worker died. */
  readonly restarts: number;
  readonly memory: {
    /** Of the whole process. */
    readonly residentBytes: number;
    /** Of the worker's JavaScript, as of its last answer; the sessions lie outside it. */
    readonly workerHeapBytes: number;
  };
}

export const statsOfSlot = (slot: Slot): ModelStats => ({
  name: slot.entry.name,
  version: slot.entry.version,
  task: slot.entry.task,
  loaded: slot.state === 'in',
  bytes: slot.entry.files.reduce((sum, { bytes }) => sum + bytes, 0),
  loads: slot.loads,
  loadMs: slot.loadMs,
  residentGrowth: slot.residentGrowth,
  calls: slot.calls,
  units: slot.units,
  lastMs: slot.lastMs,
});
