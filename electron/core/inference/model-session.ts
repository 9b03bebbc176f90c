import { env, mean_pooling, pipeline, Tensor } from '@xenova/transformers';
import type { TokenTag } from '#core/ports.ts';
import { decodeTags, type LabelledWord } from './bio.ts';
import { joinTags, windowsOver } from './text-windows.ts';
import { type PlacedToken, placeTokens, type WordPieces } from './token-align.ts';
import { caseTypes } from './token-case.ts';
import type { ModelSpec, ModelTask, Output, Unit } from './worker-messages.ts';

/** @file One loaded model in the worker: text in, numbers or tags out. */

env.allowRemoteModels = false;
env.allowLocalModels = true;
env.useBrowserCache = false;
env.useFSCache = false;

export interface ModelSession {
  run(unit: Unit): Promise<Output>;
  dispose(): Promise<void>;
}

interface Encoded {
  readonly input_ids: Tensor;
  readonly attention_mask: Tensor;
}

/** What is used of a pipeline of transformers.js, whichever it is. */
interface Loaded {
  readonly model: (
    inputs: object,
  ) => Promise<
    Readonly<Record<'last_hidden_state' | 'logits' | 'token_embeddings', Tensor | undefined>>
  >;
  readonly tokenizer: {
    (text: string, options: object): Encoded;
    convert_tokens_to_ids(token: string): number | undefined;
    readonly _tokenizer: {
      tokenize(text: string, options: { readonly add_special_tokens: boolean }): string[];
      readonly normalizer: ((text: string) => string) | null;
    };
    readonly _tokenizerJSON: { readonly model: Readonly<Record<string, unknown>> };
    readonly unk_token: string | null;
    readonly cls_token?: string;
    readonly sep_token: string | null;
  };
  dispose(): Promise<unknown>;
  /** The pipeline itself, for what is more than one forward pass. */
  (messages: readonly object[], options: object): Promise<unknown>;
}

const pipelines = {
  embedding: 'feature-extraction',
  classification: 'text-classification',
  tagging: 'token-classification',
  inference: 'zero-shot-classification',
  reranking: 'text-classification',
  generation: 'text-generation',
} as const satisfies Record<ModelTask, string>;

/** Tokens that two windows of a tagger share: room for a name or an address on either side of a cut. */
const OVERLAP = 48;

/** Loads the model and runs it once, because the first run allocates. Throws what transformers.js throws. */
export async function openSession(spec: ModelSpec): Promise<ModelSession> {
  env.localModelPath = spec.root;
  const load = pipeline as unknown as (
    task: string,
    folder: string,
    options: object,
  ) => Promise<Loaded>;
  const loaded = await load(pipelines[spec.task], spec.folder, {
    dtype: spec.dtype,
    device: 'cpu',
    session_options: { intraOpNumThreads: spec.threads, interOpNumThreads: 1 },
  });
  const run = runners[spec.task](loaded, spec);
  try {
    await run({ text: 'hello', ...(takesPair(spec.task) && { pair: 'hello' }), most: 1 });
  } catch (error) {
    await loaded.dispose();
    throw error;
  }
  return {
    run,
    dispose: async () => {
      await loaded.dispose();
    },
  };
}

const takesPair = (task: ModelTask): boolean => task === 'inference' || task === 'reranking';

type Runner = (unit: Unit) => Promise<Output>;

/**
 * One text per run. In a batch the activations are quantised together and padded to the longest, so
 * an answer would depend on its neighbours and a replay would not repeat.
 */
const runners: Readonly<Record<ModelTask, (loaded: Loaded, spec: ModelSpec) => Runner>> = {
  embedding: (loaded, spec) => async (unit) => {
    const inputs = encode(loaded, spec, unit.text);
    const out = await loaded.model(inputs);
    const states = out.last_hidden_state ?? out.logits ?? out.token_embeddings;
    if (states === undefined) throw new Error('it gave no states');
    const vector = mean_pooling(states, inputs.attention_mask).normalize(2, -1);
    return rowOf(vector, spec.width, 'dimensions');
  },
  classification: (loaded, spec) => async (unit) => {
    const { logits } = await loaded.model(encode(loaded, spec, unit.text));
    return softmax(rowOf(logits, spec.width, 'labels'));
  },
  tagging: (loaded, spec) => {
    const pieces = wordPiecesOf(loaded);
    return async (unit) => tag(loaded, spec, pieces, unit.text);
  },
  inference: (loaded, spec) => async (unit) => {
    const { logits } = await loaded.model(encode(loaded, spec, unit.text, unit.pair ?? ''));
    return rowOf(logits, spec.width, 'labels');
  },
  reranking: (loaded, spec) => async (unit) => {
    const { logits } = await loaded.model(
      encode(loaded, spec, unit.text, unit.pair ?? '', 'second'),
    );
    return rowOf(logits, spec.width, 'labels');
  },
  generation: (loaded) => async (unit) => {
    const said = await loaded(
      [
        ...(unit.pair === undefined ? [] : [{ role: 'system', content: unit.pair }]),
        { role: 'user', content: unit.text },
      ],
      // The likeliest words, so that a replay gives the same ones.
      { max_new_tokens: unit.most ?? 1, do_sample: false, return_full_text: false },
    );
    return writtenIn(said);
  },
};

