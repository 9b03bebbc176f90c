import type { ReactNode } from 'react';
import type { IntentReport } from '#domain/taxonomy.ts';
import { cx } from '#renderer/ui/classes.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { meanings, method } from './meaning.ts';

/** The four headline figures with what they mean, and how they were measured. */
export function Headline(props: { report: IntentReport }): ReactNode {
  const { warnings = [] } = props.report;
  return (
    <div>
      <dl className="grid gap-3 @md/console:grid-cols-2 @5xl/console:grid-cols-4">
        {meanings(props.report).map(({ title, value, means, poor }) => (
          <div key={title} className="rounded-md bg-sunken px-3 py-2">
            <dt className="text-xs text-muted">{title}</dt>
            <dd>
              <span
                className={cx(
                  'flex items-center gap-1 text-xl font-semibold tabular-nums',
                  poor && 'text-warn',
                )}
              >
                {poor ? <Icon name="alert" /> : null}
                {value}
              </span>
              <span className="block text-sm text-muted">{means}</span>
            </dd>
          </div>
        ))}
      </dl>
      {warnings.length === 0 ? null : (
        <ul className="mt-3 space-y-1 rounded-md bg-warn-soft px-3 py-2 text-sm">
          {warnings.map((warning) => (
            <li key={warning} className="flex gap-2 wrap-anywhere">
              <Icon name="alert" className="mt-0.5 text-warn" />
              {warning}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-xs text-subtle">{method(props.report)}</p>
    </div>
  );
}
