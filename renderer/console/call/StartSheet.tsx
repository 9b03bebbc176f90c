import { useEffect, useState, type ReactNode } from 'react';
import type { CallSetup, ConsentAnswer } from '#domain/call.ts';
import type { Failure } from '#domain/result.ts';
import { Settings } from '#domain/settings.ts';
import { useCall } from '#renderer/data/calls.tsx';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import { Loading, Problem } from '#renderer/ui/Panel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { platformOf } from './soundText.ts';
import { StartForm } from './StartForm.tsx';
import { useDevices } from './useDevices.ts';
import { useMicrophoneLevel } from './useMicrophoneLevel.ts';

const soundByDefault = Settings.parse({}).sound;

function Starting(props: {
  pack: string;
  onStart: (setup: CallSetup, answer: ConsentAnswer) => Promise<void>;
  onModels: () => void;
}): ReactNode {
  const { api, saveSettings, settings, state } = useEarshot();
  const { parts } = useCall();
  const { pack } = props;
  const [setup, setSetup] = useState<CallSetup>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const sound = settings?.sound ?? soundByDefault;
  const devices = useDevices(true);
  const preview = useMicrophoneLevel(!busy, sound, devices.again);
  useEffect(() => parts.prepare(), [parts]);
  useEffect(() => {
    let stopped = false;
    api.calls.setup({ pack }).then(
      (next) => (stopped ? undefined : setSetup(next)),
      (error: unknown) => (stopped ? undefined : setFailure(explain(error))),
    );
    return () => {
      stopped = true;
    };
  }, [api, pack]);

  if (failure !== undefined) return <Problem message={failure.message} mend={failure.mend} />;
  if (setup === undefined || settings === undefined)
    return <Loading label="Asking what has to be agreed" lines={6} />;
  return (
    <StartForm
      setup={setup}
      sound={sound}
      devices={devices}
      platform={platformOf(window.earshot)}
      preview={preview}
      offline={state !== 'connected'}
      busy={busy}
      onSound={(next) => saveSettings({ ...settings, sound: next })}
      onModels={props.onModels}
      onStart={(answer) => {
        setBusy(true);
        void props.onStart(setup, answer).finally(() => setBusy(false));
      }}
    />
  );
}

/** Before a call: what is agreed and where the sound comes from. */
export function StartSheet(props: {
  open: boolean;
  onClose: () => void;
  pack: string;
  onStart: (setup: CallSetup, answer: ConsentAnswer) => Promise<void>;
  onModels: () => void;
}): ReactNode {
  return (
    <Sheet open={props.open} onClose={props.onClose} title="Listen to a call" bare>
      {props.open ? (
        <Starting pack={props.pack} onStart={props.onStart} onModels={props.onModels} />
      ) : null}
    </Sheet>
  );
}
