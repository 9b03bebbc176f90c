import {
  amountBefore,
  countedAfter,
  monthAfter,
  monthBefore,
  yearBefore,
  type Cue,
} from './cues.ts';
import type { DigitRun } from './digit-runs.ts';

/** `after`: a card number has just been given whole; what follows may be its security code. */
export type Topic = 'card' | 'weak' | 'code' | 'after' | 'other' | 'none';

/** A cue of something else counts this near before the digits, in UTF-16 units. */
const otherReach = 30;
/** Words that only speak of a card count this near after the digits. */
const weakReach = 15;

/**
 * What a run of digits is about: by what stands beside it, by the cues of its turn, and else by
 * `topic`, what was spoken of before.
 */
export function topicOf(run: DigitRun, text: string, cues: readonly Cue[], topic: Topic): Topic {
  const short = run.digits.length <= 7;
  const dated = run.digits.length <= 8 && run.digits.length !== 3;
  if (dated && monthBefore.test(text.slice(Math.max(0, run.start - 24), run.start))) return 'other';
  if (dated && monthAfter.test(text.slice(run.end, run.end + 24))) return 'other';
  if (short && amountBefore.test(text.slice(Math.max(0, run.start - 5), run.start))) return 'other';
  if (short && countedAfter.test(text.slice(run.end, run.end + 40))) return 'other';
  const before = cues.findLast(
    (cue) => cue.end <= run.start && (cue.kind !== 'other' || run.start - cue.end <= otherReach),
  );
  if (before !== undefined) {
    const year = run.digits.length === 4 && /^(?:19|20)/u.test(run.digits);
    if (year && before.kind === 'weak' && yearBefore.test(text.slice(0, run.start))) return 'other';
    // "the security code on my card is 123": the weaker word does not take the topic away.
    if (before.kind === 'weak') {
      const strong = cues.findLast(
        (cue) => cue.end <= run.start && (cue.kind === 'code' || cue.kind === 'card'),
      );
      if (strong !== undefined && before.start - strong.end <= otherReach) return strong.kind;
    }
    return before.kind;
  }
  const after = cues.find(
    (cue) =>
      cue.start >= run.end &&
      cue.start - run.end <= (cue.kind === 'weak' ? weakReach : 2 * otherReach) &&
      // The next line speaks of something else, as in a letter.
      !text.slice(run.end, cue.start).includes('\n'),
  );
  if (after !== undefined && (after.kind !== 'other' || topic === 'none')) return after.kind;
  if (topic === 'weak' && run.digits.length === 4 && /^(?:19|20)/u.test(run.digits))
    return yearBefore.test(text.slice(0, run.start)) ? 'other' : topic;
  return topic;
}
