import { useId, type ReactNode } from 'react';
import type { DismissReason } from '#domain/feedback.ts';
import type { Suggestion } from '#domain/suggestion.ts';
import { cx } from '#renderer/ui/classes.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { money } from '#renderer/ui/format.ts';
import { outermost, Quote } from '../Quote.tsx';
import { CardActions, DismissReasons } from './CardActions.tsx';
import { CardBody } from './CardBody.tsx';
import { CardEditor } from './CardEditor.tsx';
import { CardSource } from './CardSource.tsx';
import { cardPreview, cardText, cardTitle, isForbidden, kindIcon, kindTitle } from './cardText.ts';
import type { Source } from './sources.ts';
import { WhyDisclosure } from './WhyDisclosure.tsx';

export type CardMode = 'reading' | 'editing' | 'dismissing';

export interface CardCommands {
  readonly accept: (card: Suggestion, text?: string) => void;
  readonly copy: (card: Suggestion) => void;
  readonly dismiss: (card: Suggestion, reason: DismissReason) => void;
  readonly openSource: (source: Source) => void;
}

export interface CardProps {
  readonly card: Suggestion;
  readonly current: boolean;
  readonly mode: CardMode;
  readonly currency: string;
  readonly offline: boolean;
  readonly copied: boolean;
  readonly commands: CardCommands;
  readonly onMode: (mode: CardMode) => void;
  readonly onSelect: () => void;
}

function OpenCard(props: CardProps): ReactNode {
  const { card, commands, onMode } = props;
  return (
    <div className="space-y-2 px-3 pb-2.5">
      <CardBody card={card} currency={props.currency} onOpen={commands.openSource} />
      {card.trigger.length + card.citations.length + (card.records?.length ?? 0) === 0 ? null : (
        <div className="space-y-1">
          {outermost(card.trigger).map((evidence) => (
            <Quote key={`${evidence.turn} ${evidence.span.start}`} evidence={evidence} />
          ))}
          <CardSource card={card} onOpen={commands.openSource} />
        </div>
      )}
      {props.mode === 'editing' ? (
        <CardEditor
          text={cardText(card)}
          offline={props.offline}
          onUse={(text) => commands.accept(card, text)}
          onCancel={() => onMode('reading')}
        />
      ) : props.mode === 'dismissing' ? (
        <DismissReasons
          onDismiss={(reason) => commands.dismiss(card, reason)}
          onCancel={() => onMode('reading')}
        />
      ) : (
        <CardActions
          kind={card.body.kind}
          offline={props.offline}
          forbidden={isForbidden(card)}
          copied={props.copied}
          onAccept={() => commands.accept(card)}
          onEdit={() => onMode('editing')}
          onCopy={() => commands.copy(card)}
          onDismiss={() => onMode('dismissing')}
        />
      )}
      <WhyDisclosure card={card} />
    </div>
  );
}

/** One suggestion. The current one is open; the others show what matters in two lines. */
export function Card(props: CardProps): ReactNode {
  const { card, current } = props;
  const titleId = useId();
  return (
    <article
      aria-labelledby={titleId}
      aria-current={current ? 'true' : undefined}
      data-card={card.id}
      className={cx(
        'animate-arrive overflow-hidden rounded-lg border bg-surface shadow-raised',
        current ? 'border-accent/70' : 'border-line',
      )}
    >
      <button
        type="button"
        aria-expanded={current}
        onClick={props.onSelect}
        className="block w-full px-3 pt-2 pb-2 text-start outline-offset-[-3px]"
      >
        <span className="flex items-center gap-1.5 text-xs text-subtle">
          <Icon
            name={kindIcon[card.body.kind]}
            className={cx('size-3.5', current && 'text-accent')}
          />
          <span className="font-medium">{kindTitle[card.body.kind]}</span>
          {card.body.kind === 'action' ? (
            <span
              className="ml-auto text-xs text-muted tabular-nums"
              title="What this likely brings the company, less what it costs. The customer neither gets nor pays it."
            >
              expected value {money({ minor: card.body.expectedValue, currency: props.currency })}
            </span>
          ) : null}
        </span>
        <span id={titleId} className="mt-0.5 block font-semibold">
          <span className="sr-only">{kindTitle[card.body.kind]}: </span>
          <span dir="auto" className="block">
            {cardTitle(card)}
          </span>
        </span>
        {current ? null : (
          <span className="mt-0.5 line-clamp-2 text-sm text-muted" dir="auto">
            {cardPreview(card)}
          </span>
        )}
      </button>
      {current ? <OpenCard {...props} /> : null}
    </article>
  );
}
