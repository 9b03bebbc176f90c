import type { ReactNode } from 'react';
import type { IntentComparison, IntentModel } from '#domain/taxonomy.ts';
import { Confirm } from '../Confirm.tsx';
import { counted } from '../amounts.ts';
import { LabelNames, verdictOf } from './Compare.tsx';
import { meanings } from './meaning.ts';

/** Asks before another version answers, and says what changes by it. */
export function SwitchDialog(props: {
  open: boolean;
  to: IntentModel;
  from: IntentModel | undefined;
  /** Undefined where it is not known (yet). */
  comparison: IntentComparison | undefined;
  offline: boolean;
  onYes: () => void;
  onClose: () => void;
}): ReactNode {
  const { comparison, from, to } = props;
  return (
    <Confirm
      open={props.open}
      title={`Switch to “${to.name}”?`}
      yes="Switch to this"
      disabled={props.offline}
      onYes={props.onYes}
      onClose={props.onClose}
    >
      <p>
        From the next customer message on it answers
        {from === undefined ? (
          ''
        ) : (
          <>
            {' '}
            instead of “<bdi>{from.name}</bdi>”
          </>
        )}
        . What was understood before stays as it is.
      </p>
      {comparison === undefined ? (
        <p>{meanings(to.report)[0]?.means}</p>
      ) : (
        <>
          <p>{verdictOf(comparison)}</p>
          {comparison.added.length === 0 ? null : (
            <p>
              It also knows {counted(comparison.added.length, 'label')}:{' '}
              <LabelNames labels={comparison.added} most={6} />.
            </p>
          )}
          {comparison.dropped.length === 0 ? null : (
            <p className="rounded-md bg-warn-soft px-3 py-2 text-ink">
              It no longer knows {counted(comparison.dropped.length, 'label')}:{' '}
              <LabelNames labels={comparison.dropped} most={6} />. Forms, steps and actions that
              wait for {comparison.dropped.length === 1 ? 'it' : 'them'} will not be offered.
            </p>
          )}
        </>
      )}
      {from === undefined ? null : (
        <p>
          “<bdi>{from.name}</bdi>” stays in the list; you can go back at any time.
        </p>
      )}
    </Confirm>
  );
}
