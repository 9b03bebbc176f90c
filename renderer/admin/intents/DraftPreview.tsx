import { useState, type ReactNode } from 'react';
import { OUT_OF_SCOPE_LABEL } from '#domain/taxonomy.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { count, counted } from '../amounts.ts';
import { LabelNames } from './Compare.tsx';
import type { DraftSummary } from './draft.ts';
import { labelTitle } from './meaning.ts';

const few = 12;
/** From here on a label is worth something: five examples already help. */
const enough = 5;

/** What the examples add up to: labels with counts, and what is odd about them. */
export function DraftPreview(props: {
  summary: DraftSummary;
  base: 'pack' | 'none';
  /** Names of the intents that the pack works with. */
  packIntents: readonly string[];
}): ReactNode {
  const { base, packIntents, summary } = props;
  const [all, setAll] = useState(false);
  const known = new Set(packIntents);
  const given = new Set(summary.labels.map(({ label }) => label));
  const dropped = base === 'none' ? packIntents.filter((intent) => !given.has(intent)) : [];
  const thin = summary.labels.filter(({ examples }) => examples < enough).length;
  const shown = all ? summary.labels : summary.labels.slice(0, few);
  if (summary.examples === 0)
    return (
      <p role="status" className="text-sm text-subtle">
        Nothing yet. Labels and how many examples they have appear here as you paste.
      </p>
    );
  return (
    <div className="text-sm">
      <p role="status" className="font-medium">
        {counted(summary.examples, 'example')}, {counted(summary.labels.length, 'label')}
      </p>
      <ul className="mt-1 list-disc space-y-0.5 ps-4 text-muted">
        {summary.repeated === 0 ? null : (
          <li>{counted(summary.repeated, 'example')} stood there twice and counts once.</li>
        )}
        {summary.contradictory.length === 0 ? null : (
          <li>
            {counted(summary.contradictory.length, 'text')} under more than one label, such as “
            <bdi className="wrap-anywhere">{summary.contradictory[0]?.slice(0, 120)}</bdi>”.
          </li>
        )}
        {thin === 0 ? null : (
          <li>
            {counted(thin, 'label')} with fewer than {enough} examples: expect them to be missed.
          </li>
        )}
        {given.has(OUT_OF_SCOPE_LABEL) ? null : (
          <li>
            No examples under “{OUT_OF_SCOPE_LABEL}”: some questions that are none of these teach it
            when to say unknown.
          </li>
        )}
      </ul>
      {dropped.length === 0 ? null : (
        <p className="mt-2 rounded-md bg-warn-soft px-3 py-2">
          Without the pack&apos;s own examples it will not know {counted(dropped.length, 'intent')}{' '}
          of the pack: <LabelNames labels={dropped} />.
        </p>
      )}
      {shown.length === 0 ? null : (
        <table className="mt-2 w-full table-fixed">
          <caption className="sr-only">Labels that were read</caption>
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="text-start font-medium">
                Label
              </th>
              <th scope="col" className="w-20 text-end font-medium">
                Examples
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ label, examples }) => (
              <tr key={label} className="border-t border-line align-baseline">
                <th scope="row" className="py-1 pe-2 text-start font-normal wrap-anywhere">
                  <bdi>{labelTitle(label)}</bdi>{' '}
                  {known.has(label) || label === OUT_OF_SCOPE_LABEL ? null : (
                    <Chip tone="accent">New</Chip>
                  )}
                </th>
                <td
                  className={`py-1 text-end tabular-nums ${examples < enough ? 'text-warn' : ''}`}
                >
                  {count(examples)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {summary.labels.length <= few ? null : (
        <Button look="quiet" className="mt-1" onClick={() => setAll(!all)}>
          {all ? `Show ${few} only` : `Show all ${count(summary.labels.length)} labels`}
        </Button>
      )}
    </div>
  );
}
