import { useCallback, useEffect, useState } from 'react';
import type { KnowledgeAnswer } from '#contract/shapes.ts';
import type { Failure } from '#domain/result.ts';
import { explain } from '#renderer/data/failure.ts';

/** How long somebody stops typing before it is searched, milliseconds. */
const pauseMs = 120;
/** The wire takes no more; a book is not a question. */
export const longestQuery = 200_000;

export interface SearchState {
  /** An answer to earlier words stays on screen while newer ones are searched. */
  readonly answer?: KnowledgeAnswer;
  /** The words that the answer is for. */
  readonly asked?: string;
  readonly busy: boolean;
  readonly failure?: Failure;
}

const idle: SearchState = { busy: false };

/** Searches as somebody types; an answer that comes after newer words were typed is dropped. */
export function useKnowledgeSearch(
  text: string,
  search: (text: string) => Promise<KnowledgeAnswer>,
): SearchState & { readonly again: () => void } {
  const [state, setState] = useState(idle);
  const [round, setRound] = useState(0);
  const wanted = text.trim().slice(0, longestQuery);
  useEffect(() => {
    if (wanted === '') return setState(idle);
    let current = true;
    setState(({ failure: _gone, ...before }) => ({ ...before, busy: true }));
    const timer = setTimeout(() => {
      search(wanted).then(
        (answer) => {
          if (current) setState({ answer, asked: wanted, busy: false });
        },
        (error: unknown) => {
          if (current) setState({ busy: false, failure: explain(error) });
        },
      );
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [round, search, wanted]);
  return { ...state, again: useCallback(() => setRound((before) => before + 1), []) };
}
