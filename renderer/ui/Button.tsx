import type { ComponentProps, ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';

type Look = 'primary' | 'plain' | 'quiet' | 'good' | 'danger';

const looks: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-on-accent enabled:hover:bg-accent-strong border-transparent',
  plain: 'bg-surface text-ink border-edge/60 enabled:hover:bg-hover',
  quiet:
    'bg-transparent text-muted border-transparent enabled:hover:bg-hover enabled:hover:text-ink',
  good: 'bg-surface text-good border-good/60 enabled:hover:bg-good-soft',
  danger: 'bg-surface text-bad border-bad/60 enabled:hover:bg-bad-soft',
};

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: Look;
  readonly icon?: IconName;
  /** `true` spreads over the whole width. */
  readonly wide?: boolean;
}

/** A button with words on it. At least 28 px high, so a tired hand hits it. */
export function Button({
  look = 'plain',
  icon,
  wide,
  className,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={cx(
        'inline-flex min-h-7 items-center justify-center gap-1.5 rounded-md border px-2.5 py-0.5 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-50',
        looks[look],
        wide && 'w-full',
        className,
      )}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName;
  readonly label: string;
}

/** A button that shows an icon only; its label is its name and its tooltip. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={cx(
        'inline-grid size-7 shrink-0 place-items-center rounded-md text-muted transition-colors enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-50',
        className,
      )}
    >
      <Icon name={icon} />
    </button>
  );
}
