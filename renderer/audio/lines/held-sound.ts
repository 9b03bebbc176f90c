/** @file Voice that waits for a recogniser which is still being loaded. */

export type Voice =
  | { readonly is: 'open'; readonly voiceAt: number; readonly from: number }
  | { readonly is: 'sound'; readonly at: number; readonly samples: Float32Array<ArrayBuffer> }
  | { readonly is: 'close'; readonly voiceEnd: number };

export interface HeldSound {
  push(voice: Voice): void;
  /** Gives everything away, in order. */
  takeAll(): Voice[];
  /** Samples that had to be dropped since the last call, because there were too many. */
  dropped(): number;
}

/** @param most samples that are held; the oldest go first */
export function createHeldSound(most: number): HeldSound {
  let all: Voice[] = [];
  let samples = 0;
  let lost = 0;
  return {
    push: (voice) => {
      all.push(voice);
      if (voice.is === 'sound') samples += voice.samples.length;
      while (samples > most) {
        const first = all.shift();
        if (first?.is !== 'sound') continue;
        samples -= first.samples.length;
        lost += first.samples.length;
      }
    },
    takeAll: () => {
      const taken = all;
      all = [];
      samples = 0;
      return taken;
    },
    dropped: () => {
      const count = lost;
      lost = 0;
      return count;
    },
  };
}
