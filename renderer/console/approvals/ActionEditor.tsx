import { useState, type ReactNode } from 'react';
import type { Action, ActionInput } from '#domain/action.ts';
import type { FieldValue } from '#domain/connector.ts';
import { readAmount } from '#renderer/ui/amount.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextArea, TextField } from '#renderer/ui/Field.tsx';
import { capital, money, plain } from '#renderer/ui/format.ts';
import { DecisionBar } from './DecisionBar.tsx';

export interface InputTitle {
  readonly name: string;
  readonly title: string;
  readonly type: string;
}

/** Longer texts get a box of several lines. */
const oneLine = 48;

interface Editable {
  readonly name: string;
  readonly title: string;
  /** What stands in the field at first. */
  readonly text: string;
  readonly amount: boolean;
  readonly before: FieldValue;
}

type Read = { readonly value: FieldValue } | { readonly problem: string };

/** Keeps the type the value had; an amount goes back to minor units. */
function read(input: Editable, text: string, currency: string): Read {
  if (input.amount) {
    const amount = readAmount(text, currency);
    return 'problem' in amount ? amount : { value: amount.minor };
  }
  if (typeof input.before === 'number') {
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number)
      ? { problem: 'Write a number.' }
      : { value: number };
  }
  if (typeof input.before === 'boolean') return { value: text === 'true' || text === 'yes' };
  return text.trim() === '' && input.before !== null && input.before !== ''
    ? { problem: `${input.title} cannot be empty.` }
    : { value: text };
}

/** The inputs of an action, to change before it is approved. Saving makes a new request to look at. */
export function ActionEditor(props: {
  action: Action;
  titles: readonly InputTitle[];
  currency: string;
  busy: boolean;
  onSave: (input: ActionInput) => void;
  onCancel: () => void;
}): ReactNode {
  const { currency } = props;
  const inputs = Object.entries(props.action.payload.input).map(([name, before]): Editable => {
    const known = props.titles.find((title) => title.name === name);
    const amount = known?.type === 'money';
    return {
      name,
      title: known?.title ?? capital(plain(name)),
      amount,
      before,
      text:
        before === null
          ? ''
          : amount && typeof before === 'number'
            ? money({ minor: before, currency })
            : String(before),
    };
  });
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});

  const save = (form: HTMLFormElement): void => {
    const next: ActionInput = {};
    const problems: Record<string, string> = {};
    for (const input of inputs) {
      const typed = texts[input.name];
      const result = typed === undefined ? { value: input.before } : read(input, typed, currency);
      if ('problem' in result) problems[input.name] = result.problem;
      else next[input.name] = result.value;
    }
    setWrong(problems);
    const first = inputs.find(({ name }) => name in problems);
    if (first === undefined)
      return inputs.every(({ name, before }) => next[name] === before)
        ? props.onCancel()
        : props.onSave(next);
    form.querySelector<HTMLElement>(`[name="${CSS.escape(first.name)}"]`)?.focus();
  };
  return (
    <form
      aria-label={`Edit ${props.action.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        save(event.currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <div className="space-y-2 px-3 pb-2.5">
        {inputs.map((input, index) => {
          const field = {
            name: input.name,
            label: input.title,
            // Pressing Edit asked for it: the first field is where the hand goes next.
            autoFocus: index === 0,
            problem: wrong[input.name],
            value: texts[input.name] ?? input.text,
            onChange: (event: { target: { value: string } }) => {
              const { value } = event.target;
              setTexts((all) => ({ ...all, [input.name]: value }));
              setWrong(({ [input.name]: _mended, ...rest }) => rest);
            },
          };
          return input.text.length > oneLine || input.text.includes('\n') ? (
            <TextArea key={input.name} {...field} />
          ) : (
            <TextField key={input.name} {...field} inputMode={input.amount ? 'decimal' : 'text'} />
          );
        })}
      </div>
      <DecisionBar>
        <div className="flex flex-wrap gap-1.5">
          <Button type="submit" disabled={props.busy}>
            Save changes
          </Button>
          <Button look="quiet" onClick={props.onCancel}>
            Cancel
          </Button>
        </div>
      </DecisionBar>
    </form>
  );
}
