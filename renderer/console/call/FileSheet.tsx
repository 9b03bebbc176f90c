import { useEffect, useState, type ReactNode } from 'react';
import type { CallSetup } from '#domain/call.ts';
import type { Failure } from '#domain/result.ts';
import type { FileFacts } from '#renderer/data/callParts.ts';
import { useCall } from '#renderer/data/calls.tsx';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import { Loading, Problem } from '#renderer/ui/Panel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { FileForm } from './FileForm.tsx';

interface Read {
  readonly facts: FileFacts;
  readonly setup: CallSetup;
}

function Reading(props: {
  file: File;
  pack: string;
  onOpened: (conversation: string) => void;
  onModels: () => void;
}): ReactNode {
  const { file, onOpened, pack } = props;
  const { api, attempt, state } = useEarshot();
  const { files, parts } = useCall();
  const [read, setRead] = useState<Read>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let stopped = false;
    setRead(undefined);
    setFailure(undefined);
    // Dropped before it is known which packs there are.
    if (pack === '') return;
    Promise.all([parts.describe(file), api.calls.setup({ pack })]).then(
      ([facts, setup]) => (stopped ? undefined : setRead({ facts, setup })),
      (error: unknown) => (stopped ? undefined : setFailure(explain(error))),
    );
    return () => {
      stopped = true;
    };
  }, [api, file, pack, parts]);

  if (failure !== undefined) return <Problem message={failure.message} mend={failure.mend} />;
  if (files.run?.state === 'running')
    return (
      <Problem
        message="Another recording is being written down."
        mend="Wait until it is done or cancel it, then drop this one again."
      />
    );
  if (read === undefined) return <Loading label="Reading the recording" />;
  return (
    <FileForm
      name={file.name}
      facts={read.facts}
      setup={read.setup}
      offline={state !== 'connected'}
      busy={busy}
      onModels={props.onModels}
      onStart={(speakers) => {
        setBusy(true);
        const { durationMs } = read.facts;
        void attempt(() =>
          files.begin({ file, pack, setup: read.setup, speakers, durationMs }),
        ).then((conversation) => {
          setBusy(false);
          if (conversation !== undefined) onOpened(conversation.id);
        });
      }}
    />
  );
}

/** A recording was dropped: what is in it, and the way to write it down. */
export function FileSheet(props: {
  file: File | undefined;
  pack: string;
  onClose: () => void;
  onOpened: (conversation: string) => void;
  onModels: () => void;
}): ReactNode {
  return (
    <Sheet open={props.file !== undefined} onClose={props.onClose} title="Write down a recording">
      {props.file === undefined ? null : (
        <Reading
          file={props.file}
          pack={props.pack}
          onOpened={props.onOpened}
          onModels={props.onModels}
        />
      )}
    </Sheet>
  );
}
