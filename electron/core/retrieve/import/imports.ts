import { join } from 'node:path';
import type { KnowledgeSource } from '#domain/knowledge-import.ts';
import type { Log } from '#core/log.ts';
import type {
  Clock,
  Encoder,
  Ids,
  KnowledgeRepository,
  KnowledgeSourceRepository,
} from '#core/ports.ts';
import type { FileReader } from '../read/source-document.ts';
import { createEmbedder, type Embedder } from './embedder.ts';
import { createImportRunner, type ImportRunner } from './runner.ts';
import { createSplitter } from './splitter.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { createFolderWatch, type FolderWatch } from './watch.ts';

/** Everything that brings articles in: dropped files, runs, vectors, watched folders. */
export interface KnowledgeImports {
  readonly runner: ImportRunner;
  readonly embedder: Embedder;
  readonly uploads: Uploads;
  readonly watch: FolderWatch;
  /** Goes on with what a former process left, and looks at what changed meanwhile. Called once. */
  begin(packs: readonly string[]): void;
  /** Resolves when nothing runs and nothing waits for its vectors. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Wires the parts of an import; nothing runs before `begin` but what is asked for. */
export function createKnowledgeImports(parts: {
  readonly dataFolder: string;
  readonly knowledge: KnowledgeRepository;
  readonly sources: KnowledgeSourceRepository;
  readonly reader: FileReader;
  /** The encoder in use now. Rejects when there is none. */
  readonly encoder: () => Promise<Encoder>;
  /** Takes out what may not be written: card numbers. */
  readonly redact?: (text: string) => string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): KnowledgeImports {
  const { sources, reader } = parts;
  const splitter = createSplitter();
  const uploads = createUploads({ ...parts, folder: join(parts.dataFolder, 'uploads') });
  const embedder = createEmbedder({ ...parts, splitter });
  const runner = createImportRunner({
    ...parts,
    splitter,
    embedder,
    model: async () => (await parts.encoder()).model,
    dropped: uploads,
    without: [parts.dataFolder],
  });
  const recheck = (id: string): void => {
    const source = sources.all().find((one) => one.id === id);
    if (source !== undefined) runner.recheck(source);
  };
  const watch = createFolderWatch({ ...parts, onChange: recheck });

  return {
    runner,
    embedder,
    uploads,
    watch,
    begin: (packs) => {
      void uploads.clean().catch(() => undefined);
      runner.resumeUnfinished();
      const watched = (source: KnowledgeSource): boolean =>
        source.watched && packs.includes(source.pack);
      for (const source of sources.all().filter(watched)) {
        watch.watch(source);
        runner.recheck(source);
      }
      for (const pack of packs) embedder.wake(pack);
    },
    settled: async () => {
      await runner.settled();
      await embedder.settled();
    },
    close: async () => {
      await watch.close();
      uploads.close();
      await runner.close();
      await embedder.close();
      await reader.close();
    },
  };
}
