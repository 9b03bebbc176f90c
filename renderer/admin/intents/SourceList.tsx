import type { ReactNode } from 'react';
import { IconButton } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { count, counted } from '../amounts.ts';
import type { DraftSource } from './draft.ts';

const few = 5;

/** What is odd about a source, line by line; some of these lines are used all the same. */
function Problems(props: { source: DraftSource }): ReactNode {
  const { problems } = props.source;
  if (problems.length === 0) return null;
  const rest = problems.length - few;
  return (
    <details open={problems.length <= 3} className="group mt-1 text-sm">
      <summary className="flex list-none items-center gap-1 rounded-sm text-warn">
        <Icon
          name="chevron"
          className="size-3 -rotate-90 transition-transform group-open:rotate-0"
        />
        {counted(problems.length, 'line')} to look at
      </summary>
      <ul className="mt-1 ps-4 text-muted">
        {problems.slice(0, few).map(({ line, problem }) => (
          <li key={`${line} ${problem}`} className="wrap-anywhere">
            <span className="tabular-nums">Line {count(line)}:</span> {problem}
          </li>
        ))}
        {rest > 0 ? <li>and {count(rest)} more</li> : null}
      </ul>
    </details>
  );
}

/** Where the examples of a draft come from. */
export function SourceList(props: {
  sources: readonly DraftSource[];
  onRemove: (id: string) => void;
}): ReactNode {
  if (props.sources.length === 0) return null;
  return (
    <ul aria-label="Sources" className="mt-3 space-y-2">
      {props.sources.map((source) => (
        <li key={source.id} className="rounded-md bg-sunken px-3 py-2">
          <div className="flex items-start gap-2 text-sm">
            <div className="min-w-0 flex-1">
              <p className="font-medium wrap-anywhere" dir="auto">
                {source.title}
              </p>
              <p className="text-muted">
                {counted(source.examples.length, 'example')} with{' '}
                {counted(new Set(source.examples.map(({ label }) => label)).size, 'label')}
              </p>
            </div>
            <IconButton
              icon="close"
              label={`Leave out ${source.title}`}
              onClick={() => props.onRemove(source.id)}
            />
          </div>
          <Problems source={source} />
        </li>
      ))}
    </ul>
  );
}
