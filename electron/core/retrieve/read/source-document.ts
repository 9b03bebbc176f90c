/** A document as a file says it, before it belongs to a pack. */
export interface SourceDocument {
  /** Stable inside its source: relative path; for tables and exports `<file>#<key>`. */
  readonly path: string;
  readonly title: string;
  /** Markdown (GFM) without front matter; headings, tables, lists and links survive. */
  readonly body: string;
  readonly owner?: string;
  readonly audience?: 'agent' | 'customer';
  readonly language?: string;
  /** YYYY-MM-DD. */
  readonly validFrom?: string;
  /** YYYY-MM-DD. */
  readonly validTo?: string;
  /** Milliseconds since 1970. */
  readonly updatedAt?: number;
  readonly subject?: string;
  /** Where the original can be opened: https only. */
  readonly url?: string;
  /** The source says it is withdrawn, archived or a draft: it is not cited. */
  readonly withdrawn?: boolean;
}

/** Something that could not be read: one sentence that says what and what to do. */
export interface ReadProblem {
  readonly path: string;
  readonly message: string;
}

/** What a file gives, one after the other: documents, and what could not be read of it. */
export type ReadEvent = { readonly document: SourceDocument } | { readonly problem: ReadProblem };

/** The events of one file, as the readers make them. */
export type ReadEvents = AsyncGenerator<ReadEvent, undefined, undefined>;

/** A file to read: `path` names it inside its source, `absolute` is where it lies. */
export interface FileToRead {
  readonly path: string;
  readonly absolute: string;
}

/** Reads one file; several documents where it is a table or an export. Never throws for bad input. */
export interface FileReader {
  /** Runs in a worker. An aborted signal ends it without another event. */
  read(file: FileToRead, signal?: AbortSignal): AsyncIterable<ReadEvent>;
  close(): Promise<void>;
}

/** Endings that can be read, in lower case with the dot. */
export const readableEndings: readonly string[] = [
  '.md',
  '.markdown',
  '.html',
  '.htm',
  '.xhtml',
  '.pdf',
  '.docx',
  '.txt',
  '.text',
  '.csv',
  '.tsv',
  '.jsonl',
  '.ndjson',
  '.json',
];
