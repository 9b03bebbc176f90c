import type { Speaker } from '#domain/conversation.ts';
import { amountBefore, countedAfter, cuesOf, yearBefore, type Cue } from './cues.ts';
import { digitRuns, type DigitRun } from './digit-runs.ts';
import { cardLength, isCardNumber, isIssuedCardNumber } from './luhn.ts';

/** A stretch of a turn that must not be written. */
export interface Mask {
  readonly start: number;
  readonly end: number;
  readonly kind: 'card_number' | 'security_code';
}

export interface Talk {
  /** Masks of the next turn, in order, not overlapping. `keep` are spans known to be harmless. */
  masks(
    speaker: Speaker,
    text: string,
    keep: readonly { readonly start: number; readonly end: number }[],
  ): Mask[];
}

type Topic = 'card' | 'weak' | 'code' | 'other' | 'none';

/** Digits of one dictation that may reach the disk while card numbers are spoken of. */
const maximumLoose = 3;
/** Turns a topic lasts after it was last touched. */
const lasts: Readonly<Record<Exclude<Topic, 'none'>, number>> = {
  card: 12,
  weak: 3,
  code: 6,
  other: 8,
};
/** A cue of something else counts this near before the digits, in UTF-16 units. */
const otherReach = 30;
/** More digits than any phone number in a row, dictated with nothing said of what they are. */
const maximumUnknown = 12;
/** Words after which an answer is no longer part of the dictation before it. */
const talkOnWords = 4;

interface Memory {
  /** Digits of unmasked or unexplained pieces, for joining; oldest first. */
  pieces: string[];
  loose: number;
  dictated: number;
}

