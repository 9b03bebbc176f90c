import type { IntentModel, LabelledExample } from '#domain/taxonomy.ts';
import type { ModelListing } from '#domain/model-listing.ts';
import { knowledgeHandlers } from './fixtureKnowledge.ts';
import * as intents from './fixtures-intents.ts';
import * as shelf from './fixtures-models.ts';

/** @file The admin's side of the pretended core: versions that train, models that install. */

/** Which state of the admin pages is looked at. */
export type Desk = 'usual' | 'long' | 'empty' | 'loading' | 'error' | 'installing' | 'failed';

export type Handler = (input: Record<string, string>, signal: AbortSignal | undefined) => unknown;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const never = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));

/** Reads `text,label` lines; enough for the gallery. */
function read(text: string) {
  const examples: LabelledExample[] = [];
  const problems: { line: number; problem: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const cut = line.lastIndexOf(',');
    if (line.trim() === '' || line === 'text,label') continue;
    if (cut < 1) problems.push({ line: index + 1, problem: 'There is no label on this line.' });
    else examples.push({ text: line.slice(0, cut).trim(), label: line.slice(cut + 1).trim() });
  }
  return { examples, problems };
}

function intentHandlers(desk: Desk): Readonly<Record<string, Handler>> {
  let versions: readonly IntentModel[] =
    desk === 'empty'
      ? []
      : desk === 'long'
        ? [intents.long, ...intents.versions]
        : intents.versions;
  async function* train(input: Record<string, string>, signal: AbortSignal | undefined) {
    const given = input['examples'] as unknown as readonly LabelledExample[];
    for (let done = 0; done <= given.length; done += Math.ceil(given.length / 6)) {
      yield { phase: 'embedding', done, total: given.length };
      await pause(120);
      if (signal?.aborted === true) return;
    }
    for (let done = 1; done <= 6; done += 1) {
      yield { phase: 'training', done, total: 6 };
      await pause(120);
      if (signal?.aborted === true) return;
    }
    const model: IntentModel = {
      ...intents.candidate,
      id: `version-${versions.length + 1}`,
      name: input['name'] ?? '',
      createdAt: intents.candidate.createdAt + versions.length,
    };
    versions = [model, ...versions];
    yield { phase: 'done', model };
  }
  return {
    'intents.list': () => versions,
    'intents.examples': () => intents.examples,
    'intents.read': ({ text }) => read(text ?? ''),
    'intents.train': train,
    'intents.compare': () => pause(150).then(() => intents.comparison),
    'intents.try': ({ text }) => (/card/i.test(text ?? '') ? intents.tried : intents.triedUnknown),
    'intents.use': ({ model }) =>
      (versions = versions.map((version) => ({ ...version, inUse: version.id === model }))),
    'intents.remove': ({ model }) => (versions = versions.filter(({ id }) => id !== model)),
  };
}

function modelHandlers(desk: Desk): Readonly<Record<string, Handler>> {
  let models: readonly ModelListing[] =
    desk === 'empty'
      ? []
      : shelf.models.map((model) =>
          model.name !== shelf.available.name
            ? model
            : desk === 'installing'
              ? shelf.installing
              : desk === 'failed'
                ? shelf.failed
                : model,
        );
  if (desk === 'long') models = [...models, shelf.longModel];
  const wakes = new Set<() => void>();
  const change = (name: string | undefined, next: Partial<ModelListing>): void => {
    models = models.map((model) => (model.name === name ? { ...model, ...next } : model));
    for (const wake of [...wakes]) wake();
  };
  const one = (name: string | undefined): ModelListing | undefined =>
    models.find((model) => model.name === name);
  async function* watch(signal: AbortSignal | undefined) {
    while (signal?.aborted !== true) {
      yield models;
      await new Promise<void>((resolve) => {
        wakes.add(resolve);
        signal?.addEventListener('abort', () => resolve());
      });
    }
  }
  return {
    'models.list': () => models,
    'models.watch': (_input, signal) => watch(signal),
    'models.install': ({ name }) => {
      change(name, {
        state: 'installing',
        ...(shelf.installing.progress && { progress: shelf.installing.progress }),
      });
      return {};
    },
    'models.cancel': ({ name }) => {
      change(name, { state: 'available' });
      return {};
    },
    'models.verify': ({ name }) => pause(300).then(() => one(name)),
    'models.remove': ({ name }) => {
      change(name, { state: 'available', inUse: false, loaded: false });
      return {};
    },
    'models.use': ({ name }) => {
      const task = one(name)?.task;
      models = models.map((model) =>
        model.task === task ? { ...model, inUse: model.name === name } : model,
      );
      return models;
    },
    'models.measure': ({ name }) =>
      pause(300).then(() => {
        change(name, { measured: shelf.encoder.measured });
        return one(name);
      }),
  };
}

/** What the pretended core answers to the admin pages. */
export function deskHandlers(desk: Desk): Readonly<Record<string, Handler>> {
  const handlers = { ...intentHandlers(desk), ...modelHandlers(desk), ...knowledgeHandlers(desk) };
  if (desk !== 'loading' && desk !== 'error') return handlers;
  const stuck: Handler = async (_input, signal) => {
    if (desk === 'loading') await never(signal);
    throw new Error('The models folder cannot be read.');
  };
  return {
    ...handlers,
    'intents.list': stuck,
    'intents.try': stuck,
    'intents.compare': stuck,
    'intents.train': stuck,
    'models.watch': stuck,
    'knowledge.search': stuck,
    'knowledge.sources': stuck,
    'knowledge.documents': stuck,
    'knowledge.gaps': stuck,
  };
}
