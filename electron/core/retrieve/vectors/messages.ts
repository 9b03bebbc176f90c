import type { GraphPaths } from './graph-file.ts';

/** @file What the core and its search and build threads say to each other. Trusted on both sides: same process, same build. */

/** A lens as it travels; both arrays lie in shared memory. */
export interface SentLens {
  readonly barred?: Uint8Array;
  readonly only?: Uint32Array;
  /** How many rows it lets through. */
  readonly open: number;
}

/** New rows of a pack. No reply. */
export interface RowsMessage {
  readonly type: 'rows';
  readonly pack: string;
  readonly dimensions: number;
  /** Chunks that the thread has not seen yet. */
  readonly chunks: readonly SharedArrayBuffer[];
  /** Places in use. */
  readonly count: number;
}

export interface SearchMessage {
  readonly type: 'search';
  readonly pack: string;
  readonly query: Float32Array;
  readonly k: number;
  readonly lens: SentLens;
}

export interface LoadMessage {
  readonly type: 'load';
  readonly pack: string;
  readonly paths: GraphPaths;
  /** `sha256` of the model's `ModelRef`. */
  readonly model: string;
}

/** Begins to read the file, so that `load` finds it read. No reply. */
export interface PrepareMessage extends Omit<LoadMessage, 'type'> {
  readonly type: 'prepare';
  readonly dimensions: number;
}

/** Takes rows into the graph that are not in it yet, a few milliseconds at a time. */
export interface FoldMessage {
  readonly type: 'fold';
  readonly pack: string;
}

/** Writes the graph as it is now. */
export interface SaveMessage extends Omit<LoadMessage, 'type'> {
  readonly type: 'save';
}

/** No reply. */
export interface ForgetMessage {
  readonly type: 'forget';
  readonly pack: string;
}

export interface Found {
  readonly type: 'found';
  /** Best first. */
  readonly hits: readonly { readonly row: number; readonly cosine: number }[];
}

export type LoadOutcome =
  | {
      readonly type: 'loaded';
      /** Rows that the graph has not, or with another vector. */
      readonly lacking: number;
      /** Rows of the graph that the store has no more. */
      readonly gone: number;
    }
  | {
      readonly type: 'refused';
      /** `library`: it cannot be loaded on this machine. */
      readonly why: 'library' | 'missing' | 'unfit';
      readonly reason: string;
    };

export type SearchReply =
  | Found
  | LoadOutcome
  | { readonly type: 'folded' }
  | { readonly type: 'saved' }
  | { readonly type: 'failed'; readonly message: string };

export type ToSearchThread =
  | RowsMessage
  | PrepareMessage
  | ForgetMessage
  | ({ readonly id: number } & (SearchMessage | LoadMessage | FoldMessage | SaveMessage));

/** What a search thread answers; `id` is that of the question. */
export interface FromSearchThread {
  readonly id: number;
  readonly reply: SearchReply;
}

export interface BuildOrder {
  readonly dimensions: number;
  readonly chunks: readonly SharedArrayBuffer[];
  readonly count: number;
  readonly paths: GraphPaths;
  readonly model: string;
  /** Int32; anything but 0 ends the build. */
  readonly cancel: SharedArrayBuffer;
}

export type FromBuildThread =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'built'; readonly rows: number; readonly bytes: number }
  | { readonly type: 'failed'; readonly why: 'library' | 'other'; readonly message: string };
