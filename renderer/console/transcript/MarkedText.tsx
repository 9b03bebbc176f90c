import { useState, type ReactNode } from 'react';
import type { EntityInsight } from '#domain/insight.ts';
import { cx } from '#renderer/ui/classes.ts';
import { capital, percent, plain } from '#renderer/ui/format.ts';
import { Tip } from '#renderer/ui/Tip.tsx';
import { cutAtMarks, type Mark, type Piece } from './marks.ts';

function EntityFacts(props: { entities: readonly EntityInsight[]; copied: boolean }): ReactNode {
  return (
    <div className="space-y-1">
      {props.entities.map((entity) => (
        <div key={`${entity.entity} ${entity.value}`}>
          <span className="font-medium">{capital(plain(entity.entity))}</span>{' '}
          <span className="font-mono text-xs" dir="auto">
            {entity.display}
          </span>
          <div className="text-xs text-subtle tabular-nums">
            {percent(entity.confidence)} sure, by {entity.model.name} {entity.model.version}
          </div>
        </div>
      ))}
      <div className="text-xs text-subtle">
        {props.copied ? 'Copied.' : 'Press to copy the value.'}
      </div>
    </div>
  );
}

function EntityMark(props: {
  piece: Piece;
  entities: readonly EntityInsight[];
  spot: boolean;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  const value = props.entities[0]?.value ?? props.piece.text;
  return (
    <Tip content={<EntityFacts entities={props.entities} copied={copied} />}>
      <button
        type="button"
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        className={cx(
          'rounded-sm border-b-2 border-accent/50 text-start font-medium decoration-transparent hover:bg-accent-soft',
          props.spot && 'bg-accent-soft',
        )}
      >
        {props.piece.text}
        <span className="sr-only">
          {' '}
          ({props.entities.map((entity) => plain(entity.entity)).join(', ')})
        </span>
      </button>
    </Tip>
  );
}

/** A turn's words with entities underlined and the words in the spotlight shaded. */
export function MarkedText(props: { text: string; marks: readonly Mark[] }): ReactNode {
  return cutAtMarks(props.text, props.marks).map((piece) => {
    const entities = piece.marks.flatMap((mark) => (mark.kind === 'entity' ? [mark.entity] : []));
    const spot = piece.marks.some((mark) => mark.kind === 'spot');
    if (entities.length > 0)
      return <EntityMark key={piece.start} piece={piece} entities={entities} spot={spot} />;
    if (spot)
      return (
        <mark key={piece.start} className="rounded-sm bg-accent-soft text-ink">
          {piece.text}
        </mark>
      );
    return piece.text;
  });
}
