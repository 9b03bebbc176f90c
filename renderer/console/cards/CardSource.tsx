import type { ReactNode } from 'react';
import type { Suggestion } from '#domain/suggestion.ts';
import { ago } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { placeTitle } from '../knowledge/answer.ts';
import { sourcesOf, type Numbered, type Source } from './sources.ts';

function One(props: {
  source: Numbered;
  numbered: boolean;
  onOpen: (source: Source) => void;
}): ReactNode {
  const { source } = props;
  const number = props.numbered ? (
    <span className="font-mono text-2xs text-subtle">{source.number}</span>
  ) : null;
  if (source.kind === 'record')
    return (
      <p className="flex items-start gap-1.5 text-sm text-muted">
        {number}
        <Icon name="customer" className="mt-0.5 size-3.5" />
        <span className="min-w-0">
          <span dir="auto" className="wrap-anywhere">
            {source.record.title}: {source.record.text}
          </span>{' '}
          <span className="text-xs text-subtle">
            From {source.record.source}, read {ago(source.record.fetchedAt, Date.now())}
          </span>
        </span>
      </p>
    );
  const { citation } = source;
  return (
    <button
      type="button"
      title={`“${citation.quote}”`}
      onClick={() => props.onOpen(citation)}
      className="flex max-w-full items-center gap-1.5 rounded-sm text-start text-sm text-accent hover:underline"
    >
      {number}
      <Icon name="article" className="size-3.5" />
      <span className="truncate" dir="auto">
        {placeTitle(citation)}
      </span>
    </button>
  );
}

/** Articles a card cites, opened at the place, and records of the CRM with its name. */
export function CardSource(props: {
  card: Pick<Suggestion, 'citations' | 'records' | 'body'>;
  onOpen: (source: Source) => void;
}): ReactNode {
  const sources = sourcesOf(props.card);
  if (sources.length === 0) return null;
  // Numbers stand here where they stand in the text.
  const numbered = props.card.body.kind === 'reply' && props.card.body.sentences !== undefined;
  return (
    <ul className="space-y-0.5" aria-label="Sources">
      {sources.map((source) => (
        <li key={source.number}>
          <One source={source} numbered={numbered} onOpen={props.onOpen} />
        </li>
      ))}
    </ul>
  );
}
