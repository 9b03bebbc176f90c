import type { ZeroShotClassifier } from '#core/ports.ts';
import { LONGEST, type OpenModel, refuseWhenClosed, vectorOf } from './model-ports.ts';
import { readLabel, softmax, type ZeroShotLabel } from './zero-shot.ts';

/** @file Zero-shot by natural language inference: does the text entail "this example is about the label"? */

/** What one answer may take before it is called slow. */
const BUDGET_MS = 300;

export interface NliOptions {
  /** Turns a label into the sentence that a text may entail. */
  readonly hypothesis?: (label: ZeroShotLabel) => string;
  /** Above this number of labels a warning is given; by default as many as are measured to fit BUDGET_MS. */
  readonly mostLabels?: number;
}

/**
 * The arithmetic of transformers.js' `zero-shot-classification` pipeline with one label right per
 * text: the shares of the entailment logits. It runs label by label through the queue, because the
 * pipeline's own loop over all labels would keep the worker from a live turn for seconds.
 */
export function nliOver(
  open: OpenModel,
  options: NliOptions = {},
): ZeroShotClassifier & { close(): Promise<void> } {
  const { hypothesis = (label) => `This example is about ${readLabel(label)}.` } = options;
  const entailment = open.spec.labels.findIndex((label) => label.toLowerCase() === 'entailment');
  const gate = refuseWhenClosed(open);
  return {
    model: open.model,
    classify: async (text, labels, call) => {
      gate.check();
      call?.signal?.throwIfAborted();
      if (labels.length === 0) return { ranked: [] };
      const premise = text.slice(0, LONGEST).toWellFormed().trim();
      const units = labels.map((label) => ({
        text: premise,
        pair: hypothesis(label)
          .slice(0, LONGEST / 8)
          .toWellFormed(),
      }));
      const outputs = premise === '' ? [] : await open.run(units, call);
      // An empty text entails nothing: equal shares.
      const shares = softmax(
        labels.map((_, at) => (outputs[at] ? (vectorOf(outputs[at])[entailment] ?? 0) : 0)),
      );
      const ranked = labels
        .map(({ name }, place) => ({ label: name, confidence: shares[place] ?? 0 }))
        .sort((a, b) => b.confidence - a.confidence);
      const msPerLabel = open.msPerUnit();
      if (msPerLabel === undefined) return { ranked };
      const most = options.mostLabels ?? Math.max(2, Math.floor(BUDGET_MS / msPerLabel));
      if (labels.length <= most) return { ranked };
      return { ranked, warning: slowSentence(open.model.name, labels.length, msPerLabel, most) };
    },
    close: gate.close,
  };
}

const slowSentence = (name: string, labels: number, msPerLabel: number, most: number): string =>
  `${labels} labels take about ${Math.round(labels * msPerLabel)} ms a text with ${name}, one pass for each; use ${most} or fewer, or the embedded similarity.`;
