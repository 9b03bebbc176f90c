import type { ReactNode } from 'react';
import type { CallSetup } from '#domain/call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { Loading } from '#renderer/ui/Panel.tsx';
import { size } from '../amounts.ts';

/** Which model listens, and the way to another one. */
export function SpeechModel(props: {
  setup: CallSetup | undefined;
  onModels: () => void;
}): ReactNode {
  const { setup } = props;
  if (setup === undefined) return <Loading label="Looking for the speech model" />;
  const { problem, speech } = setup;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      {speech === undefined ? (
        <p className="flex min-w-0 flex-1 basis-60 items-start gap-2 text-bad">
          <Icon name="alert" className="mt-0.5" />
          {problem ?? 'There is no speech model that can be used.'}
        </p>
      ) : (
        <p className="min-w-0 flex-1 basis-60">
          <bdi className="font-medium">{speech.title}</bdi>{' '}
          <span className="text-subtle">
            {size(speech.files.reduce((sum, { bytes }) => sum + bytes, 0))}
          </span>
          {problem === undefined ? null : <span className="block text-warn">{problem}</span>}
        </p>
      )}
      <Button icon="models" onClick={props.onModels}>
        Models
      </Button>
    </div>
  );
}
