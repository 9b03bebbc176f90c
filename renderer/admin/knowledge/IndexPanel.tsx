import type { ReactNode } from 'react';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { count, counted } from '../amounts.ts';
import { ProgressBar } from '../ProgressBar.tsx';

const methods = {
  exact: 'Every vector is compared: exact, and fast enough at this size.',
  graph: 'A graph over the vectors finds the nearest without comparing all of them.',
} as const;

const work = {
  embedding: 'Passages get their vectors; by their words they are found already',
  building: 'The graph is being built; exact search answers meanwhile',
} as const;

function Status(props: { status: IndexStatus; title: string; own: boolean }): ReactNode {
  const { own, status, title } = props;
  return (
    <li className="py-2 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className={own ? 'font-medium' : undefined}>{title}</span>
        <span className="text-sm text-muted tabular-nums">
          {counted(status.passages, 'passage')}
        </span>
        <Chip>{status.method === 'exact' ? 'Exact' : 'Graph'}</Chip>
        {status.state === 'ready' ? <Chip tone="good">Ready</Chip> : null}
      </div>
      {own ? <p className="text-sm text-subtle">{methods[status.method]}</p> : null}
      {status.state === 'ready' ? null : (
        <div className="mt-1">
          <ProgressBar
            label={`${title}: ${status.state}`}
            done={status.progress ?? 0}
            of={status.progress === undefined ? 0 : 1}
            text={work[status.state]}
          />
        </div>
      )}
      {status.problem === undefined ? null : (
        <p className="mt-1 flex gap-1.5 text-sm text-warn">
          <Icon name="alert" className="mt-0.5" />
          {status.problem}
        </p>
      )}
      {own ? (
        <p className="mt-1 font-mono text-2xs wrap-anywhere text-subtle">
          {status.model}, {count(status.dimensions)} dimensions
        </p>
      ) : null}
    </li>
  );
}

/** How each pack's articles are searched, the open one first. */
export function IndexPanel(props: {
  index: readonly IndexStatus[];
  pack: string;
  titleOf: (pack: string) => string;
  offline: boolean;
  busy: boolean;
  onReindex: () => void;
}): ReactNode {
  const own = props.index.find(({ pack }) => pack === props.pack);
  const others = props.index.filter(({ pack }) => pack !== props.pack);
  return (
    <>
      <ul aria-label="Index" className="divide-y divide-line">
        {own === undefined ? (
          <li className="pb-2 text-sm text-subtle">
            Not ready yet: models and index come up behind the window.
          </li>
        ) : null}
        {[...(own === undefined ? [] : [own]), ...others].map((status) => (
          <Status
            key={status.pack}
            status={status}
            title={props.titleOf(status.pack)}
            own={status === own}
          />
        ))}
      </ul>
      {own === undefined ? null : (
        <div className="mt-2 border-t border-line pt-3">
          <Button
            icon="refresh"
            disabled={props.offline || props.busy || own.state !== 'ready'}
            onClick={props.onReindex}
          >
            Index everything anew
          </Button>
          <p className="mt-1 text-xs text-subtle">
            Rarely needed. Searching works meanwhile with what is there.
          </p>
        </div>
      )}
    </>
  );
}
