import { useState, type ReactNode } from 'react';
import { sufficientAnswer, type CallSetup, type ConsentAnswer } from '#domain/call.ts';
import type { Settings } from '#domain/settings.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { ConsentStep } from './ConsentStep.tsx';
import { MicrophoneLevel } from './MicrophoneLevel.tsx';
import { SoundForm } from './SoundForm.tsx';
import type { Platform } from './soundText.ts';
import type { Devices } from './useDevices.ts';
import type { Preview } from './useMicrophoneLevel.ts';

/** Why listening cannot start yet; undefined when it can. */
export function obstacleOf(input: {
  readonly setup: CallSetup;
  readonly answer: ConsentAnswer | undefined;
  readonly sound: Settings['sound'];
  readonly microphone: Preview['state'];
  readonly offline: boolean;
}): string | undefined {
  const { answer, microphone, offline, setup, sound } = input;
  if (offline) return 'Earshot is being reached again.';
  if (answer === 'declined') return undefined;
  if (setup.consent.mode !== 'off' && answer === undefined)
    return setup.consent.mode === 'ask'
      ? 'The customer’s answer is missing.'
      : 'The customer has to be told first.';
  if (setup.speech === undefined) return 'There is no speech model.';
  if (microphone === 'failed') return 'The microphone cannot be opened.';
  if (sound.customer === 'device' && sound.customerDevice === '')
    return 'Choose the input with the customer’s sound.';
  return undefined;
}

/** Everything before a call is listened to: consent first, then where the sound comes from. */
export function StartForm(props: {
  setup: CallSetup;
  sound: Settings['sound'];
  devices: Devices;
  platform: Platform;
  preview: Preview;
  offline: boolean;
  busy: boolean;
  /** The answer shown at first, for pictures of it. */
  answered?: ConsentAnswer;
  onSound: (sound: Settings['sound']) => void;
  onStart: (answer: ConsentAnswer) => void;
  onModels: () => void;
}): ReactNode {
  const { offline, preview, setup, sound } = props;
  const [answer, setAnswer] = useState<ConsentAnswer | undefined>(props.answered);
  const obstacle = obstacleOf({ setup, answer, sound, microphone: preview.state, offline });
  const declined = answer === 'declined';
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (obstacle === undefined && !props.busy)
          props.onStart(answer ?? sufficientAnswer[setup.consent.mode]);
      }}
    >
      <div className="min-h-0 flex-1 space-y-6 overflow-y-auto px-4 py-4">
        <ConsentStep consent={setup.consent} answer={answer} onAnswer={setAnswer} />
        {declined ? null : (
          <section aria-labelledby="sound-title">
            <h3 id="sound-title" className="mb-2 flex items-center gap-1.5 font-semibold">
              <Icon name="sound" className="text-subtle" />
              Then, the sound
            </h3>
            {setup.speech === undefined ? (
              <div role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 text-sm">
                <p className="font-medium text-bad">
                  {setup.problem ?? 'There is no speech model that can be used.'}
                </p>
                <p className="mb-1.5">
                  Install or repair one; meanwhile, go on by typing in a practice conversation.
                </p>
                <Button icon="models" onClick={props.onModels}>
                  Models
                </Button>
              </div>
            ) : null}
            <SoundForm
              sound={sound}
              devices={props.devices}
              platform={props.platform}
              preview={<MicrophoneLevel preview={preview} />}
              onChange={props.onSound}
            />
          </section>
        )}
      </div>
      <div className="border-t border-line px-4 py-3">
        <p className="mb-2 text-xs text-subtle">
          {declined
            ? 'No sound is taken.'
            : `${setup.keepsAudio ? 'The sound of this call is kept, encrypted, beside its words.' : 'The sound is not kept; only the words are.'} Everything stays on this machine${setup.speech === undefined ? '' : `, recognised by ${setup.speech.title}`}.`}
        </p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button
            type="submit"
            look="primary"
            icon={declined ? 'chat' : 'phone'}
            className="min-h-9 px-4"
            disabled={obstacle !== undefined || props.busy}
            aria-describedby="start-obstacle"
          >
            {declined ? 'Go on by typing' : props.busy ? 'Starting…' : 'Start listening'}
          </Button>
          <p id="start-obstacle" className="min-w-0 flex-1 text-sm text-muted" role="status">
            {obstacle}
          </p>
        </div>
      </div>
    </form>
  );
}
