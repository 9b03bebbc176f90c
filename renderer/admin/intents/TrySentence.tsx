import { useState, type ReactNode } from 'react';
import type { Failure } from '#domain/result.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { duration, percent } from '#renderer/ui/format.ts';
import { Problem } from '#renderer/ui/Panel.tsx';
import { certainty, labelTitle } from './meaning.ts';

export interface Tried {
  readonly text: string;
  /** Null is *unknown*. */
  readonly label: string | null;
  readonly threshold: number;
  readonly ranked: readonly { readonly label: string; readonly confidence: number }[];
  readonly ms: number;
}

/** The answer, and the bars it comes from with the mark they must reach. */
export function TriedResult(props: { tried: Tried }): ReactNode {
  const { tried } = props;
  const [best] = tried.ranked;
  return (
    <div className="mt-3">
      <p role="status" className="wrap-anywhere">
        {tried.label === null ? (
          <>
            <strong>Unknown.</strong>{' '}
            <span className="text-muted">
              {best === undefined ? (
                'No label comes close.'
              ) : (
                <>
                  The closest is <bdi>{labelTitle(best.label)}</bdi> with{' '}
                  {certainty(best.confidence)}, and {percent(tried.threshold)} are needed.
                </>
              )}
            </span>
          </>
        ) : (
          <>
            <bdi className="font-semibold">{labelTitle(tried.label)}</bdi>
            <span className="text-muted">
              , {certainty(best?.confidence ?? 0)} sure; {percent(tried.threshold)} are needed.
            </span>
          </>
        )}{' '}
        <span className="text-xs text-subtle tabular-nums">{duration(tried.ms)}</span>
      </p>
      <ol aria-label="Closest labels" className="mt-2 space-y-1.5 text-sm">
        {tried.ranked.slice(0, 5).map(({ label, confidence }) => (
          <li key={label}>
            <div className="flex gap-2">
              <bdi className="min-w-0 flex-1 wrap-anywhere">{labelTitle(label)}</bdi>
              <span className="text-muted tabular-nums">{certainty(confidence)}</span>
            </div>
            <div className="relative mt-0.5 h-2 rounded-full bg-sunken" aria-hidden="true">
              <div
                className={
                  confidence >= tried.threshold
                    ? 'h-full rounded-full bg-accent'
                    : 'h-full rounded-full bg-edge'
                }
                style={{ width: `${Math.min(1, confidence) * 100}%` }}
              />
              <div
                className="absolute -inset-y-0.5 w-0.5 bg-ink"
                style={{ insetInlineStart: `${Math.min(1, tried.threshold) * 100}%` }}
              />
            </div>
          </li>
        ))}
      </ol>
      {tried.ranked.length === 0 ? null : (
        <p className="mt-2.5 flex items-center gap-1.5 text-xs text-subtle">
          <span className="inline-block h-3 w-0.5 bg-ink" aria-hidden="true" />
          The mark is the threshold: what stays below it is unknown.
        </p>
      )}
    </div>
  );
}

/** Type what a customer may say and see what this version makes of it. */
export function TrySentence(props: {
  disabled: boolean;
  run: (text: string) => Promise<Omit<Tried, 'text'> | Failure>;
}): ReactNode {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<Tried>();
  const [failure, setFailure] = useState<Failure>();
  const sentence = text.trim();
  const go = (): void => {
    if (sentence === '' || busy || props.disabled) return;
    setBusy(true);
    void props.run(sentence).then((answer) => {
      setBusy(false);
      if ('code' in answer) return setFailure(answer);
      setFailure(undefined);
      setTried({ ...answer, text: sentence });
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label="A sentence a customer may say"
          className="min-w-48 flex-1"
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={sentence === '' || busy || props.disabled}>
          {busy ? 'Trying…' : 'Try'}
        </Button>
      </div>
      {failure === undefined ? null : <Problem message={failure.message} mend={failure.mend} />}
      {tried === undefined || failure !== undefined ? null : <TriedResult tried={tried} />}
    </form>
  );
}
