import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { FormField } from '#domain/form.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { TextField } from '#renderer/ui/Field.tsx';
import { percent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { outermost, Quote } from '../Quote.tsx';
import { useSpotlight } from '../spotlight.tsx';

export type Decision =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'edit'; readonly value: string }
  | { readonly verdict: 'clear' };

const stateWord: Readonly<Record<FormField['state'], string>> = {
  empty: 'not said yet',
  filled: 'to check',
  accepted: 'accepted',
  edited: 'by you',
  cleared: 'cleared',
};

function FieldEditor(props: {
  field: FormField;
  onSave: (value: string) => void;
  onCancel: () => void;
}): ReactNode {
  const [value, setValue] = useState(props.field.display ?? props.field.value ?? '');
  return (
    <form
      className="mt-1 flex items-end gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave(value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <TextField
        label={props.field.title}
        quietLabel
        autoFocus
        className="min-w-0 flex-1"
        maxLength={2000}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <Button type="submit" disabled={value.trim() === ''}>
        Save
      </Button>
      <Button look="quiet" onClick={props.onCancel}>
        Cancel
      </Button>
    </form>
  );
}

/** One field: its value, the words it came from, and the agent's last word on it. */
export function FieldRow(props: {
  field: FormField;
  offline: boolean;
  onDecide: (decision: Decision) => void;
}): ReactNode {
  const { field, offline, onDecide } = props;
  const { shine } = useSpotlight();
  const [editing, setEditing] = useState(false);
  const filled = field.value !== undefined;
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>): void => {
    if (event.target !== event.currentTarget || offline) return;
    if (event.key === 'Enter' && filled) onDecide({ verdict: 'accept' });
    else if (event.key === 'F2' || event.key === 'e') setEditing(true);
    else if (event.key === 'Delete' && filled) onDecide({ verdict: 'clear' });
    else return;
    event.preventDefault();
  };
  return (
    <li
      tabIndex={0}
      aria-label={`${field.title}: ${field.display ?? field.value ?? 'empty'}, ${stateWord[field.state]}`}
      onKeyDown={onKeyDown}
      onFocus={() => shine(field.sources)}
      onMouseEnter={() => shine(field.sources)}
      className="group border-t border-line px-3 py-1.5 outline-offset-[-2px] first:border-t-0"
    >
      <div className="flex items-center gap-1.5">
        <div className="min-w-0 flex-1">
          <div className="text-xs text-subtle">{field.title}</div>
          <div className="flex flex-wrap items-baseline gap-x-2">
            {filled ? (
              <span className="font-medium wrap-anywhere" dir="auto">
                {field.display ?? field.value}
              </span>
            ) : null}
            <span
              className={cx(
                'inline-flex items-center gap-0.5 self-center text-xs',
                field.state === 'filled' && 'text-warn',
                (field.state === 'accepted' || field.state === 'edited') && 'text-good',
                !filled && 'text-subtle',
              )}
            >
              {field.state === 'accepted' ? <Icon name="accept" className="size-3" /> : null}
              {stateWord[field.state]}
              {field.state === 'filled' && field.confidence !== undefined ? (
                <span className="tabular-nums">({percent(field.confidence)})</span>
              ) : null}
              {field.required && !filled ? ', required' : ''}
            </span>
          </div>
        </div>
        <div className="flex">
          {field.state === 'filled' ? (
            <IconButton
              icon="accept"
              label={`Accept ${field.title}`}
              disabled={offline}
              onClick={() => onDecide({ verdict: 'accept' })}
            />
          ) : null}
          <IconButton
            icon="edit"
            label={`Edit ${field.title}`}
            disabled={offline}
            onClick={() => setEditing(true)}
          />
          {filled ? (
            <IconButton
              icon="close"
              label={`Clear ${field.title}`}
              disabled={offline}
              onClick={() => onDecide({ verdict: 'clear' })}
            />
          ) : null}
        </div>
      </div>
      {outermost(field.sources).map((evidence) => (
        <Quote key={`${evidence.turn} ${evidence.span.start}`} evidence={evidence} />
      ))}
      {editing ? (
        <FieldEditor
          field={field}
          onSave={(value) => {
            setEditing(false);
            onDecide({ verdict: 'edit', value });
          }}
          onCancel={() => setEditing(false)}
        />
      ) : null}
    </li>
  );
}
