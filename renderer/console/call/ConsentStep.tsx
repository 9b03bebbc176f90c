import type { ReactNode } from 'react';
import type { CallSetup, ConsentAnswer } from '#domain/call.ts';
import { cx } from '#renderer/ui/classes.ts';
import { Icon } from '#renderer/ui/icons.tsx';

function Sentence(props: { children: string }): ReactNode {
  return (
    <blockquote
      dir="auto"
      className="my-2 rounded-e-md border-s-[3px] border-agent bg-sunken px-3 py-2 text-lg text-ink"
    >
      “{props.children}”
    </blockquote>
  );
}

function Answer(props: {
  title: string;
  chosen: boolean;
  danger?: boolean;
  onChoose: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      aria-pressed={props.chosen}
      onClick={props.onChoose}
      className={cx(
        'flex min-h-9 flex-1 basis-40 items-center justify-center gap-1.5 rounded-md border px-3 py-1 text-sm font-medium',
        props.chosen
          ? props.danger === true
            ? 'border-bad bg-bad-soft text-bad'
            : 'border-good bg-good-soft text-good'
          : 'border-edge/60 bg-surface text-ink hover:bg-hover',
      )}
    >
      {props.chosen ? <Icon name="accept" /> : null}
      {props.title}
    </button>
  );
}

/** What has to be agreed before anything is heard, as the pack or the admin wants it. */
export function ConsentStep(props: {
  consent: CallSetup['consent'];
  answer: ConsentAnswer | undefined;
  onAnswer: (answer: ConsentAnswer | undefined) => void;
}): ReactNode {
  const { answer, consent, onAnswer } = props;
  const toggle = (next: ConsentAnswer) => () => onAnswer(answer === next ? undefined : next);
  return (
    <section aria-labelledby="consent-title">
      <h3 id="consent-title" className="flex items-center gap-1.5 font-semibold">
        <Icon name="record" className="text-subtle" />
        {consent.mode === 'off' ? 'Consent' : 'First, say this'}
      </h3>
      {consent.mode === 'off' ? (
        <p className="mt-1 text-sm text-muted">
          Customers are told elsewhere that calls are written down, by an announcement of your
          telephone system for example. The record of this call says so.
        </p>
      ) : (
        <>
          <Sentence>{consent.sentence}</Sentence>
          <div className="flex flex-wrap gap-2">
            {consent.mode === 'announce' ? (
              <Answer
                title="I have told the customer"
                chosen={answer === 'announced'}
                onChoose={toggle('announced')}
              />
            ) : (
              <>
                <Answer
                  title="Customer agreed"
                  chosen={answer === 'agreed'}
                  onChoose={toggle('agreed')}
                />
                <Answer
                  title="Customer said no"
                  danger
                  chosen={answer === 'declined'}
                  onChoose={toggle('declined')}
                />
              </>
            )}
          </div>
          <p className="mt-2 text-sm text-subtle">
            {answer === 'declined'
              ? 'Then nothing is heard or written down, and the record says that the customer said no. You can go on by typing what matters: cards, form and wrap-up work the same.'
              : 'Nothing is heard before you confirm this. Your answer goes into the record with its time.'}
          </p>
        </>
      )}
    </section>
  );
}
