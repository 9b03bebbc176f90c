import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { PackName, SourceId } from '#domain/ids.ts';
import type { ImportJob, KnowledgeSource } from '#domain/knowledge-import.ts';
import { err, ok } from '#domain/result.ts';
import { streamOf } from './core-frames.ts';
import type { KnowledgeDeskParts } from './core-knowledge.ts';
import { droppedSourceId, isReadableFile, sourceKindOf } from './retrieve/index.ts';
import type { Answer, CoreFailure, KnowledgeDesk } from './surface.ts';

type SourcePart = Pick<
  KnowledgeDesk,
  | 'sources'
  | 'upload'
  | 'import'
  | 'jobs'
  | 'watchImports'
  | 'cancelImport'
  | 'resumeImport'
  | 'removeSource'
>;

/** Documents removed in one transaction. */
const removedAtOnce = 20;

const refuse = (code: CoreFailure['code'], message: string, mend: string) =>
  err<CoreFailure>({ code, message, mend });

const noJob = refuse('NOT_FOUND', 'This import is not there any more.', 'Import the files again.');

/** Where articles come from, and the runs that bring them. */
export function createSourceDesk(
  parts: KnowledgeDeskParts & {
    readonly inPack: <T>(pack: string, run: () => T) => T | Answer<never>;
  },
): SourcePart {
  const { knowledge, sources, imports, clock, ids, log } = parts;
  const { runner, uploads, watch } = imports;
  type Input = Parameters<KnowledgeDesk['import']>[0];

  const begin = (source: KnowledgeSource): Answer<ImportJob> => {
    sources.put(source);
    if (source.watched) watch.watch(source);
    else void watch.unwatch(source.id);
    const job = runner.start(source);
    log.info('An import begins.', { job: job.id, source: source.id, pack: source.pack });
    return ok(job);
  };

  const fromPath = async (input: Input, path: string): Promise<Answer<ImportJob>> => {
    const location = resolve(path);
    const stats = await stat(location).catch(() => undefined);
    if (stats === undefined)
      return refuse('NOT_FOUND', `There is nothing at ${location}.`, 'Check the path.');
    const folder = stats.isDirectory();
    if (!folder && !isReadableFile(location))
      return refuse(
        'INVALID',
        `${basename(location)} is not of a kind that Earshot reads.`,
        'It reads Markdown, HTML, PDF, DOCX, text, CSV and JSON.',
      );
    const before = sources.all(input.pack).find((one) => one.location === location);
    return begin({
      id: before?.id ?? SourceId.parse(ids.make('source')),
      pack: PackName.parse(input.pack),
      kind: await sourceKindOf(location, folder),
      title: basename(location) || location,
      location,
      watched: input.watch,
      defaults: input.defaults,
      addedAt: before?.addedAt ?? clock.now(),
      ...(before?.importedAt !== undefined && { importedAt: before.importedAt }),
    });
  };

  const fromUploads = async (
    input: Input,
    dropped: readonly string[],
  ): Promise<Answer<ImportJob>> => {
    const names = uploads.names(dropped);
    if (!names.ok) return names;
    const { id, title } = droppedSourceId(input.pack, names.value);
    const before = sources.get(id);
    const source: KnowledgeSource = {
      id,
      pack: PackName.parse(input.pack),
      kind: 'files',
      title,
      watched: false,
      defaults: input.defaults,
      addedAt: before?.addedAt ?? clock.now(),
      ...(before?.importedAt !== undefined && { importedAt: before.importedAt }),
    };
    const job = ids.make('import');
    const handed = await uploads.hand(dropped, job);
    if (!handed.ok) return handed;
    sources.put(source);
    log.info('An import begins.', { job, source: id, pack: source.pack });
    return ok(runner.start(source, job));
  };

  return {
    sources: (pack) => parts.inPack(pack, () => ok(sources.all(pack))),
    upload: async (input) => {
      const added = await uploads.add(input);
      return added.ok ? ok({ upload: added.value }) : added;
    },
    import: async (input) =>
      parts.inPack(input.pack, async (): Promise<Answer<ImportJob>> => {
        const { path, uploads: dropped = [] } = input;
        if (path !== undefined && path.trim() !== '') return fromPath(input, path);
        if (dropped.length > 0) return fromUploads(input, dropped);
        return refuse('INVALID', 'There is nothing to import.', 'Choose files or a folder.');
      }),
    jobs: () => runner.jobs(),
    watchImports: (signal) =>
      streamOf<ImportJob[]>((push) => {
        push(runner.jobs());
        return runner.onChange(push);
      }, signal),
    cancelImport: async (id) => {
      const job = await runner.cancel(id);
      return job === undefined ? noJob : ok(job);
    },
    resumeImport: async (id) => {
      const before = runner.job(id);
      if (before === undefined) return noJob;
      if (sources.get(before.source) === undefined)
        return refuse(
          'NOT_FOUND',
          `The source “${before.title}” was removed.`,
          'Import the files again.',
        );
      const job = runner.resume(id);
      return job === undefined ? noJob : ok(job);
    },
    removeSource: async (id) => {
      const source = sources.get(SourceId.parse(id));
      if (source === undefined)
        return refuse(
          'NOT_FOUND',
          'This source is not there any more.',
          'Articles of a pack cannot be removed; withdraw them.',
        );
      await watch.unwatch(id);
      await runner.drop(id);
      const documents = knowledge.documents(source.pack, id);
      for (let at = 0; at < documents.length; at += removedAtOnce) {
        knowledge.removeThese(documents.slice(at, at + removedAtOnce).map((one) => one.id));
        await new Promise((done) => setImmediate(done));
      }
      sources.remove(source.id);
      log.info('A source was removed.', { source: id, documents: documents.length });
      return ok(null);
    },
  };
}
