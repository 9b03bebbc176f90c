import { useEffect, type ReactNode } from 'react';
import { useEarshot, type Notice } from '#renderer/data/earshot.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { Icon } from '#renderer/ui/icons.tsx';

const looks = {
  info: 'border-line text-accent',
  good: 'border-line text-good',
  bad: 'border-bad/50 text-bad',
} as const;

/** One thing that happened; good news leaves by itself, bad news when it is closed. */
export function NoticeRow(props: { notice: Notice; onClose: () => void }): ReactNode {
  const { notice, onClose } = props;
  useEffect(() => {
    // Bad news stays until it was read.
    if (notice.tone === 'bad') return undefined;
    const timer = setTimeout(onClose, 6000);
    return () => clearTimeout(timer);
    // A notice never changes: its id is enough.
  }, [notice.id]);
  return (
    <li
      className={cx(
        'pointer-events-auto flex animate-arrive items-start gap-2 rounded-lg border bg-surface px-3 py-2 text-sm shadow-float',
        looks[notice.tone],
      )}
    >
      <Icon name={notice.tone === 'bad' ? 'alert' : 'accept'} className="mt-0.5" />
      <div className="min-w-0 flex-1 text-ink">
        <p className="font-medium">{notice.message}</p>
        {notice.mend === undefined ? null : <p className="text-muted">{notice.mend}</p>}
      </div>
      <IconButton
        icon="close"
        label="Close this notice"
        onClick={onClose}
        className="-my-1 -me-1"
      />
    </li>
  );
}

/**
 * What happened and what to do, in a corner: at the top over what was said first, away from the box
 * one types in and from the bar with the two answers.
 * @param place `bottom` in a window that shows only cards
 */
export function Notices({ place = 'top' }: { place?: 'top' | 'bottom' }): ReactNode {
  const { notices, dismissNotice } = useEarshot();
  return (
    <div
      role="status"
      aria-live="polite"
      aria-label="Notices"
      className={cx(
        'pointer-events-none fixed inset-x-0 z-50 flex justify-center px-2 sm:justify-start',
        place === 'top' ? 'top-13' : 'bottom-2',
      )}
    >
      <ul className="w-full max-w-sm space-y-2">
        {notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onClose={() => dismissNotice(notice.id)} />
        ))}
      </ul>
    </div>
  );
}
