import type { ReactNode } from 'react';
import type { VocabularyTerm } from '#domain/speech.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
import { Empty, Loading } from '#renderer/ui/Panel.tsx';

/** Words that corrections taught, each with what the recogniser heard instead. */
export function LearnedWords(props: {
  words: readonly VocabularyTerm[] | undefined;
  offline: boolean;
  onForget: (word: VocabularyTerm) => void;
}): ReactNode {
  if (props.words === undefined) return <Loading label="Reading the words" />;
  if (props.words.length === 0)
    return (
      <Empty icon="edit" title="No learned words yet">
        When an agent puts a name or a product right in a call, it appears here.
      </Empty>
    );
  return (
    <ul aria-label="Learned words" className="divide-y divide-line text-sm">
      {props.words.map((word) => (
        <li key={word.written} className="flex items-center gap-2 py-1">
          <span className="min-w-0 flex-1 wrap-anywhere">
            <bdi className="font-medium">{word.written}</bdi>
            {word.heard.length === 0 ? null : (
              <span className="text-subtle">
                {' '}
                heard as {word.heard.map((one) => `“${one}”`).join(', ')}
              </span>
            )}
          </span>
          <IconButton
            icon="trash"
            label={`Forget “${word.written}”`}
            disabled={props.offline}
            onClick={() => props.onForget(word)}
          />
        </li>
      ))}
    </ul>
  );
}
