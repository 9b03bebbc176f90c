import type { ReactNode } from 'react';
import type { IntentModel } from '#domain/taxonomy.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { fullTime, percent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { count } from '../amounts.ts';

export const originTitle: Readonly<Record<IntentModel['origin'], string>> = {
  pack: 'From the pack',
  admin: 'Made here',
};

/** Whether a version is in use, where it comes from, whether what it stands on has changed. */
export function VersionChips(props: { model: IntentModel }): ReactNode {
  const { model } = props;
  return (
    <>
      {model.inUse ? <Chip tone="good">In use</Chip> : null}
      <Chip label="Origin">{originTitle[model.origin]}</Chip>
      {model.origin === 'admin' && model.base === 'none' ? <Chip>Stands alone</Chip> : null}
      {model.stale === true ? <Chip tone="warn">Out of date</Chip> : null}
    </>
  );
}

function Fact(props: { name: string; value: string }): ReactNode {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-xs text-subtle">{props.name}</dt>
      <dd className="font-semibold tabular-nums">{props.value}</dd>
    </div>
  );
}

/** The versions of a pack, newest first; each opens. */
export function VersionList(props: {
  models: readonly IntentModel[];
  onOpen: (model: string) => void;
}): ReactNode {
  return (
    <ul aria-label="Versions" className="space-y-2">
      {props.models.map((model) => {
        const { report } = model;
        return (
          <li
            key={model.id}
            className="relative rounded-lg border border-line bg-surface px-4 py-3 shadow-raised hover:border-edge has-aria-current:border-good"
          >
            <div className="grid items-center gap-x-6 gap-y-2 @3xl/console:grid-cols-[minmax(0,1fr)_27rem_1rem]">
              <div className="min-w-0">
                <h3 className="font-semibold wrap-anywhere">
                  {/* The whole row is the button. */}
                  <button
                    type="button"
                    aria-current={model.inUse ? 'true' : undefined}
                    onClick={() => props.onOpen(model.id)}
                    className="rounded-sm text-start before:absolute before:inset-0 before:rounded-lg"
                  >
                    <bdi>{model.name}</bdi>
                  </button>
                </h3>
                <div className="mt-1 flex flex-wrap items-center gap-1">
                  <VersionChips model={model} />
                  <span className="text-xs text-subtle">{fullTime(model.createdAt)}</span>
                </div>
              </div>
              <dl className="grid grid-cols-2 gap-x-4 gap-y-1 text-sm @md/console:grid-cols-[6rem_9rem_6rem_1fr]">
                <Fact name="Accuracy" value={percent(report.accuracy)} />
                <Fact
                  name="Out-of-scope recall"
                  value={report.outOfScope === 'none' ? '–' : percent(report.rejected)}
                />
                <Fact name="Examples" value={count(report.examples)} />
                <Fact name="Labels" value={count(report.labels)} />
              </dl>
              <Icon
                name="chevron"
                className="hidden -rotate-90 text-subtle @3xl/console:block rtl:rotate-90"
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
