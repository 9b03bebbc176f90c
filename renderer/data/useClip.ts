import { useCallback } from 'react';
import { useEarshot } from '#renderer/data/earshot.tsx';

/** Puts words on the clipboard; says what to do where the system refuses. @returns whether it did */
export function useClip(): (text: string) => Promise<boolean> {
  const { notify } = useEarshot();
  return useCallback(
    async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'no reason given';
        notify({
          tone: 'bad',
          message: 'The clipboard refused the text.',
          mend: `Select and copy it by hand (${reason}).`,
        });
        return false;
      }
    },
    [notify],
  );
}
