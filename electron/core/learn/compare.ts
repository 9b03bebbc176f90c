import type { IntentClassifier, IntentTrainer, TrainingExample } from '#core/ports.ts';
import {
  type IntentComparison,
  type LabelledExample,
  OUT_OF_SCOPE_LABEL,
} from '#domain/taxonomy.ts';
import { textKey } from './check-rows.ts';

/** A version as it takes part in a comparison. */
export interface Contender {
  readonly id: string;
  readonly all: readonly LabelledExample[];
  readonly descriptions: readonly LabelledExample[];
  /** Trained from all of them. */
  readonly classifier: IntentClassifier;
}

const seed = 1;
const listed = 20;
const folds = 5;
/** Training ten heads from very many examples takes minutes; three folds say nearly the same. */
const manyExamples = 3_000;
const foldsOfMany = 3;

/**
 * Both versions on the same held-out folds of the candidate's examples, over labels that both know,
 * threshold aside. Neither has seen a held-out text: both are trained anew without it; the other one
 * only where it had it. A label with one example cannot be held out and is left aside.
 */
export async function compareVersions(
  candidate: Contender,
  other: Contender,
  parts: {
    readonly trainer: IntentTrainer;
    readonly vectorOf: (text: string) => Float32Array;
    readonly signal?: AbortSignal;
  },
): Promise<IntentComparison> {
  const knows = labelsOf(other.all);
  const own = labelsOf(candidate.all);
  const judged = candidate.all.filter(({ label }) => knows.has(label) && (own.get(label) ?? 0) > 1);
  const count = judged.length > manyExamples ? foldsOfMany : folds;
  const foldOf = spread(judged, count);
  const embedded = (examples: readonly LabelledExample[]): TrainingExample[] =>
    examples.map((one) => ({ ...one, vector: parts.vectorOf(one.text) }));
  const train = async (
    examples: readonly LabelledExample[],
    { descriptions }: Contender,
  ): Promise<IntentClassifier> => {
    const { head } = await parts.trainer.train(embedded(examples), {
      seed,
      bare: true,
      descriptions: embedded(descriptions),
      ...(parts.signal && { signal: parts.signal }),
    });
    return parts.trainer.open(head);
  };
  const tally = { candidate: 0, other: 0 };
  const won: IntentComparison['won'] = [];
  const lost: IntentComparison['lost'] = [];
  for (let fold = 0; fold < count; fold += 1) {
    const held = judged.filter((_, at) => foldOf[at] === fold);
    if (held.length === 0) continue;
    const texts = new Set(held.map(({ text }) => textKey(text)));
    const without = (examples: readonly LabelledExample[]): LabelledExample[] =>
      examples.filter(({ text }) => !texts.has(textKey(text)));
    const seen = without(other.all);
    const rival = seen.length === other.all.length ? other.classifier : await train(seen, other);
    const pupil = await train(without(candidate.all), candidate);
    for (const { text, label } of held) {
      const input = { text, vector: parts.vectorOf(text) };
      const now = pupil.classify(input)[0]?.label ?? '';
      const was = rival.classify(input)[0]?.label ?? '';
      if (now === label) tally.candidate += 1;
      if (was === label) tally.other += 1;
      if (now === label && was !== label) won.push({ text, label, was });
      if (now !== label && was === label) lost.push({ text, label, now });
    }
  }
  const share = (right: number): number => (judged.length === 0 ? 0 : right / judged.length);
  return {
    candidate: candidate.id,
    other: other.id,
    n: judged.length,
    candidateAccuracy: share(tally.candidate),
    otherAccuracy: share(tally.other),
    added: [...own.keys()].filter((label) => !knows.has(label)).sort(),
    dropped: [...knows.keys()].filter((label) => !own.has(label)).sort(),
    won: won.slice(0, listed),
    lost: lost.slice(0, listed),
  };
}

function labelsOf(examples: readonly LabelledExample[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of examples)
    if (label !== OUT_OF_SCOPE_LABEL) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Fold of every example, each label spread evenly: in the order given, no chance involved. */
function spread(examples: readonly LabelledExample[], count: number): number[] {
  const next = new Map<string, number>();
  return examples.map(({ label }) => {
    const place = next.get(label) ?? next.size;
    next.set(label, place + 1);
    return place % count;
  });
}
