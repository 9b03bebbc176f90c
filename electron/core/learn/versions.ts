import { type Ids, type IntentClassifier, type Publisher } from '#core/ports.ts';
import { messageOf } from '#core/log.ts';
import type { ModelRef } from '#domain/insight.ts';
import type {
  IntentComparison,
  IntentModel,
  LabelledExample,
  TrainingProgress,
} from '#domain/taxonomy.ts';
import { compareVersions } from './compare.ts';
import { gather, type Gathered, type PackIntents } from './gather.ts';
import { LearnRefusal } from './refusal.ts';
import { createShelf, noVersion, type Opened, ownId, packOfOwn, type ShelfParts } from './shelf.ts';
import { embedAll, recipeOf, trainOn, vectorIn } from './train-version.ts';

/** What reads the intents of a pack's conversations now. */
export interface IntentsInUse {
  readonly classifier: IntentClassifier;
  readonly model: ModelRef;
}

export interface TrainingInput {
  readonly pack: string;
  readonly name: string;
  readonly base: 'pack' | 'none';
  readonly examples: readonly LabelledExample[];
}

export interface Tried {
  /** Null is *unknown*. */
  readonly label: string | null;
  readonly threshold: number;
  readonly ranked: { label: string; confidence: number }[];
  readonly ms: number;
}

/** The versions of a pack's intents. Everything throws or rejects with LearnRefusal where it cannot go on. */
export interface IntentVersions {
  /** The admin's, newest first, then the pack's own. */
  list(pack: string): Promise<IntentModel[]>;
  /** The admin's own examples; all of them for the pack's own version. */
  examples(id: string): LabelledExample[];
  /** Checks at once, trains while it is read, ends with `done`; nothing is kept when it is stopped. */
  train(input: TrainingInput, signal?: AbortSignal): AsyncIterable<TrainingProgress>;
  /** Against the one in use; against the pack's own for the one in use itself. */
  compare(id: string): Promise<IntentComparison>;
  try(id: string, text: string): Promise<Tried>;
  /** Switches new turns over, and writes down who did. */
  use(id: string, actor: string): Promise<IntentModel[]>;
  remove(id: string): Promise<IntentModel[]>;
  inUse(pack: string): Promise<IntentsInUse>;
  /** Stops what is being trained. */
  close(): void;
}

/** How many of the ranked labels a try shows. */
const shown = 10;

