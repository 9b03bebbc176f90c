import { z } from 'zod';
import { fitMultinomial, softmaxInPlace } from './multinomial.ts';
import { rounded } from './packed-numbers.ts';

/**
 * @file Is a text about any of the labels at all? A logistic regression over what the head noticed: how sure it is,
 * the energy of its scores (Liu et al. 2020), how near the text is to anything known, how many of its words are known.
 */

/** What one text looked like to a head. */
export interface Noticed {
  /** Before the softmax; labels in scope first, then the out-of-scope class if there is one. */
  readonly logits: Float64Array;
  /** How many of the logits are in scope. */
  readonly inScope: number;
  /** Cosine to the nearest prototype of each class. */
  readonly near: Float64Array;
  /** Share of the words that the head knows. */
  readonly known: number;
}

/** Over the signals, in the order of `signalsOf`. */
export const ScopeModel = z.object({ weights: z.array(z.number()), bias: z.number() });
export type ScopeModel = z.infer<typeof ScopeModel>;

/** The share of the texts that reach a head that is taken to be about something else. */
export const UNKNOWN_SHARE = 0.05;

const clip = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** How the two opinions on a text, the regression's and its neighbours', become probabilities. */
export interface Blend {
  readonly temperature: number;
  /** What a cosine of one counts, in logits. */
  readonly pull: number;
}

export const blended = ({ logits, near }: Noticed, pull: number): Float64Array =>
  pull === 0 ? logits : logits.map((logit, c) => logit + pull * (near[c] ?? 0));

export function probabilities(noticed: Noticed, { temperature, pull }: Blend): Float64Array {
  const scores = blended(noticed, pull).map((score) => score / temperature);
  softmaxInPlace(scores);
  return scores;
}

/** `chances` are the probabilities of the noticed logits. */
export function signalsOf(
  { logits, inScope, near, known }: Noticed,
  chances: Float64Array,
): Float64Array {
  let [best, second] = [0, -1];
  for (let c = 1; c < inScope; c += 1)
    if ((chances[c] ?? 0) > (chances[best] ?? 0)) [best, second] = [c, best];
    else if (second < 0 || (chances[c] ?? 0) > (chances[second] ?? 0)) second = c;
  const top = clip(chances[best] ?? 0, 1e-6, 1 - 1e-6);
  const next = clip(second < 0 ? 0 : (chances[second] ?? 0), 1e-6, 1);
  let [entropy, highest, energy, nearest] = [0, -Infinity, 0, -1];
  for (const chance of chances) if (chance > 0) entropy -= chance * Math.log(chance);
  for (let c = 0; c < inScope; c += 1) highest = Math.max(highest, logits[c] ?? 0);
  for (let c = 0; c < inScope; c += 1) energy += Math.exp((logits[c] ?? 0) - highest);
  for (let c = 0; c < inScope; c += 1) nearest = Math.max(nearest, near[c] ?? -1);
  return Float64Array.of(
    clip(Math.log(top / (1 - top)), -8, 8),
    clip(Math.log(top / next), 0, 8),
    highest + Math.log(energy),
    entropy / Math.log(Math.max(2, logits.length)),
    nearest,
    near[best] ?? -1,
    known,
    inScope < logits.length ? (chances[inScope] ?? 0) : 0,
  );
}

/** Chance in [0, 1] that the text is about one of the labels. */
export function inScopeChance(model: ScopeModel, signals: Float64Array): number {
  let sum = model.bias;
  for (let s = 0; s < signals.length; s += 1)
    sum += (model.weights[s] ?? 0) * (signals[s] as number);
  return 1 / (1 + Math.exp(-sum));
}

/** Learns to tell the inside from the outside; the answer takes UNKNOWN_SHARE as the share of the outside. */
export function fitScope(
  inside: readonly Float64Array[],
  outside: readonly Float64Array[],
): ScopeModel {
  const all = [...inside, ...outside];
  const width = all[0]?.length ?? 0;
  const means = new Float64Array(width);
  const spreads = new Float64Array(width);
  for (const row of all) row.forEach((x, s) => (means[s] = (means[s] ?? 0) + x / all.length));
  for (const row of all)
    row.forEach((x, s) => (spreads[s] = (spreads[s] ?? 0) + (x - (means[s] ?? 0)) ** 2));
  const scales = spreads.map((sum) => 1 / Math.max(1e-6, Math.sqrt(sum / all.length)));
  const data = new Float64Array(all.length * width);
  all.forEach((row, i) =>
    row.forEach((x, s) => (data[i * width + s] = (x - (means[s] ?? 0)) * (scales[s] ?? 0))),
  );
  const { weights, bias } = fitMultinomial(
    { data, count: all.length, width },
    Int32Array.from(all, (_, i) => (i < inside.length ? 1 : 0)),
    2,
    { l2: 1 / all.length, iterations: 60 },
  );
  const raw = Array.from(
    { length: width },
    (_, s) => ((weights[width + s] ?? 0) - (weights[s] ?? 0)) * (scales[s] ?? 0),
  );
  const centre = raw.reduce((sum, weight, s) => sum + weight * (means[s] ?? 0), 0);
  const seen = Math.log(inside.length / outside.length);
  const wanted = Math.log((1 - UNKNOWN_SHARE) / UNKNOWN_SHARE);
  return {
    weights: raw.map(rounded),
    bias: rounded((bias[1] ?? 0) - (bias[0] ?? 0) - centre - seen + wanted),
  };
}
