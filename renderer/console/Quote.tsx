import type { ReactNode } from 'react';
import type { Evidence } from '#domain/conversation.ts';
import { useSpotlight } from './spotlight.tsx';

/** Without words that stand inside other words of the same turn: those say it already. */
export const outermost = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.filter(
    (inner, index) =>
      !evidence.some(
        (outer, other) =>
          other !== index &&
          outer.turn === inner.turn &&
          outer.span.start <= inner.span.start &&
          outer.span.end >= inner.span.end &&
          (outer.span.end - outer.span.start > inner.span.end - inner.span.start || other < index),
      ),
  );

/** The words something stands on; pressing it goes to the turn they were said in. */
export function Quote(props: { evidence: Evidence }): ReactNode {
  const { shine, jump } = useSpotlight();
  const { evidence } = props;
  return (
    <button
      type="button"
      title="Go to these words in the transcript"
      onClick={() => {
        shine([evidence]);
        jump(evidence.turn);
      }}
      className="me-2 max-w-full rounded-e-sm border-s-2 border-accent/60 ps-1.5 text-start text-sm text-muted italic hover:text-ink"
    >
      <span dir="auto" className="line-clamp-2">
        “{evidence.text}”
      </span>
    </button>
  );
}