export function createIntentVersions(
  parts: ShelfParts & {
    readonly bus: Publisher;
    readonly ids: Ids;
    /** A pack reads its turns with another version from now on. */
    readonly onSwitched: (pack: string) => void;
  },
): IntentVersions {
  const { repository, trainer } = parts;
  const shelf = createShelf(parts);
  const closing = new AbortController();
  let training = false;

  const idInUse = (pack: string): string => repository.inUse(pack) ?? ownId(pack);
  const packOfVersion = (id: string): PackIntents =>
    shelf.packOf(packOfOwn(id) ?? shelf.stored(id).model.pack);

  const ownModel = (pack: PackIntents, own: Opened): IntentModel => ({
    id: own.id,
    pack: pack.name,
    name: pack.title,
    origin: 'pack',
    createdAt: own.at,
    inUse: idInUse(pack.name) === own.id,
    base: 'pack',
    encoder: own.encoder,
    report: own.report,
  });
  const list: IntentVersions['list'] = async (name) => {
    const pack = shelf.packOf(name);
    const [own, encoder] = await Promise.all([shelf.own(pack), parts.encoder()]);
    const used = idInUse(name);
    return [
      ...repository.ofPack(name).map((version) => ({
        ...version.model,
        inUse: version.model.id === used,
        ...(shelf.stale(version, encoder) && { stale: true }),
      })),
      ownModel(pack, own),
    ];
  };
  const versionOf = async (id: string): Promise<IntentModel> => {
    const found = (await list(packOfVersion(id).name)).find((one) => one.id === id);
    if (found === undefined) throw noVersion();
    return found;
  };

  const refuseName = (pack: PackIntents, name: string): void => {
    const key = name.toLowerCase();
    const taken = [pack.title, ...repository.ofPack(pack.name).map(({ model }) => model.name)];
    if (taken.some((other) => other.toLowerCase() === key))
      throw new LearnRefusal(
        'INVALID',
        `There is a version called “${name}” already.`,
        'Choose another name, or remove the old version first.',
      );
  };

  async function* run(
    input: TrainingInput,
    pack: PackIntents,
    gathered: Gathered,
    signal: AbortSignal,
  ): AsyncGenerator<TrainingProgress> {
    if (training)
      throw new LearnRefusal(
        'UNAVAILABLE',
        'Another version is being trained right now.',
        'Wait for it to end or stop it, then train this one.',
      );
    training = true;
    // Whoever stops reading stops the work behind it as well.
    const left = new AbortController();
    const either = AbortSignal.any([signal, left.signal]);
    try {
      const encoder = await parts.encoder();
      for await (const step of trainOn(gathered, { ...parts, encoder, signal: either })) {
        if (step.phase !== 'trained') {
          yield step;
          continue;
        }
        signal.throwIfAborted();
        refuseName(pack, input.name);
        const model = {
          id: parts.ids.make('intents'),
          pack: pack.name,
          name: input.name,
          origin: 'admin' as const,
          createdAt: parts.clock.now(),
          base: input.base,
          encoder: encoder.model,
          report: step.report,
        };
        const recipe = recipeOf({ encoder, trainer, base: input.base, pack });
        shelf.keep({ model, recipe }, gathered.own, step.head);
        yield { phase: 'done', model: { ...model, inUse: false } };
      }
    } catch (thrown) {
      // Whoever stopped it does not want to be told so.
      if (!signal.aborted) throw thrown;
    } finally {
      training = false;
      left.abort();
    }
  }

  return {
    list,
    examples: (id) => {
      const pack = packOfOwn(id);
      if (pack !== undefined) return shelf.gathered(id).all;
      return repository.examples(id) ?? refuse(noVersion());
    },
    train: (input, signal) => {
      const pack = shelf.packOf(input.pack);
      const name = input.name.trim();
      if (name === '')
        throw new LearnRefusal('INVALID', 'The version has no name.', 'Give it a name.');
      refuseName(pack, name);
      const gathered = gather({ ...parts, ...input, pack });
      const both = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return run({ ...input, name }, pack, gathered, both);
    },
    compare: async (id) => {
      const pack = packOfVersion(id);
      const used = idInUse(pack.name);
      const other = id === used ? ownId(pack.name) : used;
      if (id === other)
        throw new LearnRefusal(
          'INVALID',
          'This is the version in use; there is nothing to compare it with.',
          'Train another version, then compare that one.',
        );
      const [mine, theirs] = await Promise.all([shelf.open(id), shelf.open(other)]);
      const sets = { mine: shelf.gathered(id), theirs: shelf.gathered(other) };
      const vectors = new Map<string, Float32Array>();
      const texts = [sets.mine, sets.theirs].flatMap(({ all, descriptions }) =>
        [...all, ...descriptions].map(({ text }) => text),
      );
      const encoder = await parts.encoder();
      for await (const _step of embedAll(encoder, [...new Set(texts)], vectors, closing.signal)) {
        // Nobody watches; the slices let live turns in between.
      }
      return compareVersions(
        { id, ...sets.mine, classifier: mine.classifier },
        { id: other, ...sets.theirs, classifier: theirs.classifier },
        { trainer, vectorOf: vectorIn(vectors), signal: closing.signal },
      );
    },
    try: async (id, text) => {
      const { classifier } = await shelf.open(id);
      const encoder = await parts.encoder();
      const from = parts.clock.monotonic();
      const [vector] = await encoder.embed([text], { priority: 'live' });
      const ranked = vector === undefined ? [] : classifier.classify({ text, vector });
      const best = parts.readable(text) ? ranked[0] : undefined;
      return {
        label: best !== undefined && best.confidence >= classifier.threshold ? best.label : null,
        threshold: classifier.threshold,
        ranked: ranked.slice(0, shown).map(({ label, confidence }) => ({ label, confidence })),
        ms: parts.clock.monotonic() - from,
      };
    },
    use: async (id, actor) => {
      const pack = packOfVersion(id);
      // Loaded, and trained anew where that is needed, before anything changes.
      await shelf.open(id);
      const [to, from] = [await versionOf(id), await versionOf(idInUse(pack.name))];
      if (!to.inUse) {
        const named = ({ id: model, name, report }: IntentModel) => ({
          model,
          name,
          accuracy: report.accuracy,
          labels: report.labels,
        });
        parts.bus.transact(() => {
          repository.setInUse(pack.name, to.origin === 'pack' ? undefined : id);
          parts.bus.publish(
            { type: 'intents.switched', pack: pack.name, to: named(to), from: named(from) },
            actor,
          );
        }, 'durable');
        parts.onSwitched(pack.name);
      }
      return list(pack.name);
    },
    remove: async (id) => {
      const version = await versionOf(id);
      if (version.origin === 'pack')
        throw new LearnRefusal(
          'INVALID',
          'The pack’s own intents cannot be removed.',
          'Use a version of your own instead; the pack’s own stays to go back to.',
        );
      if (version.inUse)
        throw new LearnRefusal(
          'INVALID',
          `“${version.name}” is in use.`,
          'Switch to another version first, then remove this one.',
        );
      repository.remove(id);
      shelf.forget(id);
      return list(version.pack);
    },
    inUse: async (name) => {
      const pack = shelf.packOf(name);
      const id = idInUse(name);
      try {
        const { classifier, model } = await shelf.open(id);
        return { classifier, model };
      } catch (thrown) {
        if (id === ownId(name)) throw thrown;
        // Help from the pack's own intents is better than none; the choice itself stays.
        parts.log.error('The chosen intents cannot be used; the pack’s own are.', {
          pack: name,
          reason: messageOf(thrown),
        });
        const { classifier, model } = await shelf.own(pack);
        return { classifier, model };
      }
    },
    close: () => closing.abort(new Error('Earshot is being closed.')),
  };
}

function refuse(refusal: LearnRefusal): never {
  throw refusal;
}
