import { useCallback, useRef, useState } from 'react';
import type { Speaker } from '#domain/conversation.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';

type BySpeaker<T> = Readonly<Record<Speaker, T>>;

export interface Drafts {
  readonly texts: BySpeaker<string>;
  readonly busy: BySpeaker<boolean>;
  readonly write: (speaker: Speaker, text: string) => void;
  readonly send: (speaker: Speaker) => void;
}

/**
 * What is being typed on both sides. The same words keep the same key until the core has confirmed
 * them, so sending again after a lost connection cannot make two turns.
 */
export function useDrafts(conversation: string): Drafts {
  const { api, attempt } = useEarshot();
  const [texts, setTexts] = useState<BySpeaker<string>>({ customer: '', agent: '' });
  const [busy, setBusy] = useState<BySpeaker<boolean>>({ customer: false, agent: false });
  const keys = useRef<Partial<Record<Speaker, { readonly text: string; readonly key: string }>>>(
    {},
  );

  const write = useCallback(
    (speaker: Speaker, text: string) => setTexts((all) => ({ ...all, [speaker]: text })),
    [],
  );
  const send = (speaker: Speaker): void => {
    const text = texts[speaker].trim();
    if (text === '' || busy[speaker]) return;
    const kept = keys.current[speaker];
    const key = kept?.text === text ? kept.key : crypto.randomUUID();
    keys.current[speaker] = { text, key };
    setBusy((all) => ({ ...all, [speaker]: true }));
    void attempt(() => api.conversations.say({ conversation, speaker, text, key })).then((turn) => {
      setBusy((all) => ({ ...all, [speaker]: false }));
      if (turn === undefined) return;
      delete keys.current[speaker];
      // Words typed while it was being sent stay.
      setTexts((all) => (all[speaker].trim() === text ? { ...all, [speaker]: '' } : all));
    });
  };
  return { texts, busy, write, send };
}
