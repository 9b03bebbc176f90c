import { useEffect, useState } from 'react';
import type { VoiceState } from '#domain/voice.ts';
import type { ConversationView } from '#domain/view.ts';
import { soundOf } from '#renderer/audio/voice/voice-sound.ts';
import { useCall } from '#renderer/data/calls.tsx';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import type { VoicePanelProps } from './VoicePanel.tsx';

/** What the panel of the voice shows of a conversation, and what it may ask. */
export function useVoice(view: ConversationView): VoicePanelProps {
  const { api, settings, state: connection } = useEarshot();
  const { own } = useCall();
  const conversation = view.conversation.id;
  const [voice, setVoice] = useState<VoiceState>();
  /** Of looking it up, and of what was last asked for: the next look does not hide why that failed. */
  const [unread, setUnread] = useState<VoicePanelProps['problem']>();
  const [problem, setProblem] = useState<VoicePanelProps['problem']>();
  const [busy, setBusy] = useState<VoicePanelProps['busy']>();
  const [round, setRound] = useState(0);
  const call = own?.conversation === conversation ? own : undefined;
  const connected = connection === 'connected';

  // What is known of the voice depends on who the customer is and on what was compared.
  const customer = view.record?.customer.id;
  const { comparison, proof } = view.voice ?? {};
  const on = settings?.voiceSignal;
  useEffect(() => {
    if (!connected) return;
    let stopped = false;
    api.voices
      .state({ conversation })
      .then((next) => {
        if (stopped) return;
        setVoice(next);
        setUnread(undefined);
      })
      .catch((error: unknown) => {
        if (!stopped) setUnread(explain(error));
      });
    return () => {
      stopped = true;
    };
  }, [api, comparison?.at, connected, conversation, customer, on, proof, round]);

  const ask = async (what: VoicePanelProps['busy'], run: () => Promise<unknown>): Promise<void> => {
    setBusy(what);
    setProblem(undefined);
    await run().catch((error: unknown) => setProblem(explain(error)));
    setBusy(undefined);
    setRound((before) => before + 1);
  };
  const heard = (): string => soundOf(call?.session.customerVoice() ?? new Float32Array());

  return {
    voice,
    problem: problem ?? unread,
    busy,
    heardSeconds: call?.state.customerVoiceSeconds ?? 0,
    onEnrol: (consent) =>
      void ask('enrol', () => api.voices.enrol({ conversation, sound: heard(), consent })),
    onCompare: () =>
      void ask('compare', () => api.voices.compare({ conversation, sound: heard() })),
    onProve: (given) => void ask(undefined, () => api.voices.prove({ conversation, proof: given })),
    onDelete: () => {
      if (customer !== undefined)
        void ask(undefined, () => api.voices.remove({ customer, conversation }));
    },
  };
}
