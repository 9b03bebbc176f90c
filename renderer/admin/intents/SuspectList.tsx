import { useState, type ReactNode } from 'react';
import type { SuspectExample } from '#domain/taxonomy.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { counted } from '../amounts.ts';
import { suspectKey, type Correction } from './draft.ts';
import { certainty, labelTitle } from './meaning.ts';

type Decisions = Readonly<Record<string, Correction>>;

const choices = ['keep', 'suggested', 'remove'] as const;
const few = 8;

function choiceTitle(choice: Correction, suspect: SuspectExample): ReactNode {
  if (choice === 'keep') return 'Keep';
  if (choice === 'remove') return 'Remove';
  return (
    <>
      Change to <bdi>{labelTitle(suspect.suggested)}</bdi>
    </>
  );
}

function SuspectRow(props: {
  suspect: SuspectExample;
  decision: Correction;
  onDecide: (decision: Correction) => void;
}): ReactNode {
  const { suspect } = props;
  return (
    <li className="py-2.5 first:pt-0">
      <p dir="auto" className="line-clamp-4 font-medium wrap-anywhere">
        {suspect.text}
      </p>
      <p className="text-sm wrap-anywhere text-muted">
        Labelled <bdi className="text-ink">{labelTitle(suspect.label)}</bdi> (
        {certainty(suspect.own)} sure), looks like{' '}
        <bdi className="text-ink">{labelTitle(suspect.suggested)}</bdi> (
        {certainty(suspect.confidence)} sure)
      </p>
      <div
        role="group"
        aria-label={`What to do with “${suspect.text}”`}
        className="mt-1 flex flex-wrap gap-1"
      >
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={props.decision === choice}
            onClick={() => props.onDecide(choice)}
            className="min-h-7 rounded-md border border-edge/60 px-2.5 text-start text-sm wrap-anywhere text-muted hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
          >
            {choiceTitle(choice, suspect)}
          </button>
        ))}
      </div>
    </li>
  );
}

/** Examples that look mislabelled. What is decided goes into a new version, never into this one. */
export function SuspectList(props: {
  suspects: readonly SuspectExample[];
  disabled: boolean;
  onDraft: (decisions: Decisions) => void;
}): ReactNode {
  const [decisions, setDecisions] = useState<Decisions>({});
  const [all, setAll] = useState(false);
  const changes = Object.values(decisions).filter((decision) => decision !== 'keep').length;
  const shown = all ? props.suspects : props.suspects.slice(0, few);
  if (shown.length === 0)
    return <p className="text-sm text-subtle">No example looks mislabelled.</p>;
  return (
    <>
      <ul className="divide-y divide-line">
        {shown.map((suspect) => {
          const key = suspectKey(suspect);
          return (
            <SuspectRow
              key={key}
              suspect={suspect}
              decision={decisions[key] ?? 'keep'}
              onDecide={(decision) => setDecisions((before) => ({ ...before, [key]: decision }))}
            />
          );
        })}
      </ul>
      {props.suspects.length <= few ? null : (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? `Show ${few} only` : `Show all ${props.suspects.length}`}
        </Button>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-3">
        <Button
          look="primary"
          icon="edit"
          disabled={changes === 0 || props.disabled}
          onClick={() => props.onDraft(decisions)}
        >
          New version with these changes
        </Button>
        <p role="status" className="text-sm text-subtle">
          {changes === 0 ? 'Nothing changed yet.' : `${counted(changes, 'change')} so far.`}
        </p>
      </div>
    </>
  );
}
