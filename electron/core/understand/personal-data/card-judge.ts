import type { Speaker } from '#domain/conversation.ts';
import { byCheckDigit } from './check-digit.ts';
import { spokenDigits, type SpokenRun } from './card-digits.ts';
import { type Topic, topicOf } from './card-topic.ts';
import { cuesOf, type Cue } from './cues.ts';
import type { RedactionKind } from './card-placeholders.ts';

/** `open`: may be the beginning of a card number, nobody can know yet. */
export type Verdict = 'mask' | 'free' | 'open';

export interface JudgedRun {
  readonly run: SpokenRun;
  verdict: Verdict;
  readonly kind: RedactionKind;
  /** Where the digits begin and end that are masked: less than the run where only a part is a card. */
  readonly start: number;
  readonly end: number;
}

/** What was said before, as far as it matters. */
export interface Before {
  readonly topic: Topic;
  /** Who gave the card number that topic `after` speaks of. */
  readonly giver: Speaker;
  /** Digits were masked or asked for some seconds ago: the dictation may still go on. */
  readonly recent: boolean;
  /** Digits of unknown meaning that this speaker said just before, piece by piece. */
  readonly own: readonly string[];
  /** The same of both speakers, in order. */
  readonly both: readonly string[];
}

export interface Judged {
  readonly runs: readonly JudgedRun[];
  readonly cues: readonly Cue[];
  readonly others: number;
  /** After the last run; cues that follow it are not in it yet. */
  readonly topic: Topic;
  /** How many of the pieces before belong to a card number that ends here. */
  readonly ownPieces: number;
  readonly bothPieces: number;
}

/** Digits of unknown meaning that may reach the disk. */
export const maximumLoose = 3;
/** More than any phone number in a row, and nothing said of what they are. */
const maximumUnknown = 12;
/** Words besides the digits up to which a line is a dictation and not a sentence with numbers. */
const dictation = { unasked: 4, asked: 2 } as const;
/** As many in one row are looked at wherever they stand. */
const longRun = 8;

/** Judges the digits of one line or partial; changes nothing. */
export function judge(speaker: Speaker, text: string, before: Before): Judged {
  const { runs, others } = spokenDigits(text, before.recent || before.own.length > 0);
  const cues = cuesOf(text);
  let { topic } = before;
  let [ownPieces, bothPieces] = [0, 0];
  let own = [...before.own];
  let both = [...before.both];
  const judged = runs.map((run): JudgedRun => {
    const make = (verdict: Verdict, kind: RedactionKind = 'card_number'): JudgedRun => ({
      run,
      verdict,
      kind,
      start: run.start,
      end: run.end,
    });
    // "sixteen digits": part of the question.
    if (cues.some((cue) => cue.start < run.end && run.start < cue.end)) return make('free');
    const about = topicOf(run, text, cues, topic);
    const explained = about === 'other';
    const asked = about !== 'none' && !explained;
    const found = byCheckDigit(run, { pieces: explained ? [] : own, asked, doubtful: explained });
    const joint =
      found ?? byCheckDigit(run, { pieces: explained ? [] : both, asked, doubtful: true });
    if (joint !== undefined) {
      if (found === undefined) bothPieces = Math.max(bothPieces, joint.pieces);
      // What was dictated right before belongs to it, whatever part passed the check first.
      else if (!explained) ownPieces = before.own.length;
      [own, both] = [[], []];
      topic = joint.whole ? 'after' : 'card';
      return explained ? { ...make('mask'), start: joint.start, end: joint.end } : make('mask');
    }
    if (explained) {
      [own, both] = [[], []];
      return make('free');
    }
    const size = run.digits.length;
    const asksFor = size > 1 || others <= dictation.asked;
    if (about === 'card') {
      topic = 'card';
      return make(asksFor ? 'mask' : 'free');
    }
    if (about === 'code') {
      topic = 'code';
      return make(asksFor ? 'mask' : 'free', size <= 4 ? 'security_code' : 'card_number');
    }
    if (about === 'after') {
      const follows = others <= dictation.asked || speaker !== before.giver;
      if (follows && (size > 1 || before.recent))
        return make('mask', size <= 4 ? 'security_code' : 'card_number');
    }
    const unknown = own.join('').length + size;
    if (about === 'weak' && unknown > maximumLoose && asksFor) {
      topic = 'card';
      return make('mask');
    }
    if (others > dictation.unasked && size < longRun) return make('free');
    own.push(run.digits);
    both.push(run.digits);
    if (unknown > maximumUnknown && (others <= dictation.unasked || size > maximumUnknown)) {
      topic = 'card';
      ownPieces = before.own.length;
      return make('mask');
    }
    return make('open');
  });
  return { runs: judged, cues, others, topic, ownPieces, bothPieces };
}

const paying = /\b(?:pay|paying|charge|use|take)\b/iu;

/** The last word on what the next digits will be about, from the cues of a line. */
export function topicAfter(judged: Judged, speaker: Speaker, text: string): Topic {
  const lastRun = judged.runs.findLast((at) => at.verdict === 'mask')?.end ?? 0;
  const last = (kind: Cue['kind']): Cue | undefined =>
    judged.cues.findLast((cue) => cue.kind === kind && cue.start >= lastRun);
  const [code, card] = [last('code'), last('card')];
  const { topic } = judged;
  if (code !== undefined && (card === undefined || card.start < code.start)) return 'code';
  if (card !== undefined) return 'card';
  // While a card number is asked for, only the agent changes the subject.
  // "pay the invoice by card": the number comes next, and it is not the invoice's.
  const pays = (last('weak')?.start ?? -1) > (last('other')?.start ?? 0) && paying.test(text);
  if (
    last('other') !== undefined &&
    !pays &&
    (speaker === 'agent' || (topic !== 'card' && topic !== 'code'))
  )
    return 'other';
  if (last('weak') !== undefined && topic !== 'card' && topic !== 'code') return 'weak';
  return topic;
}

/** A cue after which a number is about to be read out, and not only a card spoken of. */
export const expectsDigits = (text: string, cues: readonly Cue[]): boolean =>
  cues.some(
    (cue) =>
      cue.kind === 'code' ||
      (cue.kind === 'card' &&
        /\b(?:numbers?|digits?|details|expiry|expir|exp|no|num)/iu.test(
          text.slice(cue.start, cue.end),
        )),
  );
