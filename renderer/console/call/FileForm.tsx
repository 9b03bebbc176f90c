import { useState, type ReactNode } from 'react';
import type { CallSetup } from '#domain/call.ts';
import type { FileFacts, FileSpeakers } from '#renderer/data/callParts.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Toggle } from '#renderer/ui/Field.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { callTime } from './callText.ts';

interface Sides {
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  readonly speakers: FileSpeakers;
}

const stereo: readonly Sides[] = [
  {
    name: 'agent left',
    title: 'You on the left, the customer on the right',
    hint: 'As most telephone systems record.',
    speakers: ['agent', 'customer'],
  },
  {
    name: 'customer left',
    title: 'The customer on the left, you on the right',
    hint: '',
    speakers: ['customer', 'agent'],
  },
];

const mono: readonly Sides[] = [
  {
    name: 'customer',
    title: 'The customer',
    hint: 'Also where both speak on one side: they cannot be told apart then.',
    speakers: ['customer'],
  },
  { name: 'agent', title: 'You', hint: '', speakers: ['agent'] },
];

/** A recording before it is listened to: who is on which side, and that it may be used. */
export function FileForm(props: {
  name: string;
  facts: FileFacts;
  setup: CallSetup;
  offline: boolean;
  busy: boolean;
  onStart: (speakers: FileSpeakers) => void;
  onModels: () => void;
}): ReactNode {
  const { facts, setup } = props;
  const sides = facts.channels > 1 ? stereo : mono;
  const [chosen, setChosen] = useState(sides[0]?.name);
  const [allowed, setAllowed] = useState(setup.consent.mode === 'off');
  const speakers = sides.find(({ name }) => name === chosen)?.speakers;
  const blocked =
    props.offline || props.busy || !allowed || setup.speech === undefined || speakers === undefined;
  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) props.onStart(speakers);
      }}
    >
      <p className="flex items-start gap-2">
        <Icon name="sound" className="mt-1 text-subtle" />
        <span className="min-w-0">
          <bdi className="block font-medium wrap-anywhere">{props.name}</bdi>
          <span className="text-sm text-subtle tabular-nums">
            {callTime(facts.durationMs)} long, {facts.channels > 1 ? 'stereo' : 'mono'}
          </span>
        </span>
      </p>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">
          {facts.channels > 1 ? 'Who is on which side?' : 'Who speaks?'}
        </legend>
        <div className="space-y-1.5">
          {sides.map(({ hint, name, title }) => (
            <label key={name} className="flex items-start gap-2 text-sm">
              <input
                type="radio"
                name="sides"
                checked={chosen === name}
                onChange={() => setChosen(name)}
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <span>
                {title}
                {hint === '' ? null : <span className="block text-xs text-subtle">{hint}</span>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {setup.consent.mode === 'off' ? null : (
        <Toggle
          label="This recording may be written down"
          hint={
            setup.consent.mode === 'ask'
              ? 'The customer agreed to it when it was made.'
              : 'The customer was told when it was made.'
          }
          checked={allowed}
          onChange={setAllowed}
        />
      )}
      {setup.speech === undefined ? (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm">
          <span className="font-medium text-bad">
            {setup.problem ?? 'There is no speech model that can be used.'}
          </span>{' '}
          <button type="button" className="text-accent underline" onClick={props.onModels}>
            Models
          </button>
        </p>
      ) : (
        <p className="text-sm text-subtle">
          Faster than it was spoken, on this machine. The recording itself is not kept; card numbers
          are left out.
        </p>
      )}
      <Button type="submit" look="primary" className="min-h-9 px-4" disabled={blocked}>
        {props.busy ? 'Opening…' : 'Write it down'}
      </Button>
    </form>
  );
}
