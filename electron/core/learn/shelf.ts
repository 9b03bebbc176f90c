import { z } from 'zod';
import type {
  Clock,
  Encoder,
  IntentClassifier,
  IntentModelRepository,
  IntentTrainer,
  StoredIntentModel,
} from '#core/ports.ts';
import type { Log } from '#core/log.ts';
import type { ModelRef } from '#domain/insight.ts';
import { IntentReport, type LabelledExample } from '#domain/taxonomy.ts';
import { gather, type Gathered, type PackIntents } from './gather.ts';
import { LearnRefusal } from './refusal.ts';
import { gatheredFromPack, recipeOf, sha256Of, trainAtOnce } from './train-version.ts';

/** Keeps what can be made again: heads of the packs themselves. A miss costs seconds, nothing else. */
export interface HeadCache {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
}

export interface ShelfParts {
  readonly packs: readonly PackIntents[];
  readonly repository: IntentModelRepository;
  readonly cache: HeadCache;
  readonly encoder: () => Promise<Pick<Encoder, 'embed' | 'model'>>;
  readonly trainer: IntentTrainer;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
  readonly readable: (text: string) => boolean;
  readonly log: Log;
}

/** A version that is ready to answer. */
export interface Opened {
  readonly id: string;
  readonly classifier: IntentClassifier;
  /** As insights name it. */
  readonly model: ModelRef;
  readonly report: IntentReport;
  readonly encoder: ModelRef;
  /** When it was trained. */
  readonly at: number;
}

/** Every version of every pack, loaded when asked for and trained anew where it is of yesterday. */
export interface Shelf {
  packOf(name: string): PackIntents;
  /** Throws LearnRefusal when there is none. */
  stored(id: string): StoredIntentModel;
  own(pack: PackIntents): Promise<Opened>;
  /** The one with this id: a stored one or a pack's own. */
  open(id: string): Promise<Opened>;
  /** All examples that a version is trained from today. */
  gathered(id: string): Gathered;
  stale(stored: StoredIntentModel, encoder: Pick<Encoder, 'model'>): boolean;
  keep(stored: StoredIntentModel, examples: readonly LabelledExample[], head: unknown): Opened;
  forget(id: string): void;
}

const Cached = z.object({ head: z.unknown(), report: IntentReport, at: z.number() });
const ownPrefix = 'pack:';
export const ownId = (pack: string): string => `${ownPrefix}${pack}`;
export const packOfOwn = (id: string): string | undefined =>
  id.startsWith(ownPrefix) ? id.slice(ownPrefix.length) : undefined;

export const noVersion = (): LearnRefusal =>
  new LearnRefusal(
    'NOT_FOUND',
    'This version of the intents is not there any more.',
    'Choose one from the list.',
  );

