import { useCallback, useRef, useState } from 'react';
import type { Citation, KnowledgeDocument } from '#domain/knowledge.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { useClip } from '#renderer/data/useClip.ts';

interface CopiedFrom {
  readonly citation?: Citation;
  readonly audience?: KnowledgeDocument['audience'] | undefined;
}

export interface Copying {
  readonly copied: string | undefined;
  readonly copy: (id: string, words: string, from?: CopiedFrom) => void;
}

/** Copies words, and notes a passage as used in the conversation. */
export function useCopying(conversation: string | undefined): Copying {
  const { api, attempt, notify } = useEarshot();
  const clip = useClip();
  const [copied, setCopied] = useState<string>();
  const timer = useRef(0);
  const copy = useCallback(
    (id: string, words: string, { audience, citation }: CopiedFrom = {}) =>
      void clip(words).then((done) => {
        if (!done) return;
        setCopied(id);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => setCopied(undefined), 2000);
        if (audience === 'agent')
          notify({
            tone: 'info',
            message: 'Copied. This article is for agents only.',
            mend: 'Put it into words of your own before a customer reads it.',
          });
        if (citation === undefined || conversation === undefined) return;
        const { passage, quote } = citation;
        void attempt(() => api.knowledge.used({ conversation, passage, quote }));
      }),
    [api, attempt, clip, conversation, notify],
  );
  return { copied, copy };
}
