import { useState, type ReactNode } from 'react';
import type { VocabularyTerm } from '#domain/speech.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/icons.tsx';

/** A correction taught a word: says so where it was made, and takes it back in one click. */
export function LearnedNote(props: {
  /** Another number for every word that was learned. */
  position: number;
  term: VocabularyTerm;
  offline: boolean;
  onForget: () => void;
}): ReactNode {
  const [closed, setClosed] = useState(0);
  return (
    <div role="status">
      {closed === props.position ? null : (
        <div className="flex flex-wrap items-center gap-x-2 border-t border-line bg-good-soft px-3 py-1 text-sm">
          <Icon name="accept" className="text-good" />
          <p className="min-w-0 flex-1">
            <bdi className="font-semibold">“{props.term.written}”</bdi> will be recognised from now
            on.
          </p>
          <Button
            look="quiet"
            icon="undo"
            className="text-ink"
            disabled={props.offline}
            onClick={() => {
              setClosed(props.position);
              props.onForget();
            }}
          >
            Undo
          </Button>
          <IconButton
            icon="close"
            label="Close this notice"
            onClick={() => setClosed(props.position)}
          />
        </div>
      )}
    </div>
  );
}
