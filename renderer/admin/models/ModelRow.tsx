import { useId, useState, type ReactNode } from 'react';
import type { ModelListing } from '#domain/model-listing.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { Problem } from '#renderer/ui/Panel.tsx';
import { size } from '../amounts.ts';
import { Confirm } from '../Confirm.tsx';
import { ProgressBar } from '../ProgressBar.tsx';
import { FigureTable } from './FigureTable.tsx';
import { stateText } from './modelText.ts';

/** What is asked of the core for a model right now. */
export type ModelTask = 'verify' | 'use' | 'measure' | 'remove' | 'install' | 'cancel';

export interface ModelRowProps {
  readonly model: ModelListing;
  readonly busy: ModelTask | undefined;
  readonly offline: boolean;
  /** The source of the last try is known, so trying again needs no questions. */
  readonly canRetry: boolean;
  /** The model that takes over when this one is removed while in use. */
  readonly onInstall: () => void;
  readonly onRetry: () => void;
  readonly onCancel: () => void;
  readonly onVerify: () => void;
  readonly onRemove: () => void;
  readonly onUse: () => void;
  readonly onMeasure: () => void;
}

function Install(props: { model: ModelListing; offline: boolean; onCancel: () => void }): ReactNode {
  const { progress, title } = props.model;
  const text =
    progress === undefined
      ? 'Starting…'
      : `${size(progress.done)} of ${size(progress.total)}, ${size(progress.bytesPerSecond)}/s`;
  return (
    <div className="mt-3 flex flex-wrap items-end gap-3">
      <div className="min-w-48 flex-1">
        <ProgressBar
          label={`Installing ${title}`}
          done={progress?.done ?? 0}
          of={progress?.total ?? 0}
          text={text}
        />
        {progress === undefined ? null : (
          <p className="mt-0.5 truncate font-mono text-2xs text-subtle" title={progress.file}>
            {progress.file}
          </p>
        )}
      </div>
      <Button disabled={props.offline} onClick={props.onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function Actions(props: ModelRowProps & { onAskRemove: () => void }): ReactNode {
  const { busy, model, offline } = props;
  const here = model.state === 'embedded' || model.state === 'installed';
  const off = offline || busy !== undefined;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {model.state === 'available' ? (
        <Button
          look={model.problem === undefined ? 'primary' : 'plain'}
          icon="download"
          disabled={off}
          onClick={props.onInstall}
        >
          {model.problem === undefined ? 'Install…' : 'Install from elsewhere…'}
        </Button>
      ) : null}
      {here && !model.inUse ? (
        <Button look="primary" disabled={off} onClick={props.onUse}>
          {busy === 'use' ? 'Switching…' : 'Use'}
        </Button>
      ) : null}
      {model.state === 'damaged' ? (
        <Button look="primary" icon="download" disabled={off} onClick={props.onInstall}>
          Install again…
        </Button>
      ) : null}
      {here || model.state === 'damaged' ? (
        <Button icon="record" disabled={off} onClick={props.onVerify}>
          {busy === 'verify' ? 'Verifying…' : 'Verify'}
        </Button>
      ) : null}
      {model.state === 'installed' || model.state === 'damaged' ? (
        <Button look="danger" disabled={off} onClick={props.onAskRemove}>
          {busy === 'remove' ? 'Removing…' : 'Remove'}
        </Button>
      ) : null}
    </div>
  );
}

function Facts(props: { model: ModelListing }): ReactNode {
  const { model } = props;
  return (
    <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
      <dt className="text-subtle">Size</dt>
      <dd>
        {size(model.bytes)}
        {model.loaded ? (
          <span className="text-muted">
            {model.residentBytes === undefined
              ? ', in memory now'
              : `, ${size(model.residentBytes)} in memory now`}
          </span>
        ) : null}
      </dd>
      <dt className="text-subtle">Licence</dt>
      <dd className="wrap-anywhere">{model.licence}</dd>
      <dt className="text-subtle">Source</dt>
      <dd className="wrap-anywhere">{model.source}</dd>
      <dt className="text-subtle">Checksums</dt>
      <dd>
        {model.pinned ? (
          'Known beforehand and checked'
        ) : (
          <span className="inline-flex gap-1 text-warn">
            <Icon name="alert" className="mt-0.5" />
            Not verified beforehand: pinned by the first install
          </span>
        )}
      </dd>
    </dl>
  );
}

/** One model: what it is, where it stands, how good and how fast, and what can be done. */
export function ModelRow(props: ModelRowProps): ReactNode {
  const { busy, model, offline } = props;
  const id = useId();
  const [removing, setRemoving] = useState(false);
  const state = stateText[model.state];
  const here = model.state === 'embedded' || model.state === 'installed';
  return (
    <article
      aria-labelledby={id}
      className="rounded-lg border border-line bg-surface px-4 py-3 shadow-raised"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 id={id} className="text-base font-semibold wrap-anywhere" dir="auto">
          {model.title}
        </h3>
        {model.inUse ? <Chip tone="good">In use</Chip> : null}
        <Chip tone={state.tone} label="State">
          {state.title}
        </Chip>
        <span className="font-mono text-xs wrap-anywhere text-subtle">
          {model.name} {model.version}
        </span>
      </div>
      <p className="mt-1 max-w-prose text-sm wrap-anywhere text-muted" dir="auto">
        {model.description}
      </p>
      {model.problem === undefined ? null : (
        <div className="-mx-3">
          <Problem
            message={model.problem}
            {...(model.state === 'available' && props.canRetry
              ? { mend: 'What was fetched already is kept.' }
              : {})}
            action={
              model.state === 'available' ? (
                <Button
                  icon="refresh"
                  disabled={offline || busy !== undefined}
                  onClick={props.canRetry ? props.onRetry : props.onInstall}
                >
                  Try again
                </Button>
              ) : undefined
            }
          />
        </div>
      )}
      {model.state === 'installing' ? (
        <Install model={model} offline={offline} onCancel={props.onCancel} />
      ) : null}
      <div className="mt-1 grid gap-x-6 gap-y-3 @3xl/console:grid-cols-2 @6xl/console:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_minmax(0,3fr)]">
        <div>
          <Facts model={model} />
          <Actions {...props} onAskRemove={() => setRemoving(true)} />
        </div>
        <FigureTable
          title="Measured quality"
          figures={model.quality}
          empty="Nobody has measured it on a named set yet."
        />
        <div className="space-y-3">
          <FigureTable
            title="Speed on this machine"
            figures={model.measured}
            empty={here ? 'Not measured yet.' : 'Can be measured once it is installed.'}
            action={
              here ? (
                <Button
                  disabled={offline || busy !== undefined}
                  aria-label={`Measure the speed of ${model.title}`}
                  onClick={props.onMeasure}
                >
                  {busy === 'measure' ? 'Measuring…' : 'Measure'}
                </Button>
              ) : undefined
            }
          />
          <FigureTable
            title="Speed as published"
            figures={model.speed}
            empty="None was published."
          />
        </div>
      </div>
      <Confirm
        open={removing}
        title={`Remove ${model.title}?`}
        yes="Remove"
        danger
        disabled={offline}
        onYes={() => {
          setRemoving(false);
          props.onRemove();
        }}
        onClose={() => setRemoving(false)}
      >
        <p>
          Its {size(model.bytes)} are deleted from this machine.
          {model.inUse ? ' It is in use: the one that comes with Earshot takes over.' : ''} It can
          be installed again.
        </p>
      </Confirm>
    </article>
  );
}
