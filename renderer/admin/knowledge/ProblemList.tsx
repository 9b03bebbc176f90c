import { useState, type ReactNode } from 'react';
import type { ImportProblem } from '#domain/knowledge-import.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { count, counted } from '../amounts.ts';

/** So many are shown before somebody asks for the rest. */
const few = 20;

/** Files that could not be used, each with what to do; long lists open in steps. */
export function ProblemList(props: {
  problems: readonly ImportProblem[];
  /** How many more there were than are listed. */
  more: number;
}): ReactNode {
  const { more, problems } = props;
  const [all, setAll] = useState(false);
  if (problems.length + more === 0) return null;
  return (
    <details open={problems.length + more <= 3} className="group mt-1 text-sm">
      <summary className="flex list-none items-center gap-1 rounded-sm text-warn">
        <Icon
          name="chevron"
          className="size-3 -rotate-90 transition-transform group-open:rotate-0"
        />
        {counted(problems.length + more, 'file')} could not be used
      </summary>
      <ul className="mt-1 max-h-80 overflow-y-auto ps-4" tabIndex={0} aria-label="Problems">
        {(all ? problems : problems.slice(0, few)).map(({ message, path }, index) => (
          <li key={`${index} ${path}`} className="py-0.5 wrap-anywhere">
            <bdi dir="ltr" className="font-mono text-xs">
              {path}
            </bdi>{' '}
            <span className="text-muted">{message}</span>
          </li>
        ))}
        {more > 0 && (all || problems.length <= few) ? (
          <li className="py-0.5 text-muted">and {count(more)} more</li>
        ) : null}
      </ul>
      {problems.length <= few ? null : (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? `Show ${few} only` : `Show all ${count(problems.length)}`}
        </Button>
      )}
    </details>
  );
}
