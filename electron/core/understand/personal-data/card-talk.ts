import type { Speaker } from '#domain/conversation.ts';
import { type Topic, topicOf } from './card-topic.ts';
import { cuesOf, type Cue } from './cues.ts';
import { digitRuns, type DigitRun } from './digit-runs.ts';
import { byCheckDigit } from './check-digit.ts';
import { cardLength } from './luhn.ts';

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

/** Digits of one dictation that may reach the disk while card numbers are spoken of. */
const maximumLoose = 3;
/** Turns a topic lasts after it was last touched. */
const lasts: Readonly<Record<Exclude<Topic, 'none'>, number>> = {
  card: 12,
  weak: 3,
  code: 6,
  after: 3,
  other: 8,
};
/** More digits than any phone number in a row, dictated with nothing said of what they are. */
const maximumUnknown = 12;
/** Words besides the digits up to which a turn may be part of a dictation nobody announced. */
const scattered = 4;
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
  /** Where in the current turn a whole card number ends: what was said before it is used up. */
  let given = 0;
  /** Runs of the current turn that may be pieces of a number. */
  let loose: DigitRun[] = [];
  /** Who gave it: the other one may read it back. */
  let giver: Speaker = 'customer';

  const setTopic = (next: Topic): void => {
    topic = next;
    until = next === 'none' ? 0 : number + lasts[next];
  };

  const maskOf = (
    run: DigitRun,
    about: Topic,
    speaker: Speaker,
    others: number,
  ): Mask | undefined => {
    const memory = memories[speaker];
    const found = byCheckDigit(run, {
      pieces: about === 'other' ? [] : memory.pieces,
      asked: about !== 'none' && about !== 'other',
      doubtful: about === 'other',
    });
    if (found !== undefined) {
      setTopic(found.whole ? 'after' : 'card');
      if (found.whole) {
        memory.loose = 0;
        given = found.end;
        giver = speaker;
      }
      memory.pieces = [];
      // Its first pieces may stand in this very turn.
      const first = loose.slice(Math.max(0, loose.length - found.pieces))[0];
      const start = found.pieces > 0 && first !== undefined ? first.start : found.start;
      return { start, end: found.end, kind: 'card_number' };
    }
    const onlyDigits = others <= 1;
    const size = run.digits.length;
    const whole = (kind: Mask['kind']): Mask => ({ start: run.start, end: run.end, kind });
    if (about === 'other') {
      memory.pieces = [];
      memory.dictated = 0;
      return undefined;
    }
    // Numbers scattered over a sentence are no dictation, unless a card is spoken of.
    if (about !== 'none' || others <= scattered) {
      memory.pieces = [...memory.pieces, run.digits].slice(-cardLength.most);
      loose.push(run);
    }
    if (about === 'after' && size >= 3 && (onlyDigits || (speaker !== giver && size > 3)))
      return whole(size > 4 || speaker !== giver ? 'card_number' : 'security_code');
    if (about === 'none' || about === 'after') {
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
      given = 0;
      loose = [];
      if (number > until) {
        setTopic('none');
        memories.customer.loose = 0;
        memories.agent.loose = 0;
      }
      const cues = cuesOf(text);
      const { runs, others } = digitRuns(text);
      const masks: Mask[] = [];
      for (const run of runs) {
        if (keep.some((span) => span.start < run.end && run.start < span.end)) continue;
        const international =
          run.digits.length <= 15 && text.slice(Math.max(0, run.start - 1), run.start) === '+';
        const fresh = cues.filter((cue) => cue.start >= given);
        const about = topicOf(run, text, fresh, topic);
        const plain = international && about !== 'card' && about !== 'code';
        const mask = maskOf(run, plain ? 'other' : about, speaker, others);
        if (mask === undefined) continue;
        while ((masks.at(-1)?.end ?? 0) > mask.start) masks.pop();
        masks.push(mask);
      }
      listen(
        speaker,
        cues.filter((cue) => cue.start >= given),
        text.split(/\s+/u).length,
      );
      return masks;
    },
  };
}
