import { useState, type ReactNode } from 'react';
import type { Failure } from '#domain/result.ts';
import type { IntentComparison, IntentModel } from '#domain/taxonomy.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { fullTime } from '#renderer/ui/format.ts';
import { Loading, Problem } from '#renderer/ui/Panel.tsx';
import { Confirm } from '../Confirm.tsx';
import { Section } from '../Section.tsx';
import { Compare } from './Compare.tsx';
import { ConfusionList } from './ConfusionList.tsx';
import type { Correction } from './draft.ts';
import { Headline } from './Headline.tsx';
import { LabelTable } from './LabelTable.tsx';
import { SuspectList } from './SuspectList.tsx';
import { SwitchDialog } from './SwitchDialog.tsx';
import { TrySentence, type Tried } from './TrySentence.tsx';
import { VersionChips } from './VersionList.tsx';

export type Compared = IntentComparison | Failure | undefined;

export interface VersionDetailProps {
  readonly model: IntentModel;
  readonly inUse: IntentModel | undefined;
  /** The one to go back to from the version in use. */
  readonly before: IntentModel | undefined;
  readonly offline: boolean;
  /** Undefined while it is being made. */
  readonly compared: Compared;
  readonly onCompare: () => void;
  readonly onTry: (text: string) => Promise<Omit<Tried, 'text'> | Failure>;
  readonly onUse: (model: IntentModel) => void;
  readonly onRemove: () => void;
  readonly onDraft: (decisions: Readonly<Record<string, Correction>>) => void;
}

const isFailure = (compared: Compared): compared is Failure =>
  compared !== undefined && 'code' in compared;

/** Everything about one version: how good, where it errs, against the one in use. */
export function VersionDetail(props: VersionDetailProps): ReactNode {
  const { before, compared, inUse, model, offline } = props;
  const [asking, setAsking] = useState<'use' | 'back' | 'remove'>();
  const { report } = model;
  const close = (): void => setAsking(undefined);
  const comparison = isFailure(compared) ? undefined : compared;
  return (
    <div className="space-y-4">
      <div>
        <div className="flex flex-wrap items-center gap-1">
          <VersionChips model={model} />
          <span className="text-xs text-subtle">
            {fullTime(model.createdAt)}, on {model.encoder.name} {model.encoder.version}
          </span>
        </div>
        <div className="mt-3 flex flex-wrap gap-2">
          {model.inUse ? (
            before === undefined ? null : (
              <Button icon="undo" disabled={offline} onClick={() => setAsking('back')}>
                Go back to “<bdi className="max-w-48 truncate">{before.name}</bdi>”
              </Button>
            )
          ) : (
            <Button
              look="primary"
              icon="accept"
              disabled={offline}
              onClick={() => setAsking('use')}
            >
              Switch to this
            </Button>
          )}
          <Button icon="add" disabled={offline} onClick={() => props.onDraft({})}>
            New version from this
          </Button>
          {model.origin === 'admin' && !model.inUse ? (
            <Button look="danger" disabled={offline} onClick={() => setAsking('remove')}>
              Remove
            </Button>
          ) : null}
        </div>
        {model.stale === true ? (
          <p className="mt-2 max-w-prose text-sm text-warn">
            The encoder or the pack that it builds on has changed since. It is trained anew when it
            is next used, so its figures may change.
          </p>
        ) : null}
      </div>
      <Section title="How good it is">
        <Headline report={report} />
      </Section>
      <Section title="Try a sentence" hint="Nothing is stored, and it need not be in use.">
        <TrySentence disabled={offline} run={props.onTry} />
      </Section>
      {model.inUse || inUse === undefined ? null : (
        <Section title="Compared with the one in use">
          {compared === undefined ? (
            <Loading label="Comparing" />
          ) : isFailure(compared) ? (
            <Problem
              message={compared.message}
              mend={compared.mend}
              action={
                <Button disabled={offline} onClick={props.onCompare}>
                  Compare again
                </Button>
              }
            />
          ) : (
            <Compare comparison={compared} candidate={model} other={inUse} />
          )}
        </Section>
      )}
      <div className="grid items-start gap-4 @5xl/console:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <Section title="Labels" hint="The ones that are missed most come first.">
            <LabelTable rows={report.byLabel} />
          </Section>
          <Section
            title="Taken for another"
            hint="Labels that are mixed up. More examples of both, or one label instead of two, helps."
          >
            <ConfusionList confusions={report.confusions} />
          </Section>
        </div>
        <Section
          title="Examples that look mislabelled"
          hint="Unlikely under their own label and likely under another."
        >
          <SuspectList suspects={report.suspects} disabled={offline} onDraft={props.onDraft} />
        </Section>
      </div>
      <SwitchDialog
        open={asking === 'use'}
        to={model}
        from={inUse}
        comparison={comparison}
        offline={offline}
        onYes={() => {
          close();
          props.onUse(model);
        }}
        onClose={close}
      />
      {before === undefined ? null : (
        <SwitchDialog
          open={asking === 'back'}
          to={before}
          from={model}
          comparison={undefined}
          offline={offline}
          onYes={() => {
            close();
            props.onUse(before);
          }}
          onClose={close}
        />
      )}
      <Confirm
        open={asking === 'remove'}
        title={`Remove “${model.name}”?`}
        yes="Remove"
        danger
        disabled={offline}
        onYes={() => {
          close();
          props.onRemove();
        }}
        onClose={close}
      >
        <p>The version and its {report.examples} examples are deleted. This cannot be undone.</p>
      </Confirm>
    </div>
  );
}
