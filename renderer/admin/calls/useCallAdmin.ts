import { useCallback, useEffect, useState } from 'react';
import type { AudioPart, CallSetup, KeptAudio } from '#domain/call.ts';
import type { Failure } from '#domain/result.ts';
import type { VocabularyTerm } from '#domain/speech.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';

/** What the page of calls shows of a pack, and what can be done there. */
export function useCallAdmin(pack: string) {
  const { api, attempt, notify, settings, state } = useEarshot();
  const [setup, setSetup] = useState<CallSetup>();
  const [kept, setKept] = useState<readonly KeptAudio[]>();
  const [words, setWords] = useState<readonly VocabularyTerm[]>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);
  const connected = state === 'connected';
  // What is asked for depends on what was decided on this page.
  const decided = settings?.consent[pack];

  useEffect(() => {
    if (!connected || pack === '') return;
    let stopped = false;
    setFailure(undefined);
    Promise.all([api.calls.setup({ pack }), api.calls.keptAudio(), api.calls.vocabulary({ pack })])
      .then(([nextSetup, nextKept, nextWords]) => {
        if (stopped) return;
        setSetup(nextSetup);
        setKept(nextKept);
        setWords(nextWords.filter(({ kind }) => kind === 'learned'));
      })
      .catch((error: unknown) => {
        if (!stopped) setFailure(explain(error));
      });
    return () => {
      stopped = true;
    };
  }, [api, connected, decided, pack, round]);

  const load = useCallback(
    (conversation: string): Promise<readonly AudioPart[] | undefined> =>
      attempt(() => api.calls.audio({ conversation })),
    [api, attempt],
  );
  const remove = ({ conversation, title }: KeptAudio): void =>
    void attempt(async () => {
      await api.calls.deleteAudio({ conversation });
      setKept((all) => all?.filter((other) => other.conversation !== conversation));
      notify({ tone: 'good', message: `The sound of “${title}” is deleted.` });
    });
  const forget = ({ written }: VocabularyTerm): void =>
    void attempt(async () => {
      await api.calls.forgetWord({ pack, written });
      setWords((all) => all?.filter((other) => other.written !== written));
    });
  return {
    setup,
    kept,
    words,
    failure,
    load,
    remove,
    forget,
    reload: () => setRound((before) => before + 1),
  };
}
