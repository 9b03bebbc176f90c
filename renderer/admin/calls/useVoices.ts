import { useEffect, useState } from 'react';
import type { Failure } from '#domain/result.ts';
import type { VoiceListing } from '#domain/voice.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';

/** The enrolled voices of all packs, and how they are deleted. */
export function useVoices() {
  const { api, attempt, notify, state } = useEarshot();
  const [voices, setVoices] = useState<readonly VoiceListing[]>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);
  const connected = state === 'connected';

  useEffect(() => {
    if (!connected) return;
    let stopped = false;
    setFailure(undefined);
    api.voices
      .list()
      .then((next) => {
        if (!stopped) setVoices(next);
      })
      .catch((error: unknown) => {
        if (!stopped) setFailure(explain(error));
      });
    return () => {
      stopped = true;
    };
  }, [api, connected, round]);

  const again = (): void => setRound((before) => before + 1);
  const remove = ({ customer, name }: VoiceListing): void =>
    void attempt(async () => {
      await api.voices.remove({ customer });
      notify({ tone: 'good', message: `The voice of ${name ?? customer} is deleted.` });
    }).then(again);
  const removeAll = (): void =>
    void attempt(async () => {
      const { removed } = await api.voices.removeAll();
      notify({ tone: 'good', message: `${removed} enrolled voices are deleted.` });
    }).then(again);
  return { voices, failure, again, remove, removeAll };
}
