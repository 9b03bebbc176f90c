import type { InferenceCall, TextClassifier, TokenTag, TokenTagger } from '#core/ports.ts';
import type { ModelRef } from '#domain/insight.ts';
import { namesOf } from './bio.ts';
import type { Encoder, EncoderStats } from './encoder.ts';
import { InferenceError } from './inference-error.ts';
import { atWhiteSpace, joinTags, windowsOver } from './text-windows.ts';
import { VectorCache } from './vector-cache.ts';
import type { ModelSpec, Output, Unit } from './worker-messages.ts';

/** @file The ports of understanding over a model of the engine: what is cut, remembered and put together. */

/** Runs units of one model through the queue; outputs in their order. */
export type ModelRun = (units: readonly Unit[], call?: InferenceCall) => Promise<Output[]>;

export interface OpenModel {
  readonly model: ModelRef;
  readonly spec: ModelSpec;
  readonly run: ModelRun;
  /** Milliseconds of a forward pass lately; undefined before the first. */
  msPerUnit(): number | undefined;
  close(): Promise<void>;
}

/**
 * Characters of a text that an encoder or a classifier reads; the model reads its first 256 tokens
 * of them. Tokenising the rest of a 10,000-word text would cost milliseconds and change nothing.
 */
export const LONGEST = 4_000;

/** Characters of a tagger's window and what neighbours share; the worker cuts again where tokens are short. */
const WINDOW = 800;
const SHARED = 160;

/** Cut first, so that a pair of surrogates split by the cut is mended too. Keeps offsets. */
const readable = (text: string): string => text.slice(0, LONGEST).toWellFormed().trim();

/** Same process, same build: a wrong kind of output is a bug. */
export function vectorOf(output: Output | undefined): Float32Array<ArrayBuffer> {
  if (output instanceof Float32Array) return output;
  throw new Error('the worker answered with tags where numbers were asked for');
}

export function refuseWhenClosed(open: OpenModel): { check(): void; close(): Promise<void> } {
  let closed = false;
  return {
    check: () => {
      if (closed) throw new InferenceError(`The model ${open.model.name} was closed.`);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await open.close();
    },
  };
}

export function encoderOver(
  open: OpenModel & {
    readonly cacheSize: number;
    readonly stats: () => Omit<EncoderStats, 'embedded' | 'remembered'>;
  },
): Encoder {
  const { width: dimensions } = open.spec;
  const cache = new VectorCache(open.cacheSize);
  const gate = refuseWhenClosed(open);
  const counts = { embedded: 0, remembered: 0 };
  return {
    model: open.model,
    dimensions,
    embed: async (texts, call) => {
      gate.check();
      call?.signal?.throwIfAborted();
      const cut = texts.map(readable);
      const missing = [...new Set(cut)].filter((text) => text !== '' && !cache.has(text));
      counts.remembered += cut.length - missing.length;
      // Taken before waiting: what is remembered now may be forgotten by then.
      const known = new Map(cut.map((text) => [text, cache.get(text)]));
      if (missing.length > 0) {
        const outputs = await open.run(
          missing.map((text) => ({ text })),
          call,
        );
        counts.embedded += missing.length;
        missing.forEach((text, i) => {
          const vector = vectorOf(outputs[i]);
          cache.put(text, vector);
          known.set(text, vector);
        });
      }
      return cut.map((text) => known.get(text)?.slice() ?? new Float32Array(dimensions));
    },
    stats: () => ({ ...counts, ...open.stats() }),
    close: gate.close,
  };
}

/** An empty text says nothing: every label is as probable as the others. */
export function classifierOver(open: OpenModel): TextClassifier {
  const { labels } = open.spec;
  const gate = refuseWhenClosed(open);
  return {
    model: open.model,
    labels,
    classify: async (texts, call) => {
      gate.check();
      call?.signal?.throwIfAborted();
      const cut = texts.map(readable);
      const missing = [...new Set(cut)].filter((text) => text !== '');
      const outputs =
        missing.length === 0
          ? []
          : await open.run(
              missing.map((text) => ({ text })),
              call,
            );
      const rows = new Map(missing.map((text, i) => [text, vectorOf(outputs[i])]));
      return cut.map(
        (text) =>
          rows.get(text)?.slice() ?? new Float32Array(labels.length).fill(1 / labels.length),
      );
    },
    close: gate.close,
  };
}

/** Reads the whole of a text, however long, window by window. */
export function taggerOver(open: OpenModel): TokenTagger {
  const gate = refuseWhenClosed(open);
  return {
    model: open.model,
    labels: namesOf(open.spec.labels),
    tag: async (texts, call) => {
      gate.check();
      call?.signal?.throwIfAborted();
      const units: Unit[] = [];
      const plans = texts.map((raw) => {
        const text = raw.toWellFormed();
        if (text.trim() === '') return [];
        return windowsOver(text.length, WINDOW, SHARED, atWhiteSpace(text)).map((window) => {
          units.push({ text: text.slice(window.start, window.end) });
          return { ...window, unit: units.length - 1 };
        });
      });
      const outputs = units.length === 0 ? [] : await open.run(units, call);
      return plans.map((plan) =>
        joinTags(
          plan.map(({ unit, start, from, to }) => ({
            from,
            to,
            tags: tagsOf(outputs[unit]).map((tag) => ({
              ...tag,
              start: tag.start + start,
              end: tag.end + start,
            })),
          })),
        ),
      );
    },
    close: gate.close,
  };
}

function tagsOf(output: Output | undefined): readonly TokenTag[] {
  if (output === undefined || typeof output === 'string' || output instanceof Float32Array)
    throw new Error('the worker answered with numbers where tags were asked for');
  return output;
}
