import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '#domain/action.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { Pack } from '#domain/pack.ts';
import { createEncoder, type Encoder } from './inference/encoder.ts';
import { readRegistry } from './inference/registry.ts';
import {
  loadSentimentHead,
  scoreSentiment,
  type SentimentHead,
} from './inference/sentiment-head.ts';
import { Head, OUT_OF_SCOPE } from './inference/softmax-head.ts';
import { trainHeadInWorker } from './inference/train-in-worker.ts';
import type { Log } from './log.ts';

export interface Models {
  readonly encoder: Encoder;
  readonly sentiment: {
    readonly model: ModelRef;
    score(
      vector: Float32Array,
    ): { label: 'negative' | 'neutral' | 'positive'; confidence: number }[];
  };
  /** The head that knows a pack's intents, trained from its examples the first time. */
  headOf(pack: Pack): Promise<{ readonly head: Head; readonly model: ModelRef }>;
  close(): Promise<void>;
}

/** Opens the embedded models. Throws what `inference/` throws: one sentence each. */
export async function openModels(options: {
  readonly modelsFolder: string;
  readonly dataFolder: string;
  readonly log: Log;
}): Promise<Models> {
  const registry = await readRegistry(options.modelsFolder);
  const modelsDir = options.modelsFolder;
  const [encoder, sentiment] = await Promise.all([
    createEncoder({ modelsDir, registry }),
    loadSentimentHead({ modelsDir, registry }),
  ]);
  const heads = new Map<string, Promise<{ head: Head; model: ModelRef }>>();

  const load = async (pack: Pack): Promise<{ head: Head; model: ModelRef }> => {
    const recipe = canonicalJson({
      encoder: encoder.model.sha256,
      intents: pack.manifest.intents.map(({ name, examples }) => ({ name, examples })),
      outOfScope: pack.manifest.outOfScope,
      trainer: 1,
    });
    const sha256 = createHash('sha256').update(recipe).digest('hex');
    const model = { name: `${pack.manifest.name}-intents`, version: pack.manifest.version, sha256 };
    const file = join(
      options.dataFolder,
      'heads',
      `${pack.manifest.name}-${sha256.slice(0, 16)}.json`,
    );
    const kept = await readHead(file);
    if (kept !== undefined && kept.dimensions === encoder.dimensions) return { head: kept, model };
    const from = performance.now();
    const head = await train(encoder, pack);
    options.log.info('Trained the intents of a pack.', {
      pack: pack.manifest.name,
      examples: head.measured.n,
      accuracy: head.measured.accuracy,
      ms: Math.round(performance.now() - from),
    });
    await keepHead(file, head);
    return { head, model };
  };

  return {
    encoder,
    sentiment: { model: sentiment.model, score: (vector) => scoreWith(sentiment.head, vector) },
    headOf: (pack) => {
      const known = heads.get(pack.sha256);
      if (known !== undefined) return known;
      const loading = load(pack);
      heads.set(pack.sha256, loading);
      // A failed training may be tried again by the next conversation.
      loading.catch(() => heads.delete(pack.sha256));
      return loading;
    },
    close: () => encoder.close(),
  };
}

const scoreWith = (head: SentimentHead, vector: Float32Array) => scoreSentiment(head, vector);

async function train(encoder: Encoder, pack: Pack): Promise<Head> {
  const labelled = [
    ...pack.manifest.intents.flatMap(({ name, examples }) =>
      examples.map((text) => ({ text, label: name })),
    ),
    ...pack.manifest.outOfScope.map((text) => ({ text, label: OUT_OF_SCOPE })),
  ];
  const vectors = await encoder.embed(
    labelled.map(({ text }) => text),
    { priority: 'background' },
  );
  const examples = labelled.flatMap(({ label }, index) => {
    const vector = vectors[index];
    return vector === undefined ? [] : [{ label, vector }];
  });
  return trainHeadInWorker(examples, { seed: 1 });
}

/** A head on disk is a cache: damaged or missing, it is trained again. */
async function readHead(file: string): Promise<Head | undefined> {
  try {
    return Head.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function keepHead(file: string, head: Head): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, JSON.stringify(head), { mode: 0o600 });
  await rename(partial, file);
}
