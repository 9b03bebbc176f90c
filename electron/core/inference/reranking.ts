import type { Encoder, Reranker, TextGenerator } from '#core/ports.ts';
import { LONGEST, type OpenModel, refuseWhenClosed, vectorOf } from './model-ports.ts';
import { softmax } from './zero-shot.ts';

/** @file What an installed model does beside the embedded ones: reading pairs, and writing. */

/** Names of the label that says "this answers it", where a model has more than one. */
const yes = /^(?:relevant|entailment|label_1|1|true|yes)$/i;

/**
 * A cross-encoder reads question and passage together. One output is a logit (sigmoid, as models
 * trained on MS MARCO give it), several are classes of which one says yes.
 */
export function rerankerOver(open: OpenModel): Reranker & Pick<Encoder, 'close'> {
  const gate = refuseWhenClosed(open);
  const { labels } = open.spec;
  const named = labels.findIndex((label) => yes.test(label));
  const wanted = named < 0 ? labels.length - 1 : named;
  return {
    model: open.model,
    score: async (question, texts, call) => {
      gate.check();
      call?.signal?.throwIfAborted();
      const asked = question
        .slice(0, LONGEST / 8)
        .toWellFormed()
        .trim();
      if (asked === '' || texts.length === 0) return texts.map(() => 0);
      const outputs = await open.run(
        texts.map((text) => ({ text: asked, pair: text.slice(0, LONGEST).toWellFormed() })),
        call,
      );
      return outputs.map((output) => {
        const logits = [...vectorOf(output)];
        return logits.length === 1
          ? 1 / (1 + Math.exp(-(logits[0] ?? 0)))
          : (softmax(logits)[wanted] ?? 0);
      });
    },
    close: gate.close,
  };
}

/** A small generator. It writes what is likeliest; what it writes is checked by who asked. */
export function generatorOver(open: OpenModel): TextGenerator & Pick<Encoder, 'close'> {
  const gate = refuseWhenClosed(open);
  return {
    model: open.model,
    generate: async ({ system, user }, { maximumTokens }, call) => {
      gate.check();
      call?.signal?.throwIfAborted();
      const [written] = await open.run(
        [
          {
            text: user.slice(0, LONGEST).toWellFormed(),
            pair: system.slice(0, LONGEST).toWellFormed(),
            most: maximumTokens,
          },
        ],
        call,
      );
      if (typeof written !== 'string') throw new Error('the worker answered without a text');
      return written;
    },
    close: gate.close,
  };
}
