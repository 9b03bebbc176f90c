import { useMemo, type ReactNode } from 'react';
import type { ChannelHealth, ChannelState, Levels } from '#renderer/audio/session.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { LevelMeter, loudnessOf } from './LevelMeter.tsx';

const words: Readonly<Record<ChannelHealth, string>> = {
  off: 'not heard',
  starting: 'starting',
  live: 'heard',
  silent: 'silent',
  clipping: 'too loud',
  music: 'music',
  lost: 'gone',
};

function Channel(props: {
  side: 'agent' | 'customer';
  title: string;
  state: ChannelState;
  onLevels: (listener: (levels: Levels) => void) => () => void;
}): ReactNode {
  const { onLevels, side, state } = props;
  const { health } = state;
  const loudness = useMemo(() => loudnessOf(onLevels, side), [onLevels, side]);
  const trouble = health === 'silent' || health === 'lost' || health === 'clipping';
  return (
    <span
      className="grid grid-cols-[auto_minmax(2rem,1fr)] items-center gap-x-1.5"
      title={state.source?.label}
    >
      <span className={`text-2xs ${trouble ? 'font-semibold text-warn' : 'text-muted'}`}>
        {props.title}
        <span className="sr-only">: {words[health]}</span>
      </span>
      {health === 'off' ? (
        <span className="truncate text-2xs text-subtle" aria-hidden="true">
          off
        </span>
      ) : trouble ? (
        <span className="flex items-center gap-1 text-2xs text-warn" aria-hidden="true">
          <Icon name="alert" className="size-3" />
          {words[health]}
        </span>
      ) : (
        <LevelMeter side={side} loudness={loudness} />
      )}
    </span>
  );
}

/** Both sides, how loud they are, and in a word when something is wrong. */
export function ChannelMeters(props: {
  agent: ChannelState;
  customer: ChannelState;
  onLevels: (listener: (levels: Levels) => void) => () => void;
}): ReactNode {
  return (
    <span className="grid w-24 shrink grid-cols-1 gap-y-0.5 @2xl/console:w-72 @2xl/console:grid-cols-2 @2xl/console:gap-x-4">
      <Channel side="customer" title="Customer" state={props.customer} onLevels={props.onLevels} />
      <Channel side="agent" title="You" state={props.agent} onLevels={props.onLevels} />
    </span>
  );
}
