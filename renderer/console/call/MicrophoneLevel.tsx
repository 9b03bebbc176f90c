import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { LevelMeter } from './LevelMeter.tsx';
import type { Preview } from './useMicrophoneLevel.ts';

/** Beneath the microphone's name: that it hears, or why it cannot. */
export function MicrophoneLevel(props: { preview: Preview }): ReactNode {
  const { preview } = props;
  if (preview.problem !== undefined)
    return (
      <div
        role="alert"
        className="mt-1.5 flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm"
      >
        <Icon name="alert" className="mt-0.5 text-bad" />
        <div className="min-w-0 flex-1">
          <p className="font-medium text-bad">{preview.problem.message}</p>
          <p>{preview.problem.mend}</p>
          <Button className="mt-1.5" icon="refresh" onClick={preview.again}>
            Try again
          </Button>
        </div>
      </div>
    );
  return (
    <div className="mt-1.5 text-xs text-subtle">
      <div className="flex items-center gap-2">
        <Icon name="microphone" className="size-3.5" />
        <LevelMeter side="agent" loudness={preview.loudness} className="min-w-0 flex-1" />
      </div>
      <p className="mt-0.5">
        {preview.state === 'opening' ? 'Opening…' : 'Say something: only the level is looked at.'}
      </p>
    </div>
  );
}
