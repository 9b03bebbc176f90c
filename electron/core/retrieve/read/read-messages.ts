import type { FileToRead, ReadEvent } from './source-document.ts';

/** @file What the reader and its worker say to each other. One file at a time. */

export type ToReadWorker =
  | { readonly type: 'read'; readonly file: FileToRead }
  /** Asks for the next batch; the worker reads one batch ahead and no further. */
  | { readonly type: 'more' };

export interface FromReadWorker {
  readonly events: readonly ReadEvent[];
  /** Nothing comes after this batch. */
  readonly done: boolean;
}
