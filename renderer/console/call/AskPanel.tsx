import { useState, type ReactNode } from 'react';
import type { CallAnswer } from '#domain/call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { Quote } from '../Quote.tsx';
import { speakerTitle } from '../transcript/TurnRow.tsx';
import { Fold } from './Fold.tsx';

function Answer(props: { answer: CallAnswer; onCopy: (text: string) => void }): ReactNode {
  const { quotes, reason, value } = props.answer;
  return (
    <div className="space-y-1.5">
      <p className="text-xs font-medium text-subtle" dir="auto">
        {props.answer.question}
      </p>
      {value === undefined ? null : (
        <p className="flex items-center gap-2">
          <span className="font-mono text-lg font-semibold wrap-anywhere" dir="auto">
            {value}
          </span>
          <Button look="quiet" icon="copy" onClick={() => props.onCopy(value)}>
            Copy
          </Button>
        </p>
      )}
      {quotes.length === 0 ? (
        <p className="text-sm">{reason ?? 'Nothing in this call answers that.'}</p>
      ) : (
        <ul className="space-y-1">
          {quotes.map((quote) => (
            <li key={`${quote.turn} ${quote.span.start}`} className="flex items-baseline gap-2">
              <span className="w-16 shrink-0 text-2xs text-subtle">
                {speakerTitle[quote.speaker]}
              </span>
              <Quote evidence={{ turn: quote.turn, span: quote.span, text: quote.text }} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Questions over what was said: answered with the words themselves, or with why not. */
export function AskPanel(props: {
  answers: readonly CallAnswer[];
  busy: boolean;
  offline: boolean;
  open?: boolean;
  onAsk: (question: string) => void;
  onCopy: (text: string) => void;
}): ReactNode {
  const [question, setQuestion] = useState('');
  const blocked = props.offline || props.busy || question.trim() === '';
  return (
    <Fold
      title="Ask about this call"
      icon="search"
      {...(props.open === undefined ? {} : { open: props.open })}
    >
      <div className="space-y-3 px-3 pb-3">
        <form
          className="flex items-end gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            if (blocked) return;
            props.onAsk(question.trim());
            setQuestion('');
          }}
        >
          <TextField
            label="Ask about this call"
            quietLabel
            className="min-w-0 flex-1"
            maxLength={1000}
            placeholder="Which order number? When did they buy it?"
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
          <Button type="submit" disabled={blocked}>
            {props.busy ? 'Looking…' : 'Ask'}
          </Button>
        </form>
        <div aria-live="polite" className="space-y-3">
          {props.answers.map((answer, index) => (
            <Answer
              key={`${props.answers.length - index} ${answer.question}`}
              answer={answer}
              onCopy={props.onCopy}
            />
          ))}
        </div>
      </div>
    </Fold>
  );
}
