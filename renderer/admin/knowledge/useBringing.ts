import { useCallback, useState } from 'react';
import { SourceDefaults } from '#domain/knowledge-import.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { readDropped } from './dropped.ts';
import { nothingSelected, withPicked, type Picked, type Selection } from './files.ts';
import { useUpload, type Upload } from './useUpload.ts';

export interface Bringing {
  readonly selection: Selection;
  readonly defaults: SourceDefaults;
  readonly running: Upload | undefined;
  readonly busy: boolean;
  readonly setDefaults: (defaults: SourceDefaults) => void;
  readonly pick: (picked: readonly Picked[]) => void;
  readonly drop: (transfer: DataTransfer) => void;
  readonly clear: () => void;
  readonly upload: (pack: string) => void;
  readonly importPath: (pack: string, path: string, watch: boolean) => void;
  readonly again: () => void;
  readonly cancel: () => void;
}

/** Files being chosen and sent; kept in this window's memory while other pages are open. */
export function useBringing(): Bringing {
  const { api, attempt, notify } = useEarshot();
  const [selection, setSelection] = useState(nothingSelected);
  const [defaults, setDefaults] = useState<SourceDefaults>(() => SourceDefaults.parse({}));
  const [asking, setAsking] = useState(false);
  const clear = useCallback(() => setSelection(nothingSelected), []);
  const uploads = useUpload(clear);
  const { start, upload: running } = uploads;

  const pick = useCallback(
    (picked: readonly Picked[]) => setSelection((before) => withPicked(before, picked)),
    [],
  );
  const drop = useCallback(
    (transfer: DataTransfer) => {
      readDropped(transfer).then(pick, (error: unknown) =>
        notify({
          tone: 'bad',
          message: 'What was dropped could not be read.',
          mend: `Choose it with the buttons, or import it by its path (${error instanceof Error ? error.message : 'no reason given'}).`,
        }),
      );
    },
    [notify, pick],
  );
  const upload = useCallback(
    (pack: string) => {
      const { bytes, files } = selection;
      start({ pack, files, bytes, defaults });
    },
    [defaults, selection, start],
  );
  const importPath = useCallback(
    (pack: string, path: string, watch: boolean) => {
      setAsking(true);
      void attempt(() => api.knowledge.import({ pack, path, watch, defaults })).then(() =>
        setAsking(false),
      );
    },
    [api, attempt, defaults],
  );
  return {
    selection,
    defaults,
    running,
    busy: asking || running !== undefined,
    setDefaults,
    pick,
    drop,
    clear,
    upload,
    importPath,
    again: uploads.again,
    cancel: uploads.cancel,
  };
}
