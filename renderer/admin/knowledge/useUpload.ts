import { useCallback, useRef, useState } from 'react';
import type { ImportJob, SourceDefaults } from '#domain/knowledge-import.ts';
import type { Failure } from '#domain/result.ts';
import type { Api } from '#renderer/data/api.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import { base64, partsOf, type Picked } from './files.ts';

export interface UploadOrder {
  readonly pack: string;
  readonly files: readonly Picked[];
  readonly bytes: number;
  readonly defaults: SourceDefaults;
}

/** Files on their way into the core; afterwards it is an import like any other. */
export interface Upload {
  readonly order: UploadOrder;
  /** Files and bytes that are there. */
  readonly done: number;
  readonly bytes: number;
  /** The file under way. */
  readonly current: string;
  /** Files that could not be read here any more. */
  readonly lost: readonly string[];
  readonly failure?: Failure;
}

/** Sends one file, part by part. @returns its id, or undefined when it cannot be read any more */
async function send(
  api: Api,
  { file, name }: Picked,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string | undefined> {
  let upload: string | undefined;
  for (const [start, end] of partsOf(file.size)) {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    } catch (error) {
      // Moved, changed or locked since it was chosen.
      if (error instanceof DOMException) return undefined;
      throw error;
    }
    signal.throwIfAborted();
    const input = { name, part: base64(bytes), ...(upload === undefined ? {} : { upload }) };
    ({ upload } = await api.knowledge.upload(input, { signal }));
    onBytes(end - start);
  }
  return upload;
}

export interface Uploads {
  readonly upload: Upload | undefined;
  readonly start: (order: UploadOrder) => void;
  /** Goes on after a failure; what is there already is not sent again. */
  readonly again: () => void;
  readonly cancel: () => void;
}

/** One upload at a time; it goes on while other pages are open. */
export function useUpload(onImport: (job: ImportJob) => void): Uploads {
  const { api, notify } = useEarshot();
  const [upload, setUpload] = useState<Upload>();
  const running = useRef<AbortController>(undefined);
  const sent = useRef(new Map<string, string>());

  const run = useCallback(
    async (order: UploadOrder) => {
      const stop = new AbortController();
      running.current = stop;
      const lost: string[] = [];
      let bytes = 0;
      const show = (done: number, current: string): void => {
        if (!stop.signal.aborted) setUpload({ order, done, bytes, current, lost: [...lost] });
      };
      try {
        for (const [done, picked] of order.files.entries()) {
          show(done, picked.name);
          if (sent.current.has(picked.name)) {
            bytes += picked.file.size;
            continue;
          }
          const id = await send(api, picked, stop.signal, (some) => {
            bytes += some;
            show(done, picked.name);
          });
          if (id === undefined) lost.push(picked.name);
          else sent.current.set(picked.name, id);
        }
        const { pack, defaults } = order;
        const uploads = [...sent.current.values()];
        if (uploads.length > 0)
          onImport(await api.knowledge.import({ pack, uploads, watch: false, defaults }));
        if (lost.length > 0)
          notify({
            tone: 'bad',
            message: `${lost.length === 1 ? 'One file' : `${lost.length} files`} could not be read any more: ${lost.slice(0, 3).join(', ')}${lost.length > 3 ? ' and others' : ''}.`,
            mend: 'The rest was taken. Choose them again.',
          });
        setUpload(undefined);
      } catch (error) {
        if (stop.signal.aborted) return;
        const failure = explain(error);
        setUpload((before) => (before === undefined ? before : { ...before, failure }));
      }
    },
    [api, notify, onImport],
  );

  const start = useCallback(
    (order: UploadOrder) => {
      running.current?.abort();
      sent.current = new Map();
      void run(order);
    },
    [run],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setUpload(undefined);
  }, []);
  const again = useCallback(() => {
    if (upload !== undefined) void run(upload.order);
  }, [run, upload]);
  return { upload, start, again, cancel };
}
