import type { ReactNode } from 'react';
import type { SaysOtherwise } from '#domain/suggestion.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import type { Source } from './sources.ts';

/** Another article gives a different number for the same thing: both are shown. */
export function OtherArticle(props: {
  other: SaysOtherwise;
  onOpen: (source: Source) => void;
}): ReactNode {
  const { document, newer, quote, title } = props.other;
  return (
    <div className="flex gap-2 rounded-md bg-warn-soft px-2.5 py-1.5 text-sm">
      <Icon name="alert" className="mt-0.5 text-warn" />
      <div className="min-w-0">
        <p className="font-medium text-warn">
          Says otherwise:{' '}
          <button
            type="button"
            dir="auto"
            className="text-start underline wrap-anywhere"
            onClick={() => props.onOpen({ document, heading: '', anchor: '', quote })}
          >
            {title}
          </button>
          , which is {newer ? 'newer' : 'older'}
        </p>
        <p dir="auto" className="line-clamp-3 wrap-anywhere">
          {quote}
        </p>
      </div>
    </div>
  );
}
