import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/classes.ts';
import { Icon } from '#renderer/ui/icons.tsx';

/** One sentence about a call that does not run, and what to do about it. */
export function Strip(props: {
  tone: 'plain' | 'warn';
  message: string;
  mend?: string | undefined;
  children?: ReactNode;
}): ReactNode {
  return (
    <section
      aria-label="The call"
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 text-sm',
        props.tone === 'warn' ? 'border-warn/50 bg-warn-soft' : 'border-line bg-sunken',
      )}
    >
      <Icon
        name={props.tone === 'warn' ? 'alert' : 'pause'}
        className={props.tone === 'warn' ? 'text-warn' : 'text-subtle'}
      />
      <p className="min-w-40 flex-1" role="status">
        <span className={cx('font-semibold', props.tone === 'warn' && 'text-warn')}>
          {props.message}
        </span>{' '}
        {props.mend}
      </p>
      {props.children}
    </section>
  );
}
