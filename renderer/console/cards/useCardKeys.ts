import { useEffect, useRef } from 'react';
import { commandOf, pressOf, type KeyCommand } from './keys.ts';

/** Listens for the cards' keys wherever focus is, except where letters are written. */
export function useCardKeys(options: {
  readonly singleKeys: boolean;
  readonly dismissing: boolean;
  readonly run: (command: KeyCommand) => void;
}): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      const command = commandOf(pressOf(event, latest.current));
      if (command === undefined) return;
      event.preventDefault();
      latest.current.run(command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
