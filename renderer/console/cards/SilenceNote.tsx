import type { ReactNode } from 'react';
import type { Silence } from '#domain/suggestion.ts';
import { percent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';

/** "Why nothing?": the reason for silence, and what came closest. */
export function SilenceNote(props: { silence: Silence }): ReactNode {
  const { silence } = props;
  return (
    <details className="group mx-3 mb-2 rounded-lg border border-dashed border-edge/60 px-3 py-2 text-sm">
      <summary className="flex list-none items-center gap-1.5 font-medium">
        <Icon name="help" className="text-subtle" />
        Why nothing?
        <Icon
          name="chevron"
          className="ml-auto size-3.5 text-subtle transition-transform group-open:rotate-180"
        />
      </summary>
      <p className="mt-1.5 text-muted">{silence.text}</p>
      {silence.lookUp === undefined ? null : (
        <p className="mt-1 text-xs text-subtle tabular-nums">
          Read as a question for the articles: {percent(silence.lookUp.probability)} sure, needed{' '}
          {percent(silence.lookUp.threshold)}
        </p>
      )}
      {silence.considered.length === 0 ? (
        <p className="mt-1 text-xs text-subtle">Nothing came close.</p>
      ) : (
        <table className="mt-2 w-full text-xs tabular-nums">
          <caption className="mb-0.5 text-start text-subtle">What came closest</caption>
          <thead className="text-subtle">
            <tr>
              <th scope="col" className="py-0.5 text-start font-normal">
                Card
              </th>
              <th scope="col" className="py-0.5 text-end font-normal">
                Score
              </th>
              <th scope="col" className="py-0.5 text-end font-normal">
                Needed
              </th>
            </tr>
          </thead>
          <tbody>
            {silence.considered.map((near) => (
              <tr key={near.title} className="border-t border-line">
                <th scope="row" className="py-1 text-start font-normal" dir="auto">
                  {near.title}
                </th>
                <td className="py-1 text-end">{percent(near.score)}</td>
                <td className="py-1 text-end">{percent(near.threshold)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
