import { useCallback, useEffect, useState } from 'react';
import type { ImportJob } from '#domain/knowledge-import.ts';
import type { Failure } from '#domain/result.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import { follow } from '#renderer/data/follow.ts';

export interface Asked<T> {
  /** Undefined until the first answer; an older one stays while it is asked again. */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly reload: () => void;
  readonly setValue: (change: (before: T | undefined) => T | undefined) => void;
}

/**
 * Asks the core, and asks again when the key changes or the connection is back; an answer that comes
 * after the key changed is dropped.
 * @param subject answers to another subject are not shown while this one is asked
 * @param waitMs how long a key has to stay, for keys that are typed
 */
export function useAsked<T>(
  ask: () => Promise<T>,
  subject: string,
  key: string,
  waitMs = 0,
): Asked<T> {
  const { state } = useEarshot();
  const [known, setKnown] = useState<{ subject: string; value: T | undefined }>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (state !== 'connected' || subject === '') return;
    let current = true;
    const timer = setTimeout(() => {
      ask().then(
        (value) => {
          if (!current) return;
          setKnown({ subject, value });
          setFailure(undefined);
        },
        (error: unknown) => {
          if (current) setFailure(explain(error));
        },
      );
    }, waitMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // What is asked follows from the subject and the key.
  }, [key, round, state, subject, waitMs]);
  return {
    value: known?.subject === subject ? known.value : undefined,
    failure,
    reload: useCallback(() => {
      setFailure(undefined);
      setRound((before) => before + 1);
    }, []),
    setValue: useCallback(
      (change) => setKnown((before) => ({ subject, value: change(before?.value) })),
      [subject],
    ),
  };
}

/** Imports of all packs, newest first, followed for as long as the page is open. */
export function useImports(): {
  readonly jobs: readonly ImportJob[] | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
} {
  const { api, connection } = useEarshot();
  const [jobs, setJobs] = useState<readonly ImportJob[]>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setFailure(undefined);
    void follow<readonly ImportJob[]>(
      connection,
      () => api.knowledge.watchImports(undefined, { signal: stop.signal }),
      setJobs,
      stop.signal,
    ).then((refusal) => {
      if (refusal !== undefined && !stop.signal.aborted) setFailure(explain(refusal));
    });
    return () => stop.abort();
  }, [api, connection, round]);
  return { jobs, failure, again: useCallback(() => setRound((before) => before + 1), []) };
}

/** What something is asked of right now, so that it is not asked twice. */
export function useBusy(): readonly [
  ReadonlySet<string>,
  <T>(id: string, run: () => Promise<T>) => Promise<T | undefined>,
] {
  const { attempt } = useEarshot();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const run = useCallback(
    async <T>(id: string, ask: () => Promise<T>): Promise<T | undefined> => {
      setBusy((all) => new Set([...all, id]));
      const answer = await attempt(ask);
      setBusy((all) => new Set([...all].filter((other) => other !== id)));
      return answer;
    },
    [attempt],
  );
  return [busy, run];
}
