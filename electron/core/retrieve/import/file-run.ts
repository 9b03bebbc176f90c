import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileReader, ReadEvent } from '../read/source-document.ts';
import type { DocumentWriter, Known } from './document-writer.ts';
import type { RunTally, SourceRun } from './source-run.ts';
import type { FoundFile } from './walk.ts';

/** How often a file that changes while it is read is read again, and after how long. */
const attempts = 3;
const againMs = 250;

export interface FileTask {
  readonly file: FoundFile;
  readonly known: Known;
  /** Gets the path of every document the file holds. */
  readonly seen: Set<string>;
  readonly breathe: () => Promise<void>;
}

interface FilePorts {
  readonly reader: FileReader;
  readonly writer: DocumentWriter;
}

/**
 * Reads one file and stores its documents.
 * @returns whether all of it could be read: only then may what it does not hold any more be removed
 */
export async function readFileDocuments(
  ports: FilePorts,
  run: SourceRun,
  task: FileTask,
  tally: RunTally,
): Promise<boolean> {
  const { path } = task.file;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const before = await lookAt(task.file);
    if (before !== undefined) {
      const take = createTaker(ports, run, task, tally);
      // One event is held back, so that of a file with one article nothing is stored that was torn.
      let held: ReadEvent | undefined;
      for await (const event of eventsOf(ports.reader, task.file, run.signal)) {
        if (held !== undefined) await take.event(held);
        held = event;
      }
      run.signal.throwIfAborted();
      if ((await lookAt(task.file)) === before) {
        // Sections and users of a help center's export lie in files of their own and say nothing alone.
        if (held !== undefined) await take.event(held);
        else if (!path.endsWith('.json'))
          await take.event({ problem: { path, message: 'No article was found in it.' } });
        for (const each of take.paths) task.seen.add(each);
        return take.whole();
      }
    }
    if (attempt < attempts) await sleep(againMs * attempt, undefined, { signal: run.signal });
  }
  tally.problem({
    path,
    message: 'It changed or went away while it was read; import it again when nobody writes to it.',
  });
  return false;
}

/** What the reader gives; a reader that fails ends the file with a problem, not the run. */
async function* eventsOf(
  reader: FileReader,
  file: FoundFile,
  signal: AbortSignal,
): AsyncGenerator<ReadEvent> {
  try {
    yield* reader.read(file, signal);
  } catch {
    signal.throwIfAborted();
    yield { problem: { path: file.path, message: 'It could not be read; try it by itself.' } };
  }
}

/** Stores the documents of one reading of a file. */
function createTaker(
  { writer }: FilePorts,
  run: SourceRun,
  { file, known, breathe }: FileTask,
  tally: RunTally,
) {
  const paths = new Set<string>();
  let entries = 0;
  let whole = true;

  const store = async (event: ReadEvent): Promise<void> => {
    if ('problem' in event) {
      const { problem } = event;
      // A broken entry of a table keeps its former version; a broken file all that it held.
      if (problem.path.startsWith(`${file.path}#`)) paths.add(problem.path);
      else whole = false;
      tally.problem(problem);
      return;
    }
    const { path } = event.document;
    if (paths.has(path)) {
      const message = 'There is another entry of this name in the file; the first one is used.';
      tally.problem({ path, message });
      return;
    }
    paths.add(path);
    const written = await writer.write(
      run.source,
      event.document,
      known,
      file.modifiedAt,
      run.model,
    );
    if (written.kind === 'imported') tally.imported(written.passages, written.unembedded);
    else if (written.kind === 'unchanged') tally.unchanged();
    else tally.problem({ path, message: written.message });
  };

  return {
    paths,
    whole: () => whole,
    event: async (event: ReadEvent): Promise<void> => {
      run.signal.throwIfAborted();
      entries += 1;
      // The first entry counts as the file itself.
      if (entries > 1) tally.found(1);
      await store(event);
      if (entries > 1) tally.done();
      await breathe();
    },
  };
}

/** What tells whether a file changed; undefined when it is not there. */
async function lookAt(file: FoundFile): Promise<string | undefined> {
  try {
    const { mtimeMs, size } = await stat(file.absolute);
    return `${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}
