import type { ReactNode } from 'react';
import type { Citation } from '#domain/knowledge.ts';
import { Icon } from '#renderer/ui/icons.tsx';

/** Article and heading a card cites; pressing it opens the article at that place. */
export function CardSource(props: {
  citations: readonly Citation[];
  onOpen: (citation: Citation) => void;
}): ReactNode {
  if (props.citations.length === 0) return null;
  return (
    <ul className="space-y-0.5" aria-label="Sources">
      {props.citations.map((citation) => (
        <li key={citation.passage}>
          <button
            type="button"
            title={`“${citation.quote}”`}
            onClick={() => props.onOpen(citation)}
            className="flex max-w-full items-center gap-1.5 rounded-sm text-start text-sm text-accent hover:underline"
          >
            <Icon name="article" className="size-3.5" />
            <span className="truncate" dir="auto">
              {citation.title}
              {citation.heading === '' || citation.heading === citation.title
                ? ''
                : ` › ${citation.heading}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
