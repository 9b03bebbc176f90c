import { useId, type ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';

/** A named region with a heading row. */
export function Panel(props: {
  title: string;
  icon?: IconName;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('flex flex-col', props.className)}>
      <div className="flex min-h-9 items-center gap-1.5 px-3 pt-1">
        {props.icon === undefined ? null : <Icon name={props.icon} className="text-subtle" />}
        <h2 id={id} className="text-xs font-semibold tracking-wide text-muted uppercase">
          {props.title}
        </h2>
        <div className="ml-auto flex items-center gap-1">{props.aside}</div>
      </div>
      {props.children}
    </section>
  );
}

/** What an empty place says: what will be here and what brings it. */
export function Empty(props: { icon: IconName; title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-8 text-center">
      <span className="mb-1 grid size-9 place-items-center rounded-full bg-sunken text-subtle">
        <Icon name={props.icon} />
      </span>
      <p className="text-sm font-medium">{props.title}</p>
      {props.children === undefined ? null : (
        <div className="max-w-72 text-sm text-subtle">{props.children}</div>
      )}
    </div>
  );
}

/** Grey lines while something loads. */
export function Loading(props: { label: string; lines?: number }): ReactNode {
  return (
    <div role="status" className="space-y-2.5 p-3">
      <span className="sr-only">{props.label}</span>
      {Array.from({ length: props.lines ?? 3 }, (_, line) => (
        <div
          key={line}
          className={cx(
            'h-3 animate-pulse rounded-sm bg-hover',
            line % 3 === 2 ? 'w-2/5' : line % 2 === 0 ? 'w-4/5' : 'w-3/5',
          )}
        />
      ))}
    </div>
  );
}

/** What went wrong and what to do, in place. */
export function Problem(props: {
  message: string;
  mend?: string | undefined;
  action?: ReactNode;
}): ReactNode {
  return (
    <div
      role="alert"
      className="m-3 flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm"
    >
      <Icon name="alert" className="mt-0.5 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-bad">{props.message}</p>
        {props.mend === undefined ? null : <p className="text-ink">{props.mend}</p>}
        {props.action === undefined ? null : <div className="mt-2">{props.action}</div>}
      </div>
    </div>
  );
}
