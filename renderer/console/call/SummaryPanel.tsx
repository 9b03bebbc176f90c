import type { ReactNode } from 'react';
import type { CallSummary, CallSummaryLine } from '#domain/call.ts';
import type { Turn } from '#domain/conversation.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { useSpotlight } from '../spotlight.tsx';
import { Fold } from './Fold.tsx';

const sections: Readonly<Record<CallSummaryLine['section'], string>> = {
  who: 'Who',
  issue: 'Issue',
  facts: 'Facts',
  done: 'Done',
  promised: 'Promised',
  open: 'Open',
  flagged: 'Flagged',
};

const kinds = [
  { kind: 'running', title: 'Where it stands' },
  { kind: 'transfer', title: 'For a colleague' },
] as const;

function Lines(props: {
  summary: CallSummary;
  numberOf: (turn: string) => number | undefined;
}): ReactNode {
  const { jump } = useSpotlight();
  const { lines } = props.summary;
  const names = [...new Set(lines.map(({ section }) => section))];
  if (lines.length === 0)
    return <p className="text-sm text-subtle">Too little was said for a summary.</p>;
  return (
    <dl className="space-y-1.5 text-sm">
      {names.map((name) => (
        <div key={name} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2">
          <dt className="pt-px text-xs font-semibold text-muted">{sections[name]}</dt>
          {lines
            .filter(({ section }) => section === name)
            .map((line) => (
              <dd key={line.text} className="col-start-2 wrap-anywhere" dir="auto">
                {line.text}{' '}
                {line.turns.map((turn) => (
                  <button
                    key={turn}
                    type="button"
                    aria-label={`Go to turn ${props.numberOf(turn) ?? ''}`}
                    onClick={() => jump(turn)}
                    className="me-1 min-w-6 rounded-sm bg-accent-soft px-1 text-xs text-accent tabular-nums hover:underline"
                  >
                    {props.numberOf(turn) ?? '?'}
                  </button>
                ))}
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}

/** The call so far in a few lines, each standing on turns; asked for, never by itself. */
export function SummaryPanel(props: {
  summary: CallSummary | undefined;
  turns: readonly Turn[];
  busy: boolean;
  offline: boolean;
  copied: boolean;
  open?: boolean;
  onAsk: (kind: CallSummary['kind']) => void;
  onCopy: (summary: CallSummary) => void;
}): ReactNode {
  const { summary, turns } = props;
  const numbers = new Map<string, number>(turns.map(({ id, sequence }) => [id, sequence]));
  const upTo = summary?.upTo === undefined ? undefined : numbers.get(summary.upTo);
  const since = upTo === undefined ? 0 : turns.filter(({ sequence }) => sequence > upTo).length;
  return (
    <Fold
      title="Summary"
      icon="article"
      {...(props.open === undefined ? {} : { open: props.open })}
    >
      <div className="space-y-2 px-3 pb-3">
        <div className="flex flex-wrap gap-1.5">
          {kinds.map(({ kind, title }) => (
            <Button
              key={kind}
              aria-pressed={summary?.kind === kind}
              className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
              disabled={props.offline || props.busy || turns.length === 0}
              onClick={() => props.onAsk(kind)}
            >
              {title}
            </Button>
          ))}
          {summary === undefined || summary.lines.length === 0 ? null : (
            <IconButton
              icon={props.copied ? 'accept' : 'copy'}
              label={props.copied ? 'Copied' : 'Copy the summary'}
              className="ms-auto"
              onClick={() => props.onCopy(summary)}
            />
          )}
        </div>
        <div aria-live="polite" aria-busy={props.busy}>
          {summary === undefined ? (
            <p className="text-sm text-subtle">
              {props.busy
                ? 'Reading the call…'
                : 'Where the call stands, or what a colleague needs to take it over.'}
            </p>
          ) : (
            <Lines summary={summary} numberOf={(turn) => numbers.get(turn)} />
          )}
        </div>
        {summary !== undefined && since > 0 ? (
          <p className="text-xs text-subtle">
            {since === 1 ? 'One turn has' : `${since} turns have`} been said since.{' '}
            <button
              type="button"
              disabled={props.offline || props.busy}
              onClick={() => props.onAsk(summary.kind)}
              className="text-accent underline"
            >
              Read again
            </button>
          </p>
        ) : null}
      </div>
    </Fold>
  );
}
