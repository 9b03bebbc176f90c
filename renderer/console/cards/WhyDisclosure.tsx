import type { ReactNode } from 'react';
import type { Suggestion } from '#domain/suggestion.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { duration, exactTime, percent } from '#renderer/ui/format.ts';

/** Score, model and time of a card: one quiet line that opens. */
export function WhyDisclosure(props: { card: Suggestion }): ReactNode {
  const { card } = props;
  return (
    <details className="group text-xs text-subtle">
      <summary className="flex list-none items-center gap-1.5 rounded-sm hover:text-ink">
        <Icon
          name="chevron"
          className="size-3 -rotate-90 transition-transform group-open:rotate-0"
        />
        <span>Why this</span>
        <span className="ml-auto tabular-nums">
          {percent(card.score)} sure, {duration(card.ms)}
        </span>
      </summary>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 ps-4.5">
        <dt>Score</dt>
        <dd className="text-ink tabular-nums">{card.score.toFixed(3)}</dd>
        <dt>Model</dt>
        <dd className="text-ink wrap-anywhere">
          {card.model.name} {card.model.version}
        </dd>
        <dt>Weights</dt>
        <dd className="font-mono text-ink" title={card.model.sha256}>
          {card.model.sha256.slice(0, 12)}
        </dd>
        {card.body.kind === 'reply' && card.body.rephrasedBy !== undefined ? (
          <>
            <dt>Rephrased by</dt>
            <dd className="text-ink wrap-anywhere">
              {card.body.rephrasedBy.name} {card.body.rephrasedBy.version}
            </dd>
          </>
        ) : null}
        <dt>Made in</dt>
        <dd className="text-ink tabular-nums">{duration(card.ms)}</dd>
        <dt>Came</dt>
        <dd className="text-ink tabular-nums">
          {card.origin === 'pushed' ? 'by itself' : 'because you asked'} at {exactTime(card.at)}
        </dd>
      </dl>
    </details>
  );
}
