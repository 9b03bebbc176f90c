import { createHash } from 'node:crypto';
import type { Clock, Encoder, IntentTrainer, TrainingExample } from '#core/ports.ts';
import { canonicalJson } from '#domain/action.ts';
import type { IntentReport, LabelledExample } from '#domain/taxonomy.ts';
import { descriptionsOf, examplesOfPack, type Gathered, type PackIntents } from './gather.ts';

/** @file From examples to a head with its figures; who keeps it decides where. */

export const seed = 1;
/** Texts that are embedded at a time: live turns get their turn in between. */
const slice = 32;

export type TrainingStep =
  | { readonly phase: 'embedding' | 'training'; readonly done: number; readonly total: number }
  | { readonly phase: 'trained'; readonly head: unknown; readonly report: IntentReport };

/** A head as it was trained, with what says whether it still is of today. */
export interface Trained {
  readonly head: unknown;
  readonly report: IntentReport;
}

/** What a head stands on besides an admin's examples, as a SHA-256. */
export function recipeOf(parts: {
  readonly encoder: Pick<Encoder, 'model'>;
  readonly trainer: Pick<IntentTrainer, 'version'>;
  readonly base: 'pack' | 'none';
  readonly pack: PackIntents;
}): string {
  const recipe = {
    encoder: parts.encoder.model.sha256,
    trainer: parts.trainer.version,
    pack: parts.base === 'pack' ? examplesOfPack(parts.pack) : [],
    titles: parts.base === 'pack' ? descriptionsOf(namesOf(parts.pack), parts.pack) : [],
  };
  return createHash('sha256').update(canonicalJson(recipe)).digest('hex');
}

const namesOf = (pack: PackIntents): string[] => pack.intents.map(({ name }) => name);

/** A pack's own examples as a set to train from. */
export const gatheredFromPack = (pack: PackIntents): Gathered => ({
  own: [],
  all: examplesOfPack(pack),
  warnings: [],
  descriptions: descriptionsOf(namesOf(pack), pack),
});

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Vectors of texts by text, a slice at a time. */
export async function* embedAll(
  encoder: Pick<Encoder, 'embed'>,
  texts: readonly string[],
  into: Map<string, Float32Array>,
  signal?: AbortSignal,
): AsyncGenerator<{ readonly done: number; readonly total: number }> {
  for (let at = 0; at < texts.length; at += slice) {
    const some = texts.slice(at, at + slice);
    const vectors = await encoder.embed(some, {
      priority: 'background',
      ...(signal && { signal }),
    });
    some.forEach((text, place) => {
      const vector = vectors[place];
      if (vector !== undefined) into.set(text, vector);
    });
    yield { done: Math.min(texts.length, at + slice), total: texts.length };
  }
}

export const vectorIn =
  (vectors: ReadonlyMap<string, Float32Array>) =>
  (text: string): Float32Array => {
    const vector = vectors.get(text);
    if (vector === undefined) throw new Error('A text was not embedded before it was needed.');
    return vector;
  };

/** Embeds and trains; ends with `trained`. Throws the signal's reason when aborted. */
export async function* trainOn(
  { all, descriptions, warnings }: Gathered,
  parts: {
    readonly encoder: Pick<Encoder, 'embed'>;
    readonly trainer: IntentTrainer;
    readonly clock: Clock;
    readonly signal?: AbortSignal;
  },
): AsyncGenerator<TrainingStep> {
  const { signal } = parts;
  const from = parts.clock.monotonic();
  const vectors = new Map<string, Float32Array>();
  const texts = [...all, ...descriptions].map(({ text }) => text);
  yield { phase: 'embedding', done: 0, total: texts.length };
  for await (const { done, total } of embedAll(parts.encoder, texts, vectors, signal))
    yield { phase: 'embedding', done, total };
  const steps: TrainingStep[] = [];
  let wake = Promise.withResolvers<undefined>();
  const vectorOf = vectorIn(vectors);
  const embedded = (some: readonly LabelledExample[]): TrainingExample[] =>
    some.map((one) => ({ ...one, vector: vectorOf(one.text) }));
  const training = parts.trainer.train(embedded(all), {
    seed,
    descriptions: embedded(descriptions),
    ...(signal && { signal }),
    onProgress: (done, total) => {
      steps.push({ phase: 'training', done, total });
      wake.resolve(undefined);
    },
  });
  let over = false;
  const finish = (): void => {
    over = true;
    wake.resolve(undefined);
  };
  training.then(finish, finish);
  yield { phase: 'training', done: 0, total: 1 };
  while (!over) {
    await wake.promise;
    wake = Promise.withResolvers();
    yield* steps.splice(0);
  }
  const { head, report } = await training;
  if (report === undefined) throw new Error('The trainer gave no report.');
  const trainingMs = Math.round(parts.clock.monotonic() - from);
  yield {
    phase: 'trained',
    head,
    report: {
      ...report,
      trainingMs,
      ...(warnings.length > 0 && { warnings: [...warnings] }),
    },
  };
}

/** The same without a look at how far it is. */
export async function trainAtOnce(...args: Parameters<typeof trainOn>): Promise<Trained> {
  for await (const step of trainOn(...args))
    if (step.phase === 'trained') return { head: step.head, report: step.report };
  throw new Error('The training ended without a result.');
}
