import { useState, type ReactNode } from 'react';
import type { Action, ActionInput } from '#domain/action.ts';
import type { FieldValue } from '#domain/connector.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { capital, plain } from '#renderer/ui/format.ts';

export interface InputTitle {
  readonly name: string;
  readonly title: string;
  readonly type: string;
}

/** Keeps the type the value had; money stays in minor units. */
function parsed(before: FieldValue, text: string): FieldValue | undefined {
  if (typeof before === 'number') {
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
  }
  if (typeof before === 'boolean') return text === 'true' || text === 'yes';
  return text;
}

/** The inputs of an action, to change before it is approved. Saving makes a new request to look at. */
export function ActionEditor(props: {
  action: Action;
  titles: readonly InputTitle[];
  onSave: (input: ActionInput) => void;
  onCancel: () => void;
}): ReactNode {
  const { input } = props.action.payload;
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, value === null ? '' : String(value)]),
    ),
  );
  const [wrong, setWrong] = useState<string>();
  const titleOf = (name: string): string =>
    props.titles.find((title) => title.name === name)?.title ?? capital(plain(name));

  const save = (): void => {
    const next: ActionInput = {};
    for (const [name, before] of Object.entries(input)) {
      const value = parsed(before, texts[name] ?? '');
      if (value === undefined) return setWrong(`${titleOf(name)} must be a number.`);
      next[name] = value;
    }
    props.onSave(next);
  };
  return (
    <form
      aria-label={`Edit ${props.action.title}`}
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {Object.keys(input).map((name) => {
        const money = props.titles.find((title) => title.name === name)?.type === 'money';
        return (
          <TextField
            key={name}
            label={titleOf(name)}
            {...(money ? { hint: 'In the smallest unit: 1999 is 19.99' } : {})}
            value={texts[name] ?? ''}
            onChange={(event) => setTexts((all) => ({ ...all, [name]: event.target.value }))}
          />
        );
      })}
      {wrong === undefined ? null : (
        <p role="alert" className="text-sm text-bad">
          {wrong}
        </p>
      )}
      <div className="flex gap-1.5">
        <Button type="submit">Save changes</Button>
        <Button look="quiet" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
