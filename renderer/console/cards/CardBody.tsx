import type { ReactNode } from 'react';
import type { Suggestion } from '#domain/suggestion.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { cardText, leadOf } from './cardText.ts';
import { CitedText } from './CitedText.tsx';
import { FactorTable } from './FactorTable.tsx';
import { OtherArticle } from './OtherArticle.tsx';
import type { Source } from './sources.ts';

function Eligibility(props: { body: Extract<Suggestion['body'], { kind: 'action' }> }): ReactNode {
  const { eligibility } = props.body;
  const permitted = eligibility.decision === 'permit';
  return (
    <div
      className={`flex gap-2 rounded-md px-2.5 py-1.5 text-sm ${permitted ? 'bg-good-soft' : 'bg-bad-soft'}`}
    >
      <Icon
        name={permitted ? 'accept' : 'alert'}
        className={`mt-0.5 ${permitted ? 'text-good' : 'text-bad'}`}
      />
      <div className="min-w-0">
        <p>
          <span className="font-medium">{permitted ? 'Eligible. ' : 'Not allowed. '}</span>
          {eligibility.reason}
        </p>
        {eligibility.policies.length === 0 ? null : (
          <p className="font-mono text-xs wrap-anywhere text-muted">
            {eligibility.policies.join(', ')}
          </p>
        )}
      </div>
    </div>
  );
}

const noSentences = [] as const;

/** From this length on the text may scroll, and then the keyboard has to reach it. */
const longText = 400;

/** A card opened: its whole text, and for an action what it is worth and whether it is allowed. */
export function CardBody(props: {
  card: Suggestion;
  currency: string;
  onOpen: (source: Source) => void;
}): ReactNode {
  const { body } = props.card;
  const text = cardText(props.card);
  const { lead, rest } = leadOf(text);
  return (
    <div className="space-y-2">
      <div
        dir="auto"
        {...(text.length > longText
          ? { tabIndex: 0, role: 'group', 'aria-label': 'Text of the card' }
          : {})}
        className="max-h-72 overflow-y-auto wrap-anywhere whitespace-pre-wrap"
      >
        {body.kind === 'reply' ? (
          <CitedText
            text={text}
            sentences={body.sentences ?? noSentences}
            card={props.card}
            onOpen={props.onOpen}
          />
        ) : (
          <>
            <span className="font-medium">{lead}</span> <span className="text-muted">{rest}</span>
          </>
        )}
      </div>
      {body.kind === 'article' && body.saysOtherwise !== undefined ? (
        <OtherArticle other={body.saysOtherwise} onOpen={props.onOpen} />
      ) : null}
      {body.kind === 'action' ? (
        <>
          <Eligibility body={body} />
          <FactorTable
            expectedValue={body.expectedValue}
            factors={body.factors}
            currency={props.currency}
          />
        </>
      ) : null}
      {body.kind === 'form' ? <Chip tone="accent">Opens the form beside the talk</Chip> : null}
    </div>
  );
}
