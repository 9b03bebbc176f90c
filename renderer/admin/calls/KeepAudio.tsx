import { useState, type ReactNode } from 'react';
import type { Settings } from '#domain/settings.ts';
import { TextField, Toggle } from '#renderer/ui/Field.tsx';

const mostDays = 3_650;

/** Whole days from 1 to ten years; undefined for anything else. */
export function daysOf(text: string): number | undefined {
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= mostDays ? days : undefined;
}

/** Whether sound is kept, for how long, and what that means. */
export function KeepAudio(props: {
  keep: Settings['keepAudio'];
  onChange: (keep: Settings['keepAudio']) => void;
}): ReactNode {
  const { keep } = props;
  const [text, setText] = useState(String(keep.days));
  const days = daysOf(text);
  const save = (): void => {
    if (days !== undefined && days !== keep.days) props.onChange({ ...keep, days });
  };
  return (
    <div className="space-y-3">
      <Toggle
        label="Keep the sound of calls"
        hint="Encrypted with this machine’s key; card numbers are cut out before anything is written. Agents see in every call that sound is kept. Ask whoever looks after data protection first."
        checked={keep.on}
        onChange={(on) => props.onChange({ ...keep, on })}
      />
      {keep.on ? (
        <TextField
          label="Days until it is deleted"
          hint="Counted from the end of the call. Calls that are older are deleted at the next start, and every day."
          className="max-w-60"
          type="number"
          min={1}
          max={mostDays}
          value={text}
          problem={days === undefined ? `Write a whole number from 1 to ${mostDays}.` : undefined}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
          }}
        />
      ) : null}
    </div>
  );
}