/** Follows one conversation: what the digits are about, and which pieces were said before. */
export function createTalk(): Talk {
  const memories: Record<Speaker, Memory> = {
    customer: { pieces: [], loose: 0, dictated: 0 },
    agent: { pieces: [], loose: 0, dictated: 0 },
  };
  let number = 0;
  let topic: Topic = 'none';
  let until = 0;

  const setTopic = (next: Topic): void => {
    topic = next;
    until = next === 'none' ? 0 : number + lasts[next];
  };

  const topicOf = (run: DigitRun, text: string, cues: readonly Cue[]): Topic => {
    const short = run.digits.length <= 7;
    if (short && amountBefore.test(text.slice(Math.max(0, run.start - 5), run.start)))
      return 'other';
    if (short && countedAfter.test(text.slice(run.end, run.end + 40))) return 'other';
    const before = cues.findLast(
      (cue) => cue.end <= run.start && (cue.kind !== 'other' || run.start - cue.end <= otherReach),
    );
    const cardBefore = cues.findLast((cue) => cue.end <= run.start && cue.kind !== 'other');
    if (before !== undefined) {
      const year = run.digits.length === 4 && /^(?:19|20)/u.test(run.digits);
      if (year && before.kind === 'weak' && yearBefore.test(text.slice(0, run.start)))
        return 'other';
      // "the security code on my card is 123": the weaker word does not take the topic away.
      if (before.kind === 'weak' && cardBefore !== undefined) {
        const strong = cues.findLast(
          (cue) => cue.end <= run.start && (cue.kind === 'code' || cue.kind === 'card'),
        );
        if (strong !== undefined && before.start - strong.end <= otherReach) return strong.kind;
      }
      return before.kind;
    }
    const after = cues.find((cue) => cue.start >= run.end && cue.start - run.end <= 2 * otherReach);
    if (after !== undefined && (after.kind !== 'other' || topic === 'none')) return after.kind;
    if (topic === 'weak' && run.digits.length === 4 && /^(?:19|20)/u.test(run.digits))
      return yearBefore.test(text.slice(0, run.start)) ? 'other' : topic;
    return topic;
  };

  /** The units of a run that belong to a card number by its check digit, as one stretch. */
  const byCheckDigit = (
    run: DigitRun,
    about: Topic,
    memory: Memory,
  ): { start: number; end: number } | undefined => {
    const test = about === 'other' ? isIssuedCardNumber : isCardNumber;
    let start = Infinity;
    let end = -1;
    for (let from = 0; from < run.units.length; from += 1) {
      let joined = '';
      for (let to = from; to < run.units.length && joined.length < cardLength.most; to += 1) {
        joined += run.units[to]?.digits ?? '';
        if (test(joined) || (to === from && joined.length > 16 && holdsCard(joined))) {
          start = Math.min(start, run.units[from]?.start ?? 0);
          end = Math.max(end, run.units[to]?.end ?? 0);
        }
      }
    }
    if (about !== 'other') {
      let before = '';
      for (const piece of memory.pieces.toReversed()) {
        before = piece + before;
        if (before.length >= cardLength.most) break;
        let joined = before;
        for (const unit of run.units) {
          joined += unit.digits;
          if (joined.length > cardLength.most) break;
          if (isCardNumber(joined)) {
            start = Math.min(start, run.start);
            end = Math.max(end, unit.end);
          }
        }
      }
    }
    if (end < 0) return undefined;
    // What follows at once is the expiry or the security code.
    const rest = run.units.filter((unit) => unit.start >= end);
    const asked = about !== 'none' && about !== 'other';
    return { start: asked ? run.start : start, end: asked || rest.length <= 4 ? run.end : end };
  };

  const maskOf = (
    run: DigitRun,
    about: Topic,
    memory: Memory,
    others: number,
  ): Mask | undefined => {
    const found = byCheckDigit(run, about, memory);
    if (found !== undefined) {
      setTopic('card');
      memory.pieces = [];
      return { ...found, kind: 'card_number' };
    }
    const onlyDigits = others <= 1;
    const size = run.digits.length;
    const whole = (kind: Mask['kind']): Mask => ({ start: run.start, end: run.end, kind });
    if (about === 'other') {
      memory.pieces = [];
      memory.dictated = 0;
      return undefined;
    }
    memory.pieces = [...memory.pieces, run.digits].slice(-cardLength.most);
    if (about === 'none') {
      if (!onlyDigits) {
        memory.dictated = 0;
        return undefined;
      }
      const alone = memory.dictated === 0;
      memory.dictated += size;
      return !alone && memory.dictated > maximumUnknown ? whole('card_number') : undefined;
    }
    const counts = onlyDigits || size > 1 || run.units[0]?.spoken === false;
    if (about === 'code' && (size === 3 || size === 4 || (size < 3 && others === 0))) {
      until = Math.max(until, number + lasts.code);
      return whole('security_code');
    }
    if (!counts) return undefined;
    if (size > maximumLoose || memory.loose + size > maximumLoose) {
      if (about !== 'weak' || topic === 'card') setTopic(about === 'code' ? 'code' : 'card');
      memory.loose = maximumLoose;
      return whole('card_number');
    }
    memory.loose += size;
    until = Math.max(until, number + (topic === 'none' ? 0 : lasts[topic]));
    return undefined;
  };

  /** What the next turns' digits will be about. */
  const listen = (speaker: Speaker, cues: readonly Cue[], words: number): void => {
    const last = (kind: Cue['kind']): Cue | undefined => cues.findLast((cue) => cue.kind === kind);
    const code = last('code');
    const card = last('card');
    if (code !== undefined && (card === undefined || card.start < code.start)) setTopic('code');
    else if (card !== undefined) setTopic('card');
    else if (last('other') !== undefined) {
      // While a card number is asked for, only the agent changes the subject.
      if (speaker === 'agent' || (topic !== 'card' && topic !== 'code')) setTopic('other');
    } else if (last('weak') !== undefined && topic !== 'card' && topic !== 'code') setTopic('weak');
    if (speaker === 'agent' && words >= talkOnWords) {
      memories.customer.dictated = 0;
    }
  };

  return {
    masks: (speaker, text, keep) => {
      number += 1;
      if (number > until) {
        setTopic('none');
        memories.customer.loose = 0;
        memories.agent.loose = 0;
      }
      const memory = memories[speaker];
      const cues = cuesOf(text);
      const { runs, others } = digitRuns(text);
      const masks: Mask[] = [];
      for (const run of runs) {
        if (keep.some((span) => span.start < run.end && run.start < span.end)) continue;
        const international =
          run.digits.length <= 15 && text.slice(Math.max(0, run.start - 1), run.start) === '+';
        const about = topicOf(run, text, cues);
        const plain = international && about !== 'card' && about !== 'code';
        const mask = maskOf(run, plain ? 'other' : about, memory, others);
        if (mask !== undefined) masks.push(mask);
      }
      listen(speaker, cues, text.split(/\s+/u).length);
      return masks;
    },
  };
}

/** A known issuer's number glued into a longer row of digits. */
function holdsCard(digits: string): boolean {
  for (let start = 0; start + cardLength.least <= digits.length; start += 1)
    for (const size of [16, 15, 14, 13, 19])
      if (isIssuedCardNumber(digits.slice(start, start + size))) return true;
  return false;
}
