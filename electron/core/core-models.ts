import type { ModelRef } from '#domain/insight.ts';
import { createEngine, type Engine, type EngineOptions } from './inference/engine.ts';
import type { Encoder } from './inference/encoder.ts';
import type { OpenableModel } from './inference/installed.ts';
import { withPreparedVectors } from './inference/prepared-vectors.ts';
import { ModelError } from './inference/registry.ts';
import { createSimilarityZeroShot } from './inference/zero-shot.ts';
import type { Prepared } from './core-prepared.ts';
import { type Log, messageOf } from './log.ts';
import type {
  Reranker,
  TextClassifier,
  TextGenerator,
  TokenTagger,
  ZeroShotClassifier,
} from './ports.ts';
import { systemClock } from './system-ports.ts';

/** The models of this installation, one per task, in one engine. */
export interface Models {
  readonly encoder: Encoder;
  /** Absent where its model cannot be used: the lexicon answers alone. */
  readonly sentiment?: TextClassifier;
  /** Absent where its model cannot be used: the rules answer alone. */
  readonly entities?: TokenTagger;
  /** The installed one, else similarity to the encoder's vectors. */
  readonly zeroShot: ZeroShotClassifier;
  /** Only where one is installed and chosen. */
  readonly reranker?: Reranker;
  /** Only where one is installed and chosen. */
  readonly generator?: TextGenerator;
  readonly inUse: readonly { readonly task: string; readonly model: ModelRef }[];
  readonly engine: Pick<Engine, 'stats' | 'unload'>;
  close(): Promise<void>;
}

/**
 * Opens and loads the chosen model of each task. Throws ModelError where the encoder is missing or
 * damaged; without another one the rules answer alone, and the log says why.
 */
export async function openModels(parts: {
  readonly chosen: (task: string) => Promise<OpenableModel | undefined>;
  readonly log: Log;
  readonly prepared?: Prepared;
}): Promise<Models> {
  const places = new Map<string, string>();
  const options: EngineOptions = {
    // Real time, in a replay too: how long a model lies idle in memory is the machine's matter.
    clock: systemClock,
    modelsDir: ({ name }) => {
      const place = places.get(name);
      if (place === undefined) throw new ModelError(`The model ${name} was not opened.`);
      return place;
    },
  };
  const engine = createEngine(options);
  // Writing takes seconds: in a worker of its own, so that no turn waits for it.
  const writing = createEngine(options);
  const closeAll = async (): Promise<void> => {
    await Promise.all([engine.close(), writing.close()]);
  };
  const take = async (task: string): Promise<OpenableModel | undefined> => {
    const found = await parts.chosen(task);
    if (found !== undefined) places.set(found.entry.name, found.modelsDir);
    return found;
  };
  const optional = async <T>(
    task: string,
    open: (model: OpenableModel) => Promise<T>,
    loadNow = true,
  ): Promise<T | undefined> => {
    try {
      const found = await take(task);
      if (found === undefined) return undefined;
      const handle = await open(found);
      if (loadNow) await engine.load(found.entry);
      return handle;
    } catch (thrown) {
      parts.log.warn('A model is not used.', { task, reason: messageOf(thrown) });
      return undefined;
    }
  };

  try {
    const embedding = await take('embedding');
    if (embedding === undefined)
      throw new ModelError('No default model for embedding is in the model registry.');
    const plain = await engine.encoder(embedding.entry);
    const { prepared } = parts;
    const encoder = prepared === undefined ? plain : withPreparedVectors(plain, prepared.vectors);
    const [sentiment, entities, nli, reranker, generator] = await Promise.all([
      optional('sentiment', ({ entry }) => engine.classifier(entry)),
      optional('entities', ({ entry }) => engine.tagger(entry)),
      // Loaded when somebody asks: it is large, and most packs have examples for all their labels.
      optional('zero-shot', ({ entry }) => engine.nli(entry), false),
      optional('reranking', ({ entry }) => engine.reranker(entry)),
      optional('text-generation', ({ entry }) => writing.generator(entry), false),
      engine.load(embedding.entry),
    ]);
    const zeroShot = nli ?? createSimilarityZeroShot(encoder);
    return {
      encoder,
      ...(sentiment !== undefined && { sentiment }),
      ...(entities !== undefined && { entities }),
      zeroShot,
      ...(reranker !== undefined && { reranker }),
      ...(generator !== undefined && { generator }),
      inUse: [
        { task: 'embedding', model: encoder.model },
        ...(sentiment === undefined ? [] : [{ task: 'sentiment', model: sentiment.model }]),
        ...(entities === undefined ? [] : [{ task: 'entities', model: entities.model }]),
        { task: 'zero-shot', model: zeroShot.model },
        ...(reranker === undefined ? [] : [{ task: 'reranking', model: reranker.model }]),
        ...(generator === undefined ? [] : [{ task: 'text-generation', model: generator.model }]),
      ],
      engine,
      close: closeAll,
    };
  } catch (thrown) {
    await closeAll();
    throw thrown;
  }
}
