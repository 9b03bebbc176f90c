import { useId, type ReactNode } from 'react';

/** A named part of an admin page. */
export function Section(props: {
  title: string;
  hint?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="rounded-lg border border-line bg-surface px-4 py-3 shadow-raised"
    >
      <div className="mb-2 flex flex-wrap items-start gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-56">
          <h2 id={id} className="text-base font-semibold">
            {props.title}
          </h2>
          {props.hint === undefined ? null : (
            <p className="max-w-prose text-sm text-subtle">{props.hint}</p>
          )}
        </div>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
