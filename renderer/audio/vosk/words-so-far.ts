/**
 * @file How often the words so far are said. The first ones of an utterance are waited for by a
 * person, so they are said as soon as they are there; after them ten times a second is enough.
 */

/** A little less than two blocks of 50 ms: one that comes early must not make it three. */
const sayEveryMs = 90;

export interface WordsSoFar {
  /** More sound was worked on. @param look gives the words so far, empty for none; costs 0.1 ms */
  worked(nowMs: number, look: () => string): void;
  /** The utterance is over. */
  ended(): void;
}

/** @param say told what is new; never the same twice in an utterance, one after the other */
export function createWordsSoFar(say: (text: string) => void): WordsSoFar {
  let last = '';
  let saidAtMs = -Infinity;
  return {
    worked: (nowMs, look) => {
      if (nowMs - saidAtMs < sayEveryMs) return;
      const text = look();
      if (text === '' || text === last) return;
      last = text;
      saidAtMs = nowMs;
      say(text);
    },
    ended: () => {
      last = '';
      saidAtMs = -Infinity;
    },
  };
}
