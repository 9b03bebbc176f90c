import type { ReactNode } from 'react';
import { matchPieces } from './matching.ts';

/** Text with the words that match what was typed marked. */
export function MatchedText(props: { text: string; stems: readonly string[] }): ReactNode {
  return matchPieces(props.text, props.stems).map((piece, index) =>
    piece.match ? (
      <mark key={index} className="rounded-sm bg-cited text-ink">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
