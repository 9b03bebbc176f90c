import { ModelListing } from '#domain/model-listing.ts';

/** @file Models in every state they can be in, parsed through the domain's own schema. */

const listing = (change: Readonly<Record<string, unknown>>): ModelListing =>
  ModelListing.parse({
    version: '0.1.0',
    licence: 'Apache-2.0',
    pinned: true,
    inUse: false,
    loaded: false,
    quality: [],
    speed: [],
    measured: [],
    ...change,
  });

export const encoder = listing({
  name: 'earshot-encoder',
  title: 'Earshot encoder',
  description:
    'Small sentence encoder that comes with Earshot. English; 256 numbers for each sentence.',
  task: 'embedding',
  state: 'embedded',
  inUse: true,
  bytes: 8_184_640,
  source: 'scripts/train/encoder.sh; distilled from sentence-transformers/all-MiniLM-L6-v2',
  loaded: true,
  residentBytes: 61_400_000,
  quality: [
    { what: 'banking77 dev', metric: 'accuracy, all train', value: 0.8857, n: 770 },
    { what: 'clinc150 val', metric: 'accuracy, 150 intents', value: 0.923, n: 3000 },
    {
      what: 'clinc150 val + oos_val',
      metric: 'AUROC in scope against out of scope',
      value: 0.9407,
      n: 3100,
    },
    {
      what: 'faq_similarity dev (never trained on)',
      metric: 'AUROC same against different',
      value: 0.9159,
      n: 232,
    },
    { what: 'kb_retrieval queries_dev', metric: 'hit@5', value: 0.844, n: 1064 },
  ],
  speed: [
    { what: 'one 25-token turn, one thread', metric: 'p50', value: 0.255, unit: 'ms', n: 2000 },
    { what: 'one 25-token turn, one thread', metric: 'p99', value: 8.471, unit: 'ms', n: 2000 },
  ],
  measured: [
    { what: 'one 25-token turn, one thread', metric: 'p50', value: 0.41, unit: 'ms', n: 200 },
  ],
});

export const available = listing({
  name: 'large-encoder',
  title: 'Large encoder',
  description: 'Larger sentence encoder: better on rare intents, ten times slower.',
  task: 'embedding',
  state: 'available',
  bytes: 133_500_000,
  licence: 'MIT',
  source: 'example/large-encoder, revision 4f1e2d',
  quality: [{ what: 'banking77 dev', metric: 'accuracy', value: 0.931, n: 770 }],
  speed: [{ what: 'one 25-token turn', metric: 'p50', value: 9.1, unit: 'ms', n: 500 }],
});

export const installed = listing({
  name: 'medium-encoder',
  title: 'Medium encoder',
  description: 'Between the two.',
  task: 'embedding',
  state: 'installed',
  bytes: 34_000_000,
  source: 'example/medium-encoder, revision 99ab01',
});

export const installing = listing({
  ...available,
  state: 'installing',
  progress: {
    file: 'onnx/model_quantized.onnx',
    done: 51_200_000,
    total: 133_500_000,
    bytesPerSecond: 3_400_000,
  },
});

export const failed = listing({
  ...available,
  problem:
    'The mirror stopped answering after 51.2 MB. Check the network, then try again: it goes on where it stopped.',
});

export const damaged = listing({
  ...installed,
  name: 'tone-model',
  title: 'Tone in many languages',
  task: 'sentiment',
  state: 'damaged',
  problem:
    'onnx/model_quantized.onnx is not the file that was installed (its checksum differs). The model that comes with Earshot is used instead; install this one again.',
});

export const unpinned = listing({
  name: 'nli-small',
  title: 'Entailment, small',
  description: 'Answers whether a label fits a sentence. Needed for labels without any example.',
  task: 'zero-shot',
  state: 'available',
  bytes: 87_000_000,
  licence: 'Apache-2.0',
  source: 'example/nli-small',
  pinned: false,
});

export const longModel = listing({
  ...unpinned,
  name: 'a-model-with-a-name-that-somebody-made-by-putting-everything-into-it-q8-onnx-v2',
  title: 'نموذج كبير لفهم النصوص العربية والإنجليزية مع وصف طويل جدا لا ينتهي',
  description:
    'A description that goes on about what the model was trained on, by whom, and when. '.repeat(6),
  source: `https://models.example.com/${'a-very-long-path/'.repeat(9)}`,
  licence: 'A licence of its own: research, evaluation and, after registration, production use',
});

export const models: readonly ModelListing[] = [encoder, installed, available, damaged, unpinned];
