import { useMemo, type ReactNode } from 'react';
import type { Settings } from '#domain/settings.ts';
import type { CallSession } from '#renderer/audio/session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { LevelMeter, loudnessOf } from './LevelMeter.tsx';
import { SoundForm } from './SoundForm.tsx';
import { platformOf } from './soundText.ts';
import { useDevices } from './useDevices.ts';

function RunningLevel(props: { session: CallSession }): ReactNode {
  const { session } = props;
  const loudness = useMemo(() => loudnessOf(session.onLevels, 'agent'), [session]);
  return (
    <div className="mt-1.5 flex items-center gap-2 text-xs text-subtle">
      <Icon name="microphone" className="size-3.5" />
      <LevelMeter side="agent" loudness={loudness} className="flex-1" />
    </div>
  );
}

/** Another microphone or another way to the customer, while the call goes on. */
export function SoundSheet(props: {
  open: boolean;
  session: CallSession | undefined;
  sound: Settings['sound'];
  onSound: (sound: Settings['sound']) => void;
  /** The customer no longer agrees. */
  onWithdraw: () => void;
  onClose: () => void;
}): ReactNode {
  const devices = useDevices(props.open);
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title="Sound of the call"
      description="Takes effect at once; what was said before is safe."
    >
      <SoundForm
        sound={props.sound}
        devices={devices}
        platform={platformOf(window.earshot)}
        preview={props.session === undefined ? null : <RunningLevel session={props.session} />}
        onChange={props.onSound}
      />
      <section aria-label="Consent" className="mt-6 border-t border-line pt-4">
        <h3 className="font-semibold">The customer does not want this any more?</h3>
        <p className="mb-2 text-sm text-subtle">
          Listening ends at once and the record says why. What was written down stays, and you can
          go on by typing.
        </p>
        <Button look="danger" onClick={props.onWithdraw}>
          Customer said no
        </Button>
      </section>
    </Sheet>
  );
}
