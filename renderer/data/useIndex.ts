import { useEffect, useState } from 'react';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import type { Failure } from '#domain/result.ts';
import { useEarshot } from './earshot.tsx';
import { explain } from './failure.ts';
import { follow } from './follow.ts';

/** How the articles of every pack are searched right now, followed while `active`. */
export function useIndex(active: boolean): {
  readonly index: readonly IndexStatus[] | undefined;
  readonly failure: Failure | undefined;
} {
  const { api, connection } = useEarshot();
  const [index, setIndex] = useState<readonly IndexStatus[]>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (!active) return;
    const stop = new AbortController();
    void follow<readonly IndexStatus[]>(
      connection,
      () => api.knowledge.watchIndex(undefined, { signal: stop.signal }),
      setIndex,
      stop.signal,
    ).then((refusal) => {
      if (refusal !== undefined && !stop.signal.aborted) setFailure(explain(refusal));
    });
    return () => stop.abort();
  }, [active, api, connection]);
  return { index, failure };
}
