import type { ModelRef } from '#domain/insight.ts';
import type { ImportProblem, KnowledgeSource } from '#domain/knowledge-import.ts';
import type { KnowledgeRepository } from '#core/ports.ts';
import type { FileReader } from '../read/source-document.ts';
import { createBreath } from './breath.ts';
import type { DocumentWriter, Known } from './document-writer.ts';
import { readFileDocuments } from './file-run.ts';
import { type FoundFile, mostBytes, tooLarge, walk, type Walked } from './walk.ts';

/** One pass over a source. */
export interface SourceRun {
  readonly source: KnowledgeSource;
  /** The folder or file that is read. */
  readonly root: string;
  /**
   * Milliseconds: only files that changed since, or that nothing is stored of, are read again. All
   * when absent.
   */
  readonly since?: number;
  /** What is not there any more goes; not for what was dropped by hand, file by file. */
  readonly removing: boolean;
  /** Of the encoder in use: vectors it made before are used again. */
  readonly model: ModelRef;
  readonly without: readonly string[];
  readonly signal: AbortSignal;
}

/** Told while it runs. */
export interface RunTally {
  /** So many more files or entries are to be looked at. */
  found(count: number): void;
  done(): void;
  imported(passages: number, unembedded: number): void;
  unchanged(): void;
  withdrawn(count: number): void;
  problem(problem: ImportProblem): void;
}

/** Why a source could not be imported at all, for a person. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';
}

/** Documents removed in one transaction, so that a call beside it never waits. */
const removedAtOnce = 20;

/**
 * Reads a source and stores what changed, document by document, so that it can end at any moment.
 * @returns whether every file that is known could be read: then the next pass may start from here
 *
 * Rejects with the signal's reason, with ImportFailure, and with what the store throws.
 */
export async function runSource(
  ports: {
    readonly knowledge: KnowledgeRepository;
    readonly reader: FileReader;
    readonly writer: DocumentWriter;
    /** Files of earlier passes, as they were, that held nothing: not read again until they change. */
    readonly barren: Set<string>;
  },
  run: SourceRun,
  tally: RunTally,
): Promise<{ readonly clean: boolean }> {
  const { knowledge, barren } = ports;
  const { source, since, signal } = run;
  const walked = await look(run);
  const known: Known = new Map(
    knowledge.documents(source.pack, source.id).map((each) => [each.path, each]),
  );
  const fileOf = filesOf(walked);
  const knownFiles = new Set([...known.keys()].map(fileOf));
  if (walked.files.length === 0 && known.size > 0 && run.removing && walked.complete)
    throw new ImportFailure(
      'There is no article here any more; those that were imported stay. Put the files back, or remove the source.',
    );
  const wanted = walked.files.filter(
    (file) =>
      since === undefined ||
      (!barren.has(stampOf(file)) && (file.changedAt >= since || !knownFiles.has(file.path))),
  );
  if (since === undefined) for (const problem of walked.problems) tally.problem(problem);
  if (wanted.length > 0) tally.found(wanted.length);

  const read = new Set<string>();
  const seen = new Set<string>();
  const breathe = createBreath();
  let clean = true;
  for (const file of wanted) {
    signal.throwIfAborted();
    // Known for long that nothing can be read of it: said at the import, not at every look.
    const long = since !== undefined && file.changedAt < since;
    const telling = long ? { ...tally, problem: () => undefined } : tally;
    const before = seen.size;
    let whole = false;
    if (file.bytes > mostBytes) telling.problem(tooLarge(file.path));
    else whole = await readFileDocuments(ports, run, { file, known, seen, breathe }, telling);
    if (seen.size === before) barren.add(stampOf(file));
    else barren.delete(stampOf(file));
    if (whole) read.add(file.path);
    else if (knownFiles.has(file.path)) clean = false;
    tally.done();
    await breathe();
  }
  if (run.removing && walked.complete) {
    const gone = [...known.values()].filter(({ path }) => {
      const file = fileOf(path);
      return file === undefined || (read.has(file) && !seen.has(path));
    });
    for (let at = 0; at < gone.length; at += removedAtOnce) {
      const some = gone.slice(at, at + removedAtOnce);
      tally.withdrawn(knowledge.removeThese(some.map(({ id }) => id)));
      await breathe();
    }
  }
  return { clean };
}

async function look({ root, source, without, signal }: SourceRun): Promise<Walked> {
  try {
    return await walk(root, { without, signal });
  } catch (thrown) {
    signal.throwIfAborted();
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    throw new ImportFailure(
      code === 'EACCES' || code === 'EPERM'
        ? `${root} cannot be opened; give your user the right to read it. Its articles stay.`
        : source.location === undefined
          ? 'The files are not kept any more; drop them again.'
          : `${root} is not there; its articles stay. Bring it back, or remove the source.`,
      { cause: thrown },
    );
  }
}

const stampOf = ({ absolute, changedAt }: FoundFile): string => `${absolute} ${changedAt}`;

/** Which file a document's path stands for: the path itself, or what is before a `#`. */
function filesOf({ files }: { readonly files: readonly FoundFile[] }) {
  const there = new Set(files.map(({ path }) => path));
  return (path: string): string | undefined => {
    if (there.has(path)) return path;
    for (let at = path.lastIndexOf('#'); at > 0; at = path.lastIndexOf('#', at - 1))
      if (there.has(path.slice(0, at))) return path.slice(0, at);
    return undefined;
  };
}
