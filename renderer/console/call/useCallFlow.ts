import { useCallback, useEffect, useState } from 'react';
import type { CallSetup, ConsentAnswer } from '#domain/call.ts';
import { Settings } from '#domain/settings.ts';
import { useCall } from '#renderer/data/calls.tsx';
import { useEarshot } from '#renderer/data/earshot.tsx';
import type { CallCommand } from './callKeys.ts';
import type { NoteRemedy } from './callText.ts';

type Sound = Settings['sound'];

const soundByDefault = Settings.parse({}).sound;

/** What an agent does with the call of this window, each failure told where it can be read. */
export function useCallFlow(choose: (conversation: string) => void) {
  const { api, attempt, refresh, saveSettings, settings } = useEarshot();
  const { end, listen, open, own, pause, resume } = useCall();
  const [busy, setBusy] = useState(false);
  /** When the moment was that is being flagged. */
  const [flaggedAt, setFlaggedAt] = useState<number>();
  const [soundOpen, setSoundOpen] = useState(false);
  const sound = settings?.sound ?? soundByDefault;
  const session = own?.session;

  const run = useCallback(
    async (work: () => Promise<unknown>) => {
      setBusy(true);
      await attempt(work);
      setBusy(false);
    },
    [attempt],
  );

  const start = useCallback(
    (setup: CallSetup, answer: ConsentAnswer, pack: string) =>
      run(async () => {
        const conversation = await open({ pack, answer });
        choose(conversation.id);
        refresh();
        if (answer !== 'declined') await listen({ conversation: conversation.id, setup, sound });
      }),
    [choose, listen, open, refresh, run, sound],
  );

  const goOn = useCallback(
    (conversation: string, pack: string) =>
      run(async () => {
        const setup = await api.calls.setup({ pack });
        await listen({ conversation, setup, sound });
      }),
    [api, listen, run, sound],
  );

  const finish = useCallback(
    () =>
      run(async () => {
        const conversation = own?.conversation;
        await end();
        if (conversation === undefined) return;
        choose(conversation);
        await api.conversations.end({ conversation });
      }),
    [api, choose, end, own?.conversation, run],
  );

  /** The customer no longer agrees: nothing more is heard, and the record says so. */
  const withdraw = useCallback(
    () =>
      run(async () => {
        const conversation = own?.conversation;
        if (conversation === undefined) return;
        await api.calls.consent({ conversation, answer: 'declined' });
        await end();
      }),
    [api, end, own?.conversation, run],
  );

  const goOnListening = useCallback(() => void attempt(resume), [attempt, resume]);

  /** A recogniser that failed, or a capture that ended by itself, begins anew in the same talk. */
  const again = useCallback(() => {
    if (own === undefined) return;
    const { conversation, setup } = own;
    void run(async () => {
      await end();
      await listen({ conversation, setup, sound });
    });
  }, [end, listen, own, run, sound]);

  const remedy = useCallback(
    (wanted: NoteRemedy) => {
      if (wanted === 'go on') return again();
      if (wanted === 'sound') return setSoundOpen(true);
      if (session !== undefined) void attempt(() => session.useCustomer({ kind: 'system' }));
    },
    [again, attempt, session],
  );

  const changeSound = useCallback(
    (next: Sound) => {
      if (settings === undefined) return;
      saveSettings({ ...settings, sound: next });
      if (session === undefined) return;
      const microphone =
        next.microphone !== sound.microphone ||
        next.echoCancellation !== sound.echoCancellation ||
        next.noiseSuppression !== sound.noiseSuppression;
      const customer =
        next.customer !== sound.customer || next.customerDevice !== sound.customerDevice;
      const chosen = next.customer !== 'device' || next.customerDevice !== '';
      void attempt(async () => {
        if (microphone) await session.useMicrophone(next.microphone);
        if (customer && chosen)
          await session.useCustomer({
            kind: next.customer,
            ...(next.customer === 'device' ? { deviceId: next.customerDevice } : {}),
          });
      });
    },
    [attempt, saveSettings, session, settings, sound],
  );

  /** The moment is the one at which the form opened: the talk goes on while a note is written. */
  const setFlagging = useCallback((open: boolean) => {
    setFlaggedAt((before) => (open ? (before ?? Date.now()) : undefined));
  }, []);

  const flag = useCallback(
    (note: string) => {
      const conversation = own?.conversation;
      if (conversation === undefined) return;
      void attempt(() =>
        api.calls.flag({ conversation, note, ...(flaggedAt !== undefined && { at: flaggedAt }) }),
      );
    },
    [api, attempt, flaggedAt, own?.conversation],
  );

  const phase = own?.state.phase;
  const command = useCallback(
    (wanted: CallCommand) => {
      if (wanted === 'flag') return setFlagging(true);
      if (phase === 'paused') goOnListening();
      else pause();
    },
    [goOnListening, pause, phase, setFlagging],
  );

  // A call that is over leaves nothing open that belonged to it.
  const running = own !== undefined;
  useEffect(() => {
    if (running) return;
    setFlagging(false);
    setSoundOpen(false);
  }, [running, setFlagging]);

  return {
    own,
    busy,
    sound,
    flagging: flaggedAt !== undefined,
    soundOpen,
    start,
    goOn,
    again,
    finish,
    withdraw,
    pause,
    resume: goOnListening,
    remedy,
    changeSound,
    flag,
    command,
    setFlagging,
    setSoundOpen,
  };
}

export type CallFlow = ReturnType<typeof useCallFlow>;
