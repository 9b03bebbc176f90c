import { useState, type ReactNode } from 'react';
import type { Turn } from '#domain/conversation.ts';
import type { SummaryLine } from '#domain/wrapup.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { TextArea } from '#renderer/ui/Field.tsx';
import { useSpotlight } from '../spotlight.tsx';

const sections: readonly { readonly name: SummaryLine['section']; readonly title: string }[] = [
  { name: 'issue', title: 'Issue' },
  { name: 'done', title: 'Done' },
  { name: 'promised', title: 'Promised' },
  { name: 'next', title: 'Next step' },
];

function Line(props: {
  line: SummaryLine;
  sequenceOf: (turn: string) => number | undefined;
  locked: boolean;
  onEdit: (text: string) => void;
}): ReactNode {
  const { line } = props;
  const { jump } = useSpotlight();
  const [draft, setDraft] = useState<string>();
  if (draft !== undefined)
    return (
      <form
        className="space-y-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.trim() === '') return;
          props.onEdit(draft.trim());
          setDraft(undefined);
        }}
      >
        <TextArea
          label="Summary line"
          quietLabel
          autoFocus
          value={draft}
          maxLength={2000}
          onChange={(event) => setDraft(event.target.value)}
        />
        <Button type="submit" disabled={draft.trim() === ''}>
          Save
        </Button>{' '}
        <Button look="quiet" onClick={() => setDraft(undefined)}>
          Cancel
        </Button>
      </form>
    );
  return (
    <div className="flex items-start gap-1">
      <p className="min-w-0 flex-1 wrap-anywhere" dir="auto">
        {line.text}{' '}
        <span className="text-xs whitespace-nowrap">
          {line.turns.map((turn) => (
            <button
              key={turn}
              type="button"
              onClick={() => jump(turn)}
              aria-label={`Go to turn ${props.sequenceOf(turn) ?? ''}`}
              className="me-1 rounded-sm bg-accent-soft px-1 text-accent tabular-nums hover:underline"
            >
              {props.sequenceOf(turn) ?? '?'}
            </button>
          ))}
        </span>
      </p>
      <IconButton
        icon="edit"
        label="Edit this line"
        disabled={props.locked}
        onClick={() => setDraft(line.text)}
      />
    </div>
  );
}

/** The summary by section; every line shows the turns it stands on and can be changed. */
export function SummaryLines(props: {
  summary: readonly SummaryLine[];
  turns: readonly Turn[];
  locked: boolean;
  onEdit: (line: number, text: string) => void;
}): ReactNode {
  const sequences = new Map<string, number>(props.turns.map(({ id, sequence }) => [id, sequence]));
  const sequenceOf = (turn: string): number | undefined => sequences.get(turn);
  const numbered = props.summary.map((line, index) => ({ line, index }));
  return sections.map(({ name, title }) => {
    const lines = numbered.filter(({ line }) => line.section === name);
    return (
      <section key={name} aria-label={title}>
        <h3 className="text-xs font-semibold text-muted">{title}</h3>
        {lines.length === 0 ? (
          <p className="text-sm text-subtle">Nothing was said about it.</p>
        ) : (
          <ul className="space-y-1">
            {lines.map(({ line, index }) => (
              <li key={index}>
                <Line
                  line={line}
                  sequenceOf={sequenceOf}
                  locked={props.locked}
                  onEdit={(text) => props.onEdit(index, text)}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
    );
  });
}
