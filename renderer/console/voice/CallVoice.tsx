import type { ReactNode } from 'react';
import type { ConversationView } from '#domain/view.ts';
import { VoicePanel } from './VoicePanel.tsx';
import { useVoice } from './useVoice.ts';

/** The voice in a call; nothing where an admin has not turned it on or the pack has no use for it. */
export function CallVoice(props: { view: ConversationView }): ReactNode {
  const voice = useVoice(props.view);
  if (voice.voice?.state === 'off' || (voice.voice === undefined && voice.problem === undefined))
    return null;
  // As soon as there is something to compare with, it opens by itself; else it stays as it was put.
  return <VoicePanel key={String(voice.voice?.enrolment !== undefined)} {...voice} />;
}
