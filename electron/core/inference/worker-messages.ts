import type { TokenTag } from '#core/ports.ts';

/** @file What the engine and its worker say to each other. Trusted on both sides: same process, same build. */

/** What a model does, and so which pipeline of transformers.js runs it. */
export type ModelTask =
  'embedding' | 'classification' | 'tagging' | 'inference' | 'reranking' | 'generation';

/** Where a model lies and how it is to be run; nothing is ever fetched. */
export interface ModelSpec {
  readonly task: ModelTask;
  /** Folder that holds the model's folder. */
  readonly root: string;
  /** The model's folder below it. */
  readonly folder: string;
  /** Which of the folder's .onnx files, as transformers.js names them: `q8`, `fp32`… */
  readonly dtype: string;
  readonly threads: number;
  /** Values per answer: dimensions of a vector, or the number of labels. */
  readonly width: number;
  /** By output place, as config.json lists them; empty for an encoder. */
  readonly labels: readonly string[];
  /** Most tokens the model can take, the special ones included. */
  readonly longest: number;
  /** A tagger that was taught the case of words as token types; see token-case.ts. */
  readonly caseTypes: boolean;
}

/** The smallest piece of work: one forward pass (a tagger may need a few for one long text). */
export interface Unit {
  readonly text: string;
  /** The second text: a hypothesis, a passage, or what a generator is told about its task. */
  readonly pair?: string;
  /** Tokens a generator may write. */
  readonly most?: number;
}

/** A vector or a row of probabilities or logits; a tagger gives tags, a generator text. */
export type Output = Float32Array<ArrayBuffer> | readonly TokenTag[] | string;

export type Request =
  | { readonly type: 'load'; readonly model: string; readonly spec: ModelSpec }
  | { readonly type: 'run'; readonly model: string; readonly units: readonly Unit[] }
  | { readonly type: 'unload'; readonly model: string };

export type Reply =
  | {
      readonly type: 'loaded';
      readonly ms: number;
      /** By how much the process's resident set grew; other work at that time counts too. */
      readonly residentGrowth: number;
    }
  | {
      readonly type: 'ran';
      readonly outputs: readonly Output[];
      readonly ms: number;
      /** Bytes that the worker's own heap uses; the sessions' memory lies outside it. */
      readonly heapBytes: number;
    }
  | { readonly type: 'unloaded' }
  | { readonly type: 'failed'; readonly message: string };

export type ToWorker = { readonly id: number } & Request;
/** Without an id: the worker is up. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply };
