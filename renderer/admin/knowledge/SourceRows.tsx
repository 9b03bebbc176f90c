import { useState, type ReactNode } from 'react';
import type { KnowledgeSource, SourceKind } from '#domain/knowledge-import.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ago, fullTime } from '#renderer/ui/format.ts';
import { Confirm } from '../Confirm.tsx';

const kinds: Readonly<Record<SourceKind, string>> = {
  files: 'Files that were dropped or chosen',
  folder: 'Folder',
  zendesk: 'Zendesk Help Center export',
  site: 'Folder of web pages',
};

/** Where articles came from; removing one takes its articles along. */
export function SourceRows(props: {
  sources: readonly KnowledgeSource[];
  now: number;
  offline: boolean;
  busy: ReadonlySet<string>;
  onRemove: (source: KnowledgeSource) => void;
}): ReactNode {
  const [removing, setRemoving] = useState<KnowledgeSource>();
  if (props.sources.length === 0)
    return (
      <p className="text-sm text-subtle">
        Only what comes with the pack. What you bring in is listed here.
      </p>
    );
  return (
    <>
      <ul aria-label="Sources" className="divide-y divide-line">
        {props.sources.map((source) => (
          <li
            key={source.id}
            className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2.5 first:pt-0"
          >
            <div className="min-w-0 flex-1 basis-52">
              <p className="flex flex-wrap items-center gap-x-2 font-medium">
                <span className="min-w-0 wrap-anywhere" dir="auto">
                  {source.title}
                </span>
                {source.watched ? <Chip tone="accent">Watched</Chip> : null}
              </p>
              <p className="text-sm text-muted">
                {kinds[source.kind]};{' '}
                {source.defaults.audience === 'agent' ? 'for agents only' : 'for customers too'}
                {source.defaults.owner === undefined ? '' : `; kept by ${source.defaults.owner}`}
              </p>
              {source.location === undefined ? null : (
                <p className="font-mono text-2xs wrap-anywhere text-subtle">{source.location}</p>
              )}
              <p className="text-xs text-subtle" title={fullTime(source.addedAt)}>
                {source.importedAt === undefined
                  ? 'Not imported to the end yet'
                  : `Last imported ${ago(source.importedAt, props.now)}`}
              </p>
            </div>
            <Button
              look="danger"
              disabled={props.offline || props.busy.has(source.id)}
              aria-label={`Remove ${source.title}`}
              onClick={() => setRemoving(source)}
            >
              Remove…
            </Button>
          </li>
        ))}
      </ul>
      <Confirm
        open={removing !== undefined}
        title={`Remove ${removing?.title ?? ''}?`}
        yes="Remove the source and its articles"
        danger
        disabled={props.offline}
        onYes={() => {
          if (removing !== undefined) props.onRemove(removing);
          setRemoving(undefined);
        }}
        onClose={() => setRemoving(undefined)}
      >
        <p>
          All articles that came with it are deleted from Earshot and no longer found. The files
          themselves stay where they are, and can be imported again.
        </p>
      </Confirm>
    </>
  );
}
