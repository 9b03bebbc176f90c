import type { HeardWord } from '#domain/speech.ts';

/** @file What page and worker say to each other. Messages are worked on in the order they came. */

export type ToWorker =
  | {
      readonly do: 'open';
      readonly wasm: WebAssembly.Module;
      /** tar.gz with one folder at its top. */
      readonly archive: Blob;
      readonly sampleRate: number;
    }
  | { readonly do: 'accept'; readonly samples: Float32Array<ArrayBuffer> }
  /** The utterance ends here. */
  | { readonly do: 'finish'; readonly id: number };

export type FromWorker =
  | { readonly is: 'open' }
  | { readonly is: 'partial'; readonly text: string }
  /** An utterance ended, with words or without. Times count from the worker's first sample. */
  | {
      readonly is: 'utterance';
      readonly words: readonly HeardWord[];
      /** Samples that are settled with this one, from the worker's first. */
      readonly upTo: number;
    }
  /** Worked on so many samples since its first: also the sign of life. */
  | { readonly is: 'worked'; readonly upTo: number }
  | { readonly is: 'finished'; readonly id: number }
  /** Opening failed (the same would happen again) or work failed (a new worker may do). */
  | { readonly is: 'failed'; readonly while: 'opening' | 'working'; readonly reason: string };