export function createShelf(parts: ShelfParts): Shelf {
  const { repository, trainer, clock } = parts;
  const opened = new Map<string, Promise<Opened>>();

  const packOf = (name: string): PackIntents => {
    const pack = parts.packs.find((one) => (one.name as string) === name);
    if (pack === undefined)
      throw new LearnRefusal(
        'NOT_FOUND',
        `There is no pack "${name}".`,
        `Choose one of: ${parts.packs.map((one) => one.name).join(', ')}.`,
      );
    return pack;
  };
  const stored: Shelf['stored'] = (id) => {
    const found = repository.get(id);
    if (found === undefined) throw noVersion();
    return found;
  };
  const stale: Shelf['stale'] = ({ model, recipe }, encoder) =>
    recipe !== recipeOf({ encoder, trainer, base: model.base, pack: packOf(model.pack) });

  const gathered: Shelf['gathered'] = (id) => {
    const own = packOfOwn(id);
    if (own !== undefined) return gatheredFromPack(packOf(own));
    const { model } = stored(id);
    return gather({
      pack: packOf(model.pack),
      base: model.base,
      examples: repository.examples(id) ?? [],
      redact: parts.redact,
      readable: parts.readable,
    });
  };

  const once = async (id: string, load: () => Promise<Opened>): Promise<Opened> => {
    const encoder = await parts.encoder();
    const known = opened.get(id);
    // Opened with another encoder, its vectors would be of another space.
    if (known !== undefined && (await known).encoder.sha256 === encoder.model.sha256) return known;
    const loading = load();
    opened.set(id, loading);
    // The next one to ask tries again.
    loading.catch(() => {
      if (opened.get(id) === loading) opened.delete(id);
    });
    return loading;
  };

  const asOpened = (
    { model }: Pick<StoredIntentModel, 'model'>,
    head: unknown,
    text: string,
  ): Opened => ({
    id: model.id,
    classifier: trainer.open(head),
    model: { name: `${model.pack}-intents`, version: model.name, sha256: sha256Of(text) },
    report: model.report,
    encoder: model.encoder,
    at: model.createdAt,
  });

  const keep: Shelf['keep'] = (version, examples, head) => {
    const text = JSON.stringify(head);
    const made = asOpened(version, head, text);
    repository.put(version, examples, text);
    opened.set(version.model.id, Promise.resolve(made));
    return made;
  };

  const trainAnew = async (version: StoredIntentModel): Promise<Opened> => {
    const encoder = await parts.encoder();
    const { model } = version;
    const set = gathered(model.id);
    const { head, report } = await trainAtOnce(set, { ...parts, encoder });
    parts.log.info('Trained a version of intents anew.', { pack: model.pack, name: model.name });
    const recipe = recipeOf({ encoder, trainer, base: model.base, pack: packOf(model.pack) });
    return keep({ model: { ...model, encoder: encoder.model, report }, recipe }, set.own, head);
  };

  const load = async (id: string): Promise<Opened> => {
    const version = stored(id);
    const encoder = await parts.encoder();
    const text = repository.head(id);
    if (text === undefined || stale(version, encoder)) return trainAnew(version);
    try {
      return asOpened(version, JSON.parse(text) as unknown, text);
    } catch (error) {
      // Made of examples that are still there, so nothing is lost but seconds.
      parts.log.warn('A stored head could not be read and is trained anew.', {
        name: version.model.name,
        reason: error instanceof Error ? error.message : String(error),
      });
      return trainAnew(version);
    }
  };

  const loadOwn = async (pack: PackIntents): Promise<Opened> => {
    const encoder = await parts.encoder();
    const recipe = recipeOf({ encoder, trainer, base: 'pack', pack });
    const name = `${pack.name}-${recipe.slice(0, 16)}`;
    const model = { name: `${pack.name}-intents`, version: pack.version, sha256: recipe };
    const asOwn = ({ head, report, at }: z.infer<typeof Cached>): Opened => ({
      id: ownId(pack.name),
      classifier: trainer.open(head),
      model,
      report,
      encoder: encoder.model,
      at,
    });
    const cached = Cached.safeParse(await parts.cache.read(name));
    if (cached.success) {
      try {
        return asOwn(cached.data);
      } catch (error) {
        parts.log.info('A cached head is of another shape and is trained anew.', {
          pack: pack.name,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    }
    const trained = await trainAtOnce(gatheredFromPack(pack), { ...parts, encoder });
    parts.log.info('Trained the intents of a pack.', {
      pack: pack.name,
      examples: trained.report.examples,
      accuracy: trained.report.accuracy,
      ms: trained.report.trainingMs,
    });
    const fresh = { ...trained, at: clock.now() };
    await parts.cache.write(name, fresh);
    return asOwn(fresh);
  };

  const own: Shelf['own'] = (pack) => once(ownId(pack.name), () => loadOwn(pack));

  return {
    packOf,
    stored,
    own,
    gathered,
    stale,
    keep,
    open: async (id) => {
      const pack = packOfOwn(id);
      return pack === undefined ? once(id, () => load(id)) : own(packOf(pack));
    },
    forget: (id) => {
      opened.delete(id);
    },
  };
}
