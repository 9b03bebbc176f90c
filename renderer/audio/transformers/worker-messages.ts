import type { HeardWord } from '#domain/speech.ts';

/** @file What page and worker say to each other: one segment in, its words out. */

/** A file of the model: where transformers.js looks for it, and where it is. */
export interface ModelFile {
  /** Below the model's folder. */
  readonly path: string;
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
}

export type ToWorker =
  | {
      readonly do: 'open';
      readonly model: string;
      readonly files: readonly ModelFile[];
      readonly wasmUrl: string;
    }
  /** 16 kHz mono. */
  | { readonly do: 'recognise'; readonly id: number; readonly samples: Float32Array<ArrayBuffer> };

export type FromWorker =
  /** What came of all files, 0 to 1. */
  | { readonly is: 'loading'; readonly share: number }
  | { readonly is: 'open' }
  /** Times from the segment's first sample. */
  | { readonly is: 'recognised'; readonly id: number; readonly words: readonly HeardWord[] }
  | {
      readonly is: 'failed';
      readonly while: 'opening' | 'working';
      readonly reason: string;
      /** The files are not the listed ones. */
      readonly damaged: boolean;
    };
