import type { AudioFile } from './audio-file.ts';

/** @file Who is on which side of a recording. */

/** `both`: left is the agent, right the customer. Else everything is one person's. */
export type Sides = 'both' | 'agent' | 'customer';

/** So much sound is compared before two sides are taken for one: more than a greeting. */
const comparedSeconds = 20;
/** Both sides differ by less than this share of their energy, -50 dB: the same sound twice. */
const sameShare = 1e-5;
/** How far into a recording that is looked for: it may begin with ringing and silence. */
const lookedSeconds = 120;

/** Whether a stereo recording holds one channel twice: speakers cannot be told apart then. */
export async function isDoubled(file: AudioFile): Promise<boolean> {
  if (file.channels < 2) return false;
  let both = 0;
  let apart = 0;
  let heard = 0;
  let looked = 0;
  for await (const { channels } of file.pieces()) {
    const [left, right] = channels;
    if (!left || !right) return false;
    for (let index = 0; index < left.length; index += 1) {
      const a = left[index] ?? 0;
      const b = right[index] ?? 0;
      both += a * a + b * b;
      apart += (a - b) ** 2;
      if (Math.abs(a) + Math.abs(b) > 0.002) heard += 1;
    }
    looked += left.length;
    if (apart > sameShare * both && both > 0.01) return false;
    if (heard > comparedSeconds * 16_000 || looked > lookedSeconds * 16_000) break;
  }
  return both > 0;
}
