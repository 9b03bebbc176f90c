import { useEffect, useRef } from 'react';
import { pressOf } from '../cards/keys.ts';

export type CallCommand = 'pause' | 'flag';

/** A key press as it matters to a call. */
export interface CallPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Focus is where letters are written, or in a dialog. */
  readonly elsewhere: boolean;
  readonly singleKeys: boolean;
}

/**
 * Ctrl+Shift+P (or Cmd) pauses and goes on from anywhere, also while something is typed;
 * Ctrl+Shift+F flags the moment. The letters alone do the same where letters are shortcuts.
 */
export function callCommandOf(press: CallPress): CallCommand | undefined {
  const key = press.key.toLowerCase();
  const command = key === 'p' ? 'pause' : key === 'f' ? 'flag' : undefined;
  if (command === undefined || press.alt) return undefined;
  const held = press.ctrl !== press.meta;
  if (held) return press.shift ? command : undefined;
  if (press.ctrl || press.shift || press.elsewhere || !press.singleKeys) return undefined;
  return command;
}

/** Listens for a call's keys wherever the focus is; `run` says whether it had a use for it. */
export function useCallKeys(options: {
  readonly active: boolean;
  readonly singleKeys: boolean;
  readonly run: (command: CallCommand) => void;
}): void {
  const { active } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      const { run, singleKeys } = latest.current;
      const press = pressOf(event, { singleKeys, dismissing: false });
      const command = callCommandOf({ ...press, shift: event.shiftKey });
      if (command === undefined) return;
      event.preventDefault();
      run(command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [active]);
}
