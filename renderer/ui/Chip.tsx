import type { ReactNode } from 'react';
import { cx } from './classes.ts';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

const tones: Readonly<Record<Tone, string>> = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

/** A word or two about the thing it stands on. `label` says what kind of word it is. */
export function Chip(props: {
  tone?: Tone;
  label?: string;
  title?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <span
      title={props.title}
      className={cx(
        'inline-flex max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium',
        tones[props.tone ?? 'neutral'],
      )}
    >
      {props.label === undefined ? null : <span className="sr-only">{props.label}: </span>}
      <span className="truncate">{props.children}</span>
    </span>
  );
}
