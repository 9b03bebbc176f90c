import type { Log } from '#core/log.ts';
import type { Clock } from '#core/ports.ts';
import type { Checksums, InstallSource } from './install-source.ts';
import type { ModelEntry } from './registry.ts';

/** @file What an install needs, is asked for and tells. */

export interface InstallPorts {
  /** `<data folder>/models`. */
  readonly models: string;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly log: Log;
  /**
   * Takes a folder for this process until released or dead; throws something with `code: 'locked'`
   * while another has it.
   */
  readonly lock: (folder: string) => { release(): void };
  /** Silence after which a connection counts as dead; 30 seconds when absent. */
  readonly idleMs?: number;
  /** Before the first retry of a dropped connection; a second when absent. */
  readonly retryMs?: number;
}

export interface InstallProgress {
  readonly file: string;
  /** Bytes of the whole model. */
  readonly done: number;
  /** As far as known. */
  readonly total: number;
  readonly bytesPerSecond: number;
}

export interface InstallRequest {
  readonly entry: ModelEntry;
  readonly source: InstallSource;
  /** An admin's own list, paths relative to the model's folder. */
  readonly checksums?: Checksums;
  /** Takes files that nobody vouches for, and pins them. */
  readonly trust?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: InstallProgress) => void;
}
