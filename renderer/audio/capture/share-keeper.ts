import type { ChannelChange } from './capture.ts';
import { isNoSharedSound, openShare, type OpenSource } from './source.ts';
import { mutedBySystem, noSharedSound, openingProblem, shareEnded } from './source-problem.ts';

/** @file Keeps what was shared; a share that ended needs a click to come back. */

export interface ShareKeeper {
  /** Asks for a share; the last one goes on until the next is there. */
  ask(): Promise<void>;
  current(): OpenSource | undefined;
  enable(enabled: boolean): void;
  close(): void;
}

export function createShareKeeper(parts: {
  readonly media: Pick<MediaDevices, 'getDisplayMedia'>;
  readonly onChange: (source: OpenSource | undefined, change: ChannelChange) => void;
}): ShareKeeper {
  const { media, onChange } = parts;
  let current: OpenSource | undefined;
  let enabled = true;
  let closed = false;
  const fail = (error: unknown): void => {
    // A dialog that was put away leaves what there was.
    if (closed || current?.isLive() === true) return;
    const problem = isNoSharedSound(error) ? noSharedSound : openingProblem('system', error);
    onChange(undefined, { state: 'lost', problem });
  };
  const take = (next: OpenSource): void => {
    const last = current;
    current = next;
    next.enable(enabled);
    const live: ChannelChange = { state: 'live', source: next.source };
    onChange(next, live);
    last?.close();
    next.onEnded(() => {
      if (next !== current || closed) return;
      current = undefined;
      onChange(undefined, { state: 'lost', problem: shareEnded });
    });
    next.onMuted((muted) => {
      // A tab that plays nothing is muted as well: only worth a word with the health.
      if (next === current && !closed)
        onChange(next, muted ? { ...live, problem: mutedBySystem(next.source.label) } : live);
    });
  };
  return {
    ask: async () => {
      try {
        const next = await openShare(media);
        if (closed) next.close();
        else take(next);
      } catch (error) {
        fail(error);
      }
    },
    current: () => current,
    enable: (next) => {
      enabled = next;
      current?.enable(next);
    },
    close: () => {
      closed = true;
      current?.close();
      current = undefined;
    },
  };
}