function rowOf(tensor: Tensor | undefined, width: number, what: string): Float32Array<ArrayBuffer> {
  const row = Float32Array.from((tensor?.data ?? []) as Float32Array);
  if (row.length !== width)
    throw new Error(`it gave ${row.length} ${what} where ${width} are listed`);
  return row;
}

function softmax(logits: Float32Array): Float32Array<ArrayBuffer> {
  const top = logits.reduce((best, value) => Math.max(best, value), -Infinity);
  const powers = Float32Array.from(logits, (value) => Math.exp(value - top));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

/**
 * transformers.js cuts a pair that is too long at its end, which would take the second text away
 * altogether; here the one that may be cut is, until both fit: a premise, or the passage beside a
 * question.
 */
function encode(
  loaded: Loaded,
  spec: ModelSpec,
  text: string,
  pair?: string,
  cut: 'first' | 'second' = 'first',
): Encoded {
  const max_length = spec.longest;
  if (pair === undefined)
    return loaded.tokenizer(text, { padding: true, truncation: true, max_length });
  for (let shorter = cut === 'first' ? text : pair; ;) {
    const inputs =
      cut === 'first'
        ? loaded.tokenizer(shorter, { text_pair: pair })
        : loaded.tokenizer(text, { text_pair: shorter });
    const length = inputs.input_ids.dims[1] ?? 0;
    if (length <= max_length) return inputs;
    if (shorter.length < 2) throw new Error('the text it is compared with is too long');
    shorter = shorter.slice(0, Math.floor((shorter.length * max_length) / (length + 1)));
  }
}

/** What a text-generation pipeline answers: the talk with one more message, or the text alone. */
function writtenIn(said: unknown): string {
  const [first] = Array.isArray(said) ? (said as readonly unknown[]) : [said];
  const text =
    typeof first === 'object' && first !== null && 'generated_text' in first
      ? first.generated_text
      : first;
  if (typeof text === 'string') return text;
  const last: unknown = Array.isArray(text) ? text.at(-1) : undefined;
  if (typeof last === 'object' && last !== null && 'content' in last) return String(last.content);
  throw new Error('it gave no text');
}

function wordPiecesOf({ tokenizer }: Loaded): WordPieces {
  const { _tokenizer: inner, _tokenizerJSON: json } = tokenizer;
  const prefix = json.model.continuing_subword_prefix;
  if (json.model.type !== 'WordPiece' || typeof prefix !== 'string')
    throw new Error('its tokenizer is not WordPiece, so its tags cannot be placed in the text');
  return {
    normalize: (text) => inner.normalizer?.(text) ?? text,
    tokenize: (text) => inner.tokenize(text, { add_special_tokens: false }),
    unknown: tokenizer.unk_token ?? '[UNK]',
    prefix,
  };
}

async function tag(
  loaded: Loaded,
  spec: ModelSpec,
  pieces: WordPieces,
  text: string,
): Promise<TokenTag[]> {
  const tokens = placeTokens(text, pieces);
  if (tokens.length === 0) return [];
  const { tokenizer } = loaded;
  const idOf = (token: string | null | undefined): number =>
    tokenizer.convert_tokens_to_ids(token ?? '') ??
    tokenizer.convert_tokens_to_ids(pieces.unknown) ??
    0;
  const types = spec.caseTypes ? caseTypes(text, tokens) : undefined;
  const atWord = (edge: number, lowest: number): number => {
    for (let at = edge; at >= lowest; at -= 1) if (tokens[at]?.first === true) return at;
    return edge;
  };
  const decided: { from: number; to: number; tags: TokenTag[] }[] = [];
  for (const window of windowsOver(tokens.length, spec.longest - 2, OVERLAP, atWord)) {
    const part = tokens.slice(window.start, window.end);
    const ids = [
      idOf(tokenizer.cls_token ?? '[CLS]'),
      ...part.map(({ token }) => idOf(token)),
      idOf(tokenizer.sep_token ?? '[SEP]'),
    ].map(BigInt);
    const dims = [1, ids.length];
    const { logits } = await loaded.model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids), dims),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
      ...(types && { token_type_ids: typesOf(types.slice(window.start, window.end), dims) }),
    });
    const rows = rowOf(logits, ids.length * spec.width, 'label scores');
    decided.push({
      from: tokens[window.from]?.start ?? 0,
      to: tokens[window.to]?.start ?? Infinity,
      tags: decodeTags(spec.labels, labelledWords(part, rows, spec.width)),
    });
  }
  return joinTags(decided);
}

/** Between the tokens that begin and end the sequence, which have no case. */
const typesOf = (types: readonly number[], dims: number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from([0, ...types, 0].map(BigInt)), dims);

/** A word has the label of its first token, which is the one that taggers are trained on. */
function labelledWords(
  tokens: readonly PlacedToken[],
  rows: Float32Array,
  width: number,
): LabelledWord[] {
  const words: { start: number; end: number; probabilities: Float32Array }[] = [];
  tokens.forEach(({ start, end, first }, at) => {
    const last = words.at(-1);
    if (first || last === undefined) {
      // Row 0 is the token that begins the sequence.
      const row = rows.subarray((at + 1) * width, (at + 2) * width);
      words.push({ start, end, probabilities: softmax(row) });
    } else last.end = Math.max(last.end, end);
  });
  return words;
}
