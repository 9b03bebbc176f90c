import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Problem } from '#renderer/ui/Panel.tsx';
import { counted, count } from '../amounts.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import { Section } from '../Section.tsx';
import type { Training } from '../useTraining.ts';

function stepText(training: Training): string {
  const { progress } = training;
  if (progress === undefined) return 'Starting…';
  if (progress.phase === 'embedding')
    return `Reading example ${count(progress.done)} of ${count(progress.total)}`;
  if (progress.total <= 1) return 'Training and testing…';
  return `Training and testing, step ${count(progress.done)} of ${count(progress.total)}`;
}

/** A version being trained: how far it is, and the way to stop it. */
export function TrainingRun(props: {
  training: Training;
  offline: boolean;
  onCancel: () => void;
  onAgain: () => void;
  onEdit: () => void;
}): ReactNode {
  const { training } = props;
  const { failure, order, progress } = training;
  return (
    <Section
      title={`Training “${order.name}”`}
      hint={`${counted(order.examples.length, 'example')}${order.base === 'pack' ? ', added to those of the pack' : ''}. ${failure === undefined ? 'Another version answers meanwhile, and you can look at other pages.' : 'They are kept; nothing has to be pasted again.'}`}
    >
      {failure === undefined ? (
        <div className="space-y-3">
          <ProgressBar
            label="Training"
            done={progress?.done ?? 0}
            of={progress === undefined || progress.total <= 1 ? 0 : progress.total}
            text={stepText(training)}
          />
          <Button onClick={props.onCancel}>Cancel</Button>
        </div>
      ) : (
        <Problem
          message={failure.message}
          mend={failure.mend}
          action={
            <div className="flex flex-wrap gap-2">
              <Button disabled={props.offline} onClick={props.onAgain}>
                Train again
              </Button>
              <Button look="quiet" onClick={props.onEdit}>
                Change the examples
              </Button>
            </div>
          }
        />
      )}
    </Section>
  );
}
