/** @file What the encoder and its worker say to each other. Trusted on both sides: same process, same build. */

export interface WorkerSetup {
  /** Folder that holds the model's folder; nothing is ever fetched. */
  readonly modelsRoot: string;
  /** The model's folder below it. */
  readonly folder: string;
  readonly threads: number;
  readonly dimensions: number;
}

export interface ToWorker {
  readonly id: number;
  readonly texts: readonly string[];
}

export type FromWorker =
  | { readonly type: 'ready' }
  /** `vectors` is texts x dimensions, row by row, unit length. */
  | {
      readonly type: 'embedded';
      readonly id: number;
      readonly vectors: Float32Array<ArrayBuffer>;
    }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
