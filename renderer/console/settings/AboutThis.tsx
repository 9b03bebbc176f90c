import type { ReactNode } from 'react';
import type { AppInfo } from '#renderer/data/api.ts';
import { capital, plain } from '#renderer/ui/format.ts';

const hosts = { electron: 'Desktop app', node: 'Browser window', cli: 'Command line' } as const;

/** Versions, where data is kept, which models answer. */
export function AboutThis(props: { info: AppInfo }): ReactNode {
  const { info } = props;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <dt className="text-subtle">Earshot</dt>
      <dd>
        {info.version}, {hosts[info.host]}
      </dd>
      <dt className="text-subtle">Data folder</dt>
      <dd className="font-mono text-xs wrap-anywhere">{info.dataFolder}</dd>
      <dt className="text-subtle">Key kept in</dt>
      <dd>{info.secrets}</dd>
      {info.models.map(({ task, model }) => (
        <div key={`${task} ${model.name}`} className="contents">
          <dt className="text-subtle">{capital(plain(task))}</dt>
          <dd className="wrap-anywhere">
            {model.name} {model.version}{' '}
            <span className="font-mono text-xs text-subtle" title={model.sha256}>
              {model.sha256.slice(0, 12)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
