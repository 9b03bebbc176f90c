import { useEffect, useState, type ReactNode } from 'react';
import type { AuditVerdict } from '#domain/audit.ts';
import type { TrailEntry } from '#renderer/data/api.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { capital, exactTime, plain } from '#renderer/ui/format.ts';
import { Empty, Loading } from '#renderer/ui/Panel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';

/** `action.changed` -> `Action changed`. */
export const verbTitle = (verb: string): string => capital(plain(verb).replaceAll('.', ' '));

export function Verdict(props: { verdict: AuditVerdict }): ReactNode {
  const { verdict } = props;
  return (
    <div
      role="status"
      className={`mb-3 flex gap-2 rounded-md px-3 py-2 text-sm ${verdict.ok ? 'bg-good-soft' : 'bg-bad-soft'}`}
    >
      <Icon
        name={verdict.ok ? 'accept' : 'alert'}
        className={`mt-0.5 ${verdict.ok ? 'text-good' : 'text-bad'}`}
      />
      {verdict.ok ? (
        <p>
          <span className="font-medium text-good">Intact. </span>
          All {verdict.entries} entries and {verdict.heads} signed heads of this machine's record
          fit together, up to <span className="font-mono text-xs">{verdict.head.slice(0, 16)}</span>
          .
        </p>
      ) : (
        <p>
          <span className="font-medium text-bad">Changed. </span>
          Entry {verdict.sequence} of {verdict.entries} is the first that does not fit:{' '}
          {verdict.problem} Keep the data folder as it is and tell your administrator.
        </p>
      )}
    </div>
  );
}

export function Trail(props: { entries: readonly TrailEntry[] }): ReactNode {
  return (
    <ol aria-label="Entries" className="text-sm">
      {props.entries.map((entry) => (
        <li
          key={entry.sequence}
          className="grid grid-cols-[3rem_1fr] gap-x-2 border-t border-line py-2 first:border-t-0"
        >
          <div className="pt-0.5 text-end text-xs text-subtle tabular-nums">{entry.sequence}</div>
          <div className="min-w-0">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{verbTitle(entry.verb)}</span>
              <span className="text-muted">by {entry.actor}</span>
              <time
                dateTime={new Date(entry.at).toISOString()}
                className="ml-auto text-xs text-subtle tabular-nums"
              >
                {exactTime(entry.at)}
              </time>
            </div>
            <p className="wrap-anywhere text-muted" dir="auto">
              {entry.reasoning}
            </p>
            <p
              className="truncate font-mono text-2xs text-subtle"
              title={`${entry.subject} ${entry.hash}`}
            >
              {entry.hash.slice(0, 16)} · {entry.subject}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The record of one conversation, and the check that nobody changed it. */
export function RecordSheet(props: {
  open: boolean;
  onClose: () => void;
  load: () => Promise<readonly TrailEntry[] | undefined>;
  verify: () => Promise<AuditVerdict | undefined>;
}): ReactNode {
  const { open, load } = props;
  const [entries, setEntries] = useState<readonly TrailEntry[]>();
  const [verdict, setVerdict] = useState<AuditVerdict>();
  const [checking, setChecking] = useState(false);

  useEffect(() => {
    if (!open) return;
    setVerdict(undefined);
    void load().then(setEntries);
  }, [open, load]);

  const verify = (): void => {
    setChecking(true);
    void props
      .verify()
      .then(setVerdict)
      .finally(() => setChecking(false));
  };
  return (
    <Sheet
      open={open}
      onClose={props.onClose}
      title="Record"
      description="Who did what and why, in the order it happened."
      width="wide"
      actions={
        <Button icon="record" disabled={checking} onClick={verify}>
          {checking ? 'Checking…' : 'Verify'}
        </Button>
      }
    >
      {verdict === undefined ? null : <Verdict verdict={verdict} />}
      {entries === undefined ? (
        <Loading label="Reading the record" lines={8} />
      ) : entries.length === 0 ? (
        <Empty icon="record" title="Nothing on record yet">
          Every suggestion, decision and change of this conversation will be listed here.
        </Empty>
      ) : (
        <Trail entries={entries} />
      )}
    </Sheet>
  );
}
