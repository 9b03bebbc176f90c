import type { ReactNode } from 'react';
import { Toggle } from '#renderer/ui/Field.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { dismissReasons } from './keys.ts';

const shortcuts: readonly { readonly keys: readonly string[]; readonly what: string }[] = [
  { keys: ['Enter', 'a'], what: 'Use the current card: its first button' },
  { keys: ['e'], what: 'Edit it before use' },
  { keys: ['c'], what: 'Copy it' },
  { keys: ['d'], what: 'Dismiss it, then a reason:' },
  ...dismissReasons.map(({ title }, index) => ({ keys: [String(index + 1)], what: title })),
  { keys: ['j', '↓'], what: 'Next card' },
  { keys: ['k', '↑'], what: 'Previous card' },
  { keys: ['s', 'Ctrl Space'], what: 'Suggest now' },
  { keys: ['p', 'Ctrl Shift P'], what: 'Pause the call, or go on' },
  { keys: ['f', 'Ctrl Shift F'], what: 'Flag this moment of the call' },
  { keys: ['↑', '↓', 'e'], what: 'In the transcript: choose a turn, put it right' },
  { keys: ['?'], what: 'These shortcuts' },
];

/** The keys, and the switch that confines single letters to the cards. */
export function ShortcutsSheet(props: {
  open: boolean;
  onClose: () => void;
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
}): ReactNode {
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title="Keyboard shortcuts"
      description="No key approves an action: that is always a decision of its own."
    >
      <dl className="mb-6 divide-y divide-line">
        {shortcuts.map(({ keys, what }) => (
          <div key={what} className="flex items-center justify-between gap-4 py-1.5">
            <dt className="text-sm">{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Toggle
        label="Single-letter shortcuts everywhere"
        hint="Off: letters work only while a card has the focus. What is pressed with Ctrl always works."
        checked={props.singleKeys}
        onChange={props.onSingleKeys}
      />
    </Sheet>
  );
}
