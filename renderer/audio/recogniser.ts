import type { HeardWord } from '#domain/speech.ts';

/** @file What every speech engine looks like from outside: one stream of one channel. */

/** Samples per second of everything behind capture: mono, 32-bit float, -1 to 1. */
export const sampleRate = 16_000;

export interface RecogniserListener {
  /** How far the model is loaded, 0 to 1, never less than before; untold where it is not fetched. */
  readonly loading?: (share: number) => void;
  /** The words so far of what is being said; replaces the last one. Never empty. */
  readonly partial: (text: string) => void;
  /** What was said since the last final; word times in ms of samples accepted so far. */
  readonly final: (words: readonly HeardWord[]) => void;
  /** The engine stopped by itself: one sentence and what to do. It is closed afterwards. */
  readonly failed: (problem: { readonly message: string; readonly mend: string }) => void;
}

/** Recognises one channel. Nothing of it blocks the page: the work is done in a worker. */
export interface Recogniser {
  /** The model's name, as the registry has it. */
  readonly model: string;
  /** Takes samples in order, in blocks of any size. The block is handed over: do not use it again. */
  accept(samples: Float32Array<ArrayBuffer>): void;
  /**
   * The voice has ended: what was said so far is final now. Resolves when its `final` was given,
   * or at once when no words are open.
   */
  finish(): Promise<void>;
  /** Resolves when all samples accepted before were worked on: for sources faster than real time. */
  drained(): Promise<void>;
  close(): void;
}

/** An engine with one model; loads it once, and opens a recogniser per channel. */
export interface SpeechEngine {
  readonly model: string;
  /** Whether partial words come while somebody speaks. */
  readonly streaming: boolean;
  /** Fetches, checks and caches the model, and starts what is needed. Rejects with a `mend`. */
  open(listener: RecogniserListener): Promise<Recogniser>;
  close(): void;
}
