import { useCallback } from 'react';
import type { Conversation } from '#domain/conversation.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import type { Speed } from './bar/ReplayMenu.tsx';

const largestFile = 20 * 1024 * 1024;

/** The ways a conversation begins: practice, a recording, a file. */
export function useOpening(pack: string, choose: (id: string) => void) {
  const { api, attempt, notify, refresh } = useEarshot();

  const opened = useCallback(
    (conversation: Conversation | undefined) => {
      if (conversation === undefined) return;
      choose(conversation.id);
      refresh();
    },
    [choose, refresh],
  );

  const start = useCallback(
    () => void attempt(() => api.conversations.start({ pack })).then(opened),
    [api, attempt, opened, pack],
  );

  const play = useCallback(
    (from: string, name: string, speed: Speed) =>
      void attempt(() => api.recordings.play({ pack: from, name, speed })).then(opened),
    [api, attempt, opened],
  );

  const importOne = useCallback(
    async (file: File, speed: Speed) => {
      if (pack === '')
        return notify({
          tone: 'bad',
          message: 'Earshot is still starting.',
          mend: `Open ${file.name} again in a moment.`,
        });
      if (file.size > largestFile)
        return notify({
          tone: 'bad',
          message: `${file.name} is larger than 20 MB.`,
          mend: 'Split it and open the parts.',
        });
      const text = await file.text();
      const { conversations, problems } = await api.recordings.importFile({
        pack,
        name: file.name,
        text,
        speed,
      });
      const first = problems[0];
      if (first !== undefined)
        notify({
          tone: 'bad',
          message: `${problems.length === 1 ? 'One line' : `${problems.length} lines`} of ${file.name} could not be read.`,
          mend: `Line ${first.line}: ${first.problem}${conversations.length === 0 ? '' : ' The rest was taken.'}`,
        });
      opened(conversations[0]);
    },
    [api, notify, opened, pack],
  );

  const openFiles = useCallback(
    (files: readonly File[], speed: Speed) =>
      void attempt(async () => {
        for (const file of files) await importOne(file, speed);
      }),
    [attempt, importOne],
  );

  return { start, play, openFiles };
}
