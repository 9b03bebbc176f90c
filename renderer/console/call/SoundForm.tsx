import { useId, type ReactNode } from 'react';
import type { Settings } from '#domain/settings.ts';
import { Choice, Toggle } from '#renderer/ui/Field.tsx';
import { customerSources, type Platform } from './soundText.ts';
import type { Devices, InputDevice } from './useDevices.ts';

type Sound = Settings['sound'];

/** The system's choice, what is there, and what was chosen although it is not plugged in now. */
function optionsOf(inputs: readonly InputDevice[] | undefined, chosen: string, own: string) {
  const known = (inputs ?? []).map(({ id, title }) => ({ value: id, title }));
  return [
    { value: '', title: own },
    ...known,
    ...(chosen === '' || known.some(({ value }) => value === chosen)
      ? []
      : [
          {
            value: chosen,
            title:
              inputs === undefined
                ? 'The one chosen before'
                : 'Not plugged in: the system’s is used',
          },
        ]),
  ];
}

/** What works where the customer's voice never reaches this machine. */
export function NoCustomerSound(props: { open: boolean }): ReactNode {
  return (
    <details
      key={String(props.open)}
      open={props.open}
      className="rounded-md bg-sunken px-3 py-2 text-sm text-muted"
    >
      <summary className="font-medium text-ink">
        Is the customer on a desk phone or a remote desktop?
      </summary>
      <p className="mt-1.5">
        Then their voice never reaches this machine, and no setting can change that. Two things
        work: choose <em>My side only</em> and type what the customer says where it matters; or, if
        your telephone system records the call, drop the recording (WAV, MP3, OGG or WebM) into this
        window afterwards.
      </p>
    </details>
  );
}

/** Where the sound of both sides comes from, and how the microphone is treated. */
export function SoundForm(props: {
  sound: Sound;
  devices: Devices;
  platform: Platform;
  /** Beneath the microphone: its level, or what is wrong with it. */
  preview?: ReactNode;
  onChange: (sound: Sound) => void;
}): ReactNode {
  const { devices, onChange, sound } = props;
  const name = useId();
  const set = (change: Partial<Sound>): void => onChange({ ...sound, ...change });
  return (
    <div className="space-y-4">
      <div>
        <Choice
          label="Your microphone"
          value={sound.microphone}
          options={optionsOf(devices.inputs, sound.microphone, 'The system’s microphone')}
          onChange={(microphone) => set({ microphone })}
        />
        {props.preview}
      </div>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">The customer’s sound</legend>
        <div className="divide-y divide-line rounded-md border border-line">
          {customerSources(props.platform).map(({ hint, title, value }) => (
            <div key={value} className="px-3 py-2 has-checked:bg-accent-soft">
              <div className="flex items-start gap-2">
                <input
                  id={`${name}-${value}`}
                  type="radio"
                  name={name}
                  checked={sound.customer === value}
                  aria-describedby={`${name}-${value}-hint`}
                  onChange={() => set({ customer: value })}
                  className="mt-0.5 size-4 shrink-0 accent-accent"
                />
                <div className="min-w-0 flex-1">
                  <label htmlFor={`${name}-${value}`} className="block text-sm">
                    {title}
                  </label>
                  <p
                    id={`${name}-${value}-hint`}
                    className={sound.customer === value ? 'text-xs text-muted' : 'sr-only'}
                  >
                    {hint}
                  </p>
                  {value === 'device' && sound.customer === 'device' ? (
                    <Choice
                      label="Input with the customer’s sound"
                      quietLabel
                      className="mt-1.5"
                      value={sound.customerDevice}
                      options={optionsOf(devices.inputs, sound.customerDevice, 'Choose an input')}
                      onChange={(customerDevice) => set({ customerDevice })}
                    />
                  ) : null}
                </div>
              </div>
            </div>
          ))}
        </div>
      </fieldset>
      <NoCustomerSound open={sound.customer === 'none'} />
      <div className="space-y-2">
        <Toggle
          label="Echo cancellation"
          hint="Keeps the customer’s voice from your loudspeakers out of your side. Leave it on unless you wear a headset."
          checked={sound.echoCancellation}
          onChange={(echoCancellation) => set({ echoCancellation })}
        />
        <Toggle
          label="Noise suppression"
          hint="Quietens keyboards and fans around you."
          checked={sound.noiseSuppression}
          onChange={(noiseSuppression) => set({ noiseSuppression })}
        />
      </div>
    </div>
  );
}
