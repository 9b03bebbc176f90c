import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Problem } from '#renderer/ui/Panel.tsx';
import { counted, count, size } from '../amounts.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import type { Upload } from './useUpload.ts';

/** Files on their way into Earshot; the import begins when all are there. */
export function UploadRun(props: {
  upload: Upload;
  offline: boolean;
  onCancel: () => void;
  onAgain: () => void;
}): ReactNode {
  const { upload } = props;
  const { files, bytes } = upload.order;
  const failed = upload.failure !== undefined;
  return (
    <li className="py-3 first:pt-0">
      <p className="font-medium">Taking in {counted(files.length, 'file')}</p>
      <div className="mt-1 flex flex-wrap items-end gap-3">
        <div className="min-w-48 flex-1">
          <ProgressBar
            label="Taking in files"
            done={upload.bytes}
            of={bytes}
            text={`${count(upload.done)} of ${counted(files.length, 'file')}, ${size(upload.bytes)} of ${size(bytes)}`}
          />
          <p className="mt-0.5 truncate font-mono text-2xs text-subtle" title={upload.current}>
            {upload.current}
          </p>
        </div>
        <Button onClick={props.onCancel}>Cancel</Button>
      </div>
      {!failed ? null : (
        <div className="-mx-3">
          <Problem
            message={upload.failure.message}
            mend={upload.failure.mend}
            action={
              <Button icon="refresh" disabled={props.offline} onClick={props.onAgain}>
                Go on
              </Button>
            }
          />
        </div>
      )}
    </li>
  );
}
