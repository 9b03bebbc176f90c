import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from './classes.ts';

const control =
  'w-full rounded-md border border-edge/70 bg-surface px-2 py-1 text-sm text-ink placeholder:text-subtle disabled:opacity-50';

function FieldProblem(props: { id: string; problem: string | undefined }): ReactNode {
  return props.problem === undefined ? null : (
    <p id={`${props.id}-problem`} role="alert" className="mt-1 text-sm text-bad">
      {props.problem}
    </p>
  );
}

/** A labelled line of text. `quietLabel` keeps the label for screen readers only. */
export function TextField({
  label,
  quietLabel,
  hint,
  problem,
  className,
  ...rest
}: ComponentProps<'input'> & {
  label: string;
  quietLabel?: boolean;
  hint?: string;
  /** What is wrong with what was typed, in one sentence. */
  problem?: string | undefined;
}): ReactNode {
  const id = useId();
  const described = [
    hint === undefined ? '' : `${id}-hint`,
    problem === undefined ? '' : `${id}-problem`,
  ]
    .join(' ')
    .trim();
  return (
    <div className={className}>
      <label htmlFor={id} className={quietLabel ? 'sr-only' : 'mb-1 block text-sm font-medium'}>
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        autoComplete="off"
        {...rest}
        className={control}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={described === '' ? undefined : described}
      />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="mt-1 text-xs text-subtle">
          {hint}
        </p>
      )}
      <FieldProblem id={id} problem={problem} />
    </div>
  );
}

export function TextArea({
  label,
  quietLabel,
  problem,
  className,
  ...rest
}: ComponentProps<'textarea'> & {
  label: string;
  quietLabel?: boolean;
  problem?: string | undefined;
}): ReactNode {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className={quietLabel ? 'sr-only' : 'mb-1 block text-sm font-medium'}>
        {label}
      </label>
      <textarea
        id={id}
        dir="auto"
        {...rest}
        className={cx(control, 'block field-sizing-content max-h-60 min-h-14 resize-none')}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
      />
      <FieldProblem id={id} problem={problem} />
    </div>
  );
}

export function Choice<T extends string>(props: {
  label: string;
  quietLabel?: boolean;
  value: T;
  options: readonly { readonly value: T; readonly title: string }[];
  onChange: (value: T) => void;
  disabled?: boolean;
  className?: string;
}): ReactNode {
  const id = useId();
  return (
    <div className={props.className}>
      <label
        htmlFor={id}
        className={props.quietLabel ? 'sr-only' : 'mb-1 block text-sm font-medium'}
      >
        {props.label}
      </label>
      <select
        id={id}
        value={props.value}
        disabled={props.disabled}
        onChange={(event) => {
          const chosen = props.options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
        className={cx(control, 'min-h-7 py-0.5')}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Toggle(props: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id} className="text-sm font-medium">
          {props.label}
        </label>
        {props.hint === undefined ? null : (
          <p id={`${id}-hint`} className="text-xs text-subtle">
            {props.hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** One of a few, all visible: a row of radio buttons that looks like a switch. */
export function Segments<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly title: string }[];
  onChange: (value: T) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{props.label}</legend>
      <div className="inline-flex flex-wrap gap-0.5 rounded-md bg-sunken p-0.5">
        {props.options.map((option) => (
          <label
            key={option.value}
            className="cursor-pointer rounded-sm px-2.5 py-0.5 text-sm text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
