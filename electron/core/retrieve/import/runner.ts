import type { ModelRef } from '#domain/insight.ts';
import type { ImportJob, KnowledgeSource } from '#domain/knowledge-import.ts';
import { type Log, messageOf } from '#core/log.ts';
import type { Clock, Ids, KnowledgeRepository, KnowledgeSourceRepository } from '#core/ports.ts';
import type { FileReader } from '../read/source-document.ts';
import { createDocumentWriter } from './document-writer.ts';
import type { Embedder } from './embedder.ts';
import { createJobBoard } from './job-board.ts';
import { showing } from './quiet-tally.ts';
import { createQueue, type Queued } from './run-queue.ts';
import { ImportFailure, runSource, type RunTally } from './source-run.ts';
import type { Splitter } from './splitter.ts';

/** Runs imports, one after the other; documents are stored whole, so that any of them may end early. */
export interface ImportRunner {
  /** Stores a job; it runs when those before it are over. `ready` names it where files lie ready. */
  start(source: KnowledgeSource, ready?: string): ImportJob;
  /** Reads what changed in a source since its last import; a job is shown when there is something. */
  recheck(source: KnowledgeSource): void;
  /** Newest first. */
  jobs(): ImportJob[];
  job(id: string): ImportJob | undefined;
  onChange(listener: (jobs: ImportJob[]) => void): () => void;
  /** Resolves when it stands still, with the job as it ended; undefined when it is not there. */
  cancel(id: string): Promise<ImportJob | undefined>;
  /** Goes on with a job that was cancelled or failed; any other is given back as it is. */
  resume(id: string): ImportJob | undefined;
  /** Goes on with what a former process left; called once, at the start. */
  resumeUnfinished(): void;
  /** Ends and forgets all work on a source. */
  drop(source: string): Promise<void>;
  /** Resolves when no import runs or waits. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface ImportRunnerParts {
  readonly knowledge: KnowledgeRepository;
  readonly sources: KnowledgeSourceRepository;
  readonly reader: FileReader;
  readonly splitter: Splitter;
  /** Told of passages that wait for their vectors. */
  readonly embedder: Pick<Embedder, 'wake'>;
  /** Of the encoder in use. Rejects when there is none. */
  readonly model: () => Promise<ModelRef>;
  /** Where the files lie that were dropped for a job, and how they go when they are imported. */
  readonly dropped: { folderOf(job: string): string; discard(job: string): Promise<void> };
  /** Folders that are never imported: Earshot's own. */
  readonly without: readonly string[];
  /** What may not be written is taken out: card numbers. */
  readonly redact?: (text: string) => string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** A file system's clock may be coarser than this machine's: a little is looked at twice. */
const clockSlackMs = 2_000;

const emptyCounts = {
  total: 0,
  done: 0,
  imported: 0,
  unchanged: 0,
  withdrawn: 0,
  passages: 0,
  problems: [],
  moreProblems: 0,
};

export function createImportRunner(parts: ImportRunnerParts): ImportRunner {
  const { sources, clock, log, embedder } = parts;
  const board = createJobBoard(parts);
  const writer = createDocumentWriter({ redact: (text) => text, ...parts });
  const barren = new Set<string>();
  let closing = false;

  const newJob = (source: KnowledgeSource, id: string): ImportJob => ({
    id,
    source: source.id,
    pack: source.pack,
    title: source.title,
    state: 'waiting',
    ...emptyCounts,
    startedAt: clock.now(),
  });

  /** The job as it ends. Whatever was expected to go wrong becomes its sentence. */
  const work = async (source: KnowledgeSource, run: Queued, tally: RunTally): Promise<Ending> => {
    try {
      const model = await parts.model();
      const { clean } = await runSource(
        { ...parts, writer, barren },
        {
          source,
          root: source.location ?? parts.dropped.folderOf(run.job),
          ...(run.quiet && { since: (source.importedAt ?? 0) - clockSlackMs }),
          removing: source.location !== undefined,
          model,
          without: parts.without,
          signal: run.signal,
        },
        tally,
      );
      return { state: 'done', clean };
    } catch (thrown) {
      if (run.signal.aborted) return { state: 'cancelled' };
      if (!(thrown instanceof ImportFailure))
        log.error('An import failed.', { source: source.id, reason: messageOf(thrown) });
      return { state: 'failed', failure: sentenceOf(thrown) };
    }
  };

  const run = async (queued: Queued): Promise<void> => {
    if (closing) return;
    const source = sources.get(queued.source);
    if (source === undefined) throw new ImportFailure('The source was removed; import it again.');
    const startedAt = clock.now();
    const first = newJob(source, queued.job);
    // A look at a watched folder that finds nothing is not worth a line.
    let shown = !queued.quiet;
    const show = (): void => {
      if (!shown) board.put({ ...first, state: 'reading', startedAt });
      shown = true;
    };
    if (shown) board.put({ ...(board.get(queued.job) ?? first), state: 'reading' });
    const counting = board.tally(queued.job, (passages) => {
      if (passages > 0) embedder.wake(source.pack, passages);
    });
    const ending = await work(source, queued, queued.quiet ? showing(counting, show) : counting);
    // What a closing process leaves goes on at the next start.
    if (closing && ending.state !== 'done') return;
    if (ending.state === 'failed') show();
    const job = shown ? board.get(queued.job) : undefined;
    if (job !== undefined)
      board.put({
        ...job,
        state: ending.state,
        ...(ending.failure !== undefined && { failure: ending.failure }),
        endedAt: clock.now(),
      });
    if (ending.state !== 'done') return;
    const now = sources.get(source.id);
    // The beginning counts: what changed while it ran is looked at again.
    if (now !== undefined && (ending.clean === true || now.importedAt === undefined))
      sources.put({ ...now, importedAt: startedAt });
    if (source.location === undefined) await parts.dropped.discard(queued.job);
  };

  const queue = createQueue(run, (thrown, queued) => {
    log.error('An import ended badly.', { job: queued.job, reason: messageOf(thrown) });
    const job = board.get(queued.job);
    if (job !== undefined)
      board.put({ ...job, state: 'failed', failure: sentenceOf(thrown), endedAt: clock.now() });
  });

  const again = (job: ImportJob): ImportJob => {
    const { failure: _failure, endedAt: _endedAt, ...rest } = job;
    const waiting = board.put({ ...rest, ...emptyCounts, state: 'waiting' });
    queue.add({ job: job.id, source: job.source, quiet: false });
    return waiting;
  };

  return {
    start: (source, ready) => {
      const waits = queue
        .of(source.id)
        .map(board.get)
        .find((job) => job?.state === 'waiting');
      // Dropped files lie ready under a job of their own; a folder that waits is read once.
      if (ready === undefined && waits !== undefined) return waits;
      const id = ready ?? parts.ids.make('import');
      const job = board.put(newJob(source, id));
      queue.add({ job: job.id, source: source.id, quiet: false });
      return job;
    },
    recheck: (source) => {
      // A run that has not begun will see it all.
      if (queue.waits(source.id)) return;
      queue.add({ job: `recheck-${source.id}`, source: source.id, quiet: true });
    },
    jobs: board.list,
    job: board.get,
    onChange: board.onChange,
    cancel: async (id) => {
      const wasWaiting = await queue.cancel(id);
      const job = board.get(id);
      if (wasWaiting && job?.state === 'waiting')
        return board.put({ ...job, state: 'cancelled', endedAt: clock.now() });
      return job;
    },
    resume: (id) => {
      const job = board.get(id);
      return job?.state === 'cancelled' || job?.state === 'failed' ? again(job) : job;
    },
    resumeUnfinished: () => {
      for (const job of board.list().reverse())
        if (job.state === 'waiting' || job.state === 'reading') again(job);
    },
    drop: async (source) => {
      for (const job of queue.of(source)) await queue.cancel(job);
      for (const job of board.list())
        if (job.source === source && (job.state === 'waiting' || job.state === 'reading'))
          board.put({ ...job, state: 'cancelled', endedAt: clock.now() });
    },
    settled: () => queue.settled(),
    close: async () => {
      closing = true;
      await queue.close();
      board.close();
      await parts.splitter.rest();
    },
  };
}

interface Ending {
  readonly state: 'done' | 'cancelled' | 'failed';
  readonly failure?: string;
  readonly clean?: boolean;
}

/** One sentence with what to do, of whatever ended the import. */
function sentenceOf(thrown: unknown): string {
  if (thrown instanceof ImportFailure) return thrown.message;
  const mend =
    thrown instanceof Error && 'mend' in thrown && typeof thrown.mend === 'string'
      ? thrown.mend
      : 'Resume the import; what is in stays in.';
  return `${messageOf(thrown).replace(/([^.!?])$/u, '$1.')} ${mend}`;
}
