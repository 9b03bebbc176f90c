import type { Pack } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import { createGapDesk } from './core-gaps.ts';
import { createKnowledgeDesk } from './core-knowledge.ts';
import type { Readiness } from './core-readiness.ts';
import { createSearchDesk } from './core-search.ts';
import type { Log } from './log.ts';
import type { Clock, Ids, Store } from './ports.ts';
import { createFileReader, createKnowledgeImports } from './retrieve/index.ts';
import type { KnowledgeDesk } from './surface.ts';

/** Imports, search and gaps, wired to the models in use. */
export function openKnowledge(parts: {
  readonly dataFolder: string;
  readonly store: Pick<Store, 'knowledge' | 'sources' | 'events'>;
  readonly packs: ReadonlyMap<string, { readonly pack: Pack }>;
  readonly readiness: Readiness;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly bus: Bus;
  readonly settings: () => Settings;
  /** Takes out what may not be written anywhere. */
  readonly redact: (text: string) => string;
  /** Takes out who is named. */
  readonly anonymise: (text: string) => string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): { readonly desk: KnowledgeDesk; begin(): void; close(): Promise<void> } {
  const { store, readiness } = parts;
  const packs = [...parts.packs.keys()];
  const imports = createKnowledgeImports({
    ...parts,
    knowledge: store.knowledge,
    sources: store.sources,
    reader: createFileReader(),
    // Never the one that is being loaded in its place: its vectors would push out those in use.
    encoder: async () => (readiness.now()?.models ?? (await readiness.models())).encoder,
  });
  const desk = createKnowledgeDesk({
    ...parts,
    knowledge: store.knowledge,
    sources: store.sources,
    imports,
    packs,
    indexStatus: (pack) => {
      const status = readiness.now()?.vectors.status(pack);
      const progress = readiness.changing(pack);
      return status === undefined || progress === undefined
        ? status
        : { ...status, state: 'embedding', progress };
    },
    onIndexStatus: (listener) => readiness.onIndex(listener),
    ...createSearchDesk({
      ...parts,
      knowledge: store.knowledge,
      retriever: async (pack) => (await readiness.get(pack)).retriever,
    }),
    ...createGapDesk({
      ...parts,
      encoder: async () => (await readiness.models()).encoder,
      redact: parts.anonymise,
    }),
  });
  return { desk, begin: () => imports.begin(packs), close: () => imports.close() };
}
