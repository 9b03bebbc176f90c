import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { RecordedEvent } from '#domain/events.ts';
import { PackName } from '#domain/ids.ts';
import type { PackIntent } from '#domain/pack.ts';
import type { IntentModel, LabelledExample, TrainingProgress } from '#domain/taxonomy.ts';
import { createBus } from './bus.ts';
import { createHeadCache, intentTrainer } from './core-heads.ts';
import { createIntentDesk } from './core-intents.ts';
import { type Models, openModels } from './core-models.ts';
import { findModel, readRegistry } from './inference/registry.ts';
import { createIntentVersions, type IntentVersions } from './learn/index.ts';
import { createLog } from './log.ts';
import type { IntentTrainer } from './ports.ts';
import { createCountingIds, createVirtualClock } from './replay-ports.ts';
import { openStore, type SqliteStore } from './store/index.ts';
import { testKey } from './store/store.fixture.ts';
import type { Answer, IntentDesk } from './surface.ts';
import { redactText, unreadable } from './understand/index.ts';

/** @file A small pack, and its intents over the real store, the real encoder and the real training. */

export const intent = (name: string, title: string, ...examples: string[]): PackIntent => ({
  name,
  title,
  description: '',
  examples,
});
export const refund = intent(
  'refund_status',
  'Where is my refund',
  'where is my refund',
  'when do I get my money back',
  'my refund has not arrived',
  'how long does the refund take',
  'I am still waiting for my money',
);
export const cancel = intent(
  'cancel_order',
  'Cancel an order',
  'please cancel my order',
  'I want to cancel what I ordered',
  'stop my order before it ships',
  'can you cancel the order from today',
  'I do not need the order any more',
);
const address = intent(
  'change_address',
  'Change an address',
  'I have moved, change my address',
  'send it to another address',
  'update my shipping address please',
  'my address is wrong in your system',
  'can I change where it is delivered',
);
export const pack = {
  name: PackName.parse('shop'),
  title: 'The shop',
  version: '1',
  intents: [refund, cancel, address],
  outOfScope: ['what is the weather', 'tell me a joke', 'who won the game', 'book me a flight'],
};
const twin = { ...pack, name: PackName.parse('twin'), title: 'The twin' };

export const label = (name: string, ...texts: string[]): LabelledExample[] =>
  texts.map((text) => ({ text, label: name }));
export const giftWrap = label(
  'gift_wrap',
  'can you wrap it as a gift',
  'I would like gift wrapping',
  'please put it in gift paper',
  'do you offer gift wrap',
  'wrap the present with a ribbon',
);
export const invoice = label(
  'invoice',
  'I need an invoice for my taxes',
  'please send me the invoice',
  'where can I download my bill',
  'can I get a receipt with VAT',
  'the invoice is missing from the e-mail',
);

export const must = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

/** What is set up anew for each test of the file that calls it; the models are loaded once. */
export function useIntents() {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-versions-'));
  const events: RecordedEvent[] = [];
  const switched: string[] = [];
  let models: Models;
  let store: SqliteStore;
  let versions: IntentVersions;
  let desk: IntentDesk;

  const wire = (trainer: IntentTrainer = intentTrainer, packs = [pack, twin]): IntentVersions =>
    createIntentVersions({
      packs,
      repository: store.intents,
      cache: createHeadCache(folder),
      encoder: () => Promise.resolve(models.encoder),
      trainer,
      bus: createBus({
        store,
        clock: createVirtualClock(1_000),
        record: (recorded) => {
          events.push(recorded);
          return undefined;
        },
        onListenerError: (thrown) => expect(thrown).toBeUndefined(),
      }),
      clock: createVirtualClock(1_000, () => performance.now()),
      ids: createCountingIds(),
      log: createLog({ level: 'error', now: () => 0, redact: redactText, write: () => undefined }),
      redact: redactText,
      readable: (text) => unreadable(text) === undefined,
      onSwitched: (name) => switched.push(name),
    });

  beforeAll(async () => {
    const registry = await readRegistry('models');
    models = await openModels({
      chosen: async (task) =>
        task === 'embedding'
          ? { entry: findModel(registry, { task }), modelsDir: 'models', folder: 'models' }
          : undefined,
      log: createLog({ level: 'error', now: () => 0, redact: redactText, write: () => undefined }),
    });
    await models.encoder.embed(['warm']);
  }, 180_000);
  afterAll(async () => {
    await models.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    const opened = openStore({
      folder: mkdtempSync(join(folder, 'store-')),
      key: testKey,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    store = opened.value;
    events.length = 0;
    switched.length = 0;
    versions = wire();
    desk = createIntentDesk({ intents: versions, actor: () => 'Ana' });
    return () => {
      versions.close();
      store.close();
    };
  });

  const train = async (
    name: string,
    examples: readonly LabelledExample[],
    base: 'pack' | 'none' = 'pack',
    signal?: AbortSignal,
  ): Promise<TrainingProgress[]> => {
    const steps: TrainingProgress[] = [];
    const stream = must(desk.train({ pack: 'shop', name, base, examples }, signal));
    for await (const step of stream) steps.push(step);
    return steps;
  };
  const trained = async (...args: Parameters<typeof train>): Promise<IntentModel> => {
    const last = (await train(...args)).at(-1);
    if (last?.phase !== 'done') throw new Error('The training did not end.');
    return last.model;
  };
  const refusal = (answer: Answer<unknown>): string =>
    answer.ok ? 'no refusal' : `${answer.error.code} ${answer.error.message}`;

  return {
    store: () => store,
    versions: () => versions,
    desk: () => desk,
    events,
    switched,
    wire,
    train,
    trained,
    refusal,
  };
}
