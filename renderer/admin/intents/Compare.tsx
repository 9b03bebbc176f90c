import type { ReactNode } from 'react';
import type { IntentComparison, IntentModel } from '#domain/taxonomy.ts';
import { percent } from '#renderer/ui/format.ts';
import { count } from '../amounts.ts';
import { labelTitle } from './meaning.ts';

/** Where a version is better or worse than the one in use, in one sentence. */
export function verdictOf(comparison: IntentComparison): string {
  const points = Math.round((comparison.candidateAccuracy - comparison.otherAccuracy) * 100);
  const on = `on the ${count(comparison.n)} examples whose labels both know`;
  if (comparison.n === 0) return 'They have no label in common, so they cannot be compared.';
  if (points === 0) return `As good as the one in use ${on}.`;
  const much = `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
  return `${much} ${points > 0 ? 'better' : 'worse'} than the one in use ${on}.`;
}

function Side(props: {
  title: string;
  name: string;
  accuracy: string;
  model: IntentModel;
}): ReactNode {
  const { report } = props.model;
  return (
    <div className="min-w-0 rounded-md bg-sunken px-3 py-2">
      <h3 className="text-xs text-muted">{props.title}</h3>
      <p className="font-semibold wrap-anywhere">
        <bdi>{props.name}</bdi>
      </p>
      <dl className="mt-1 grid grid-cols-[1fr_auto] gap-x-3 text-sm">
        <dt className="text-muted">Accuracy on the same examples</dt>
        <dd className="text-end font-semibold tabular-nums">{props.accuracy}</dd>
        <dt className="text-muted">Out-of-scope recall</dt>
        <dd className="text-end tabular-nums">
          {report.outOfScope === 'none' ? '–' : percent(report.rejected)}
        </dd>
        <dt className="text-muted">Labels</dt>
        <dd className="text-end tabular-nums">{count(report.labels)}</dd>
      </dl>
    </div>
  );
}

function Changed(props: {
  title: string;
  empty: string;
  items: readonly { readonly text: string; readonly label: string; readonly said: string }[];
  word: string;
}): ReactNode {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-semibold">
        {props.title} <span className="font-normal text-subtle">{props.items.length}</span>
      </h3>
      {props.items.length === 0 ? (
        <p className="text-sm text-subtle">{props.empty}</p>
      ) : (
        <ul
          className="max-h-72 space-y-2 overflow-y-auto text-sm"
          tabIndex={0}
          aria-label={props.title}
        >
          {props.items.map((item) => (
            <li key={`${item.text} ${item.label}`} className="border-s-2 border-line ps-2">
              <p className="line-clamp-3 wrap-anywhere" dir="auto">
                {item.text}
              </p>
              <p className="text-xs wrap-anywhere text-subtle">
                <bdi className="text-muted">{labelTitle(item.label)}</bdi>, {props.word}{' '}
                <bdi>{labelTitle(item.said)}</bdi>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function LabelNames(props: { labels: readonly string[]; most?: number }): ReactNode {
  const most = props.most ?? 12;
  const rest = props.labels.length - most;
  return (
    <>
      {props.labels.slice(0, most).map((label, index) => (
        <span key={label}>
          {index === 0 ? '' : ', '}
          <bdi className="wrap-anywhere">{labelTitle(label)}</bdi>
        </span>
      ))}
      {rest > 0 ? ` and ${count(rest)} more` : ''}
    </>
  );
}

/** A version beside the one in use. */
export function Compare(props: {
  comparison: IntentComparison;
  candidate: IntentModel;
  other: IntentModel;
}): ReactNode {
  const { comparison } = props;
  return (
    <div className="space-y-3">
      <p className="font-medium">{verdictOf(comparison)}</p>
      <div className="grid gap-3 @2xl/console:grid-cols-2">
        <Side
          title="This version"
          name={props.candidate.name}
          accuracy={comparison.n === 0 ? '–' : percent(comparison.candidateAccuracy)}
          model={props.candidate}
        />
        <Side
          title="In use"
          name={props.other.name}
          accuracy={comparison.n === 0 ? '–' : percent(comparison.otherAccuracy)}
          model={props.other}
        />
      </div>
      {comparison.added.length === 0 && comparison.dropped.length === 0 ? (
        <p className="text-sm text-subtle">Both know the same labels.</p>
      ) : (
        <dl className="space-y-1 text-sm">
          {comparison.added.length === 0 ? null : (
            <div>
              <dt className="inline font-medium text-good">Added labels: </dt>
              <dd className="inline">
                <LabelNames labels={comparison.added} />
              </dd>
            </div>
          )}
          {comparison.dropped.length === 0 ? null : (
            <div>
              <dt className="inline font-medium text-bad">Dropped labels: </dt>
              <dd className="inline">
                <LabelNames labels={comparison.dropped} />
              </dd>
            </div>
          )}
        </dl>
      )}
      <div className="grid gap-4 @2xl/console:grid-cols-2">
        <Changed
          title="Only this version gets right"
          empty="None."
          word="the one in use says"
          items={comparison.won.map(({ text, label, was }) => ({ text, label, said: was }))}
        />
        <Changed
          title="Only the one in use gets right"
          empty="None."
          word="this version says"
          items={comparison.lost.map(({ text, label, now }) => ({ text, label, said: now }))}
        />
      </div>
    </div>
  );
}
