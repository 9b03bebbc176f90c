import type { Speaker } from '#domain/conversation.ts';
import type { HeardLine, HeardPartial, HeardWord } from '#domain/speech.ts';
import type { Topic } from './card-topic.ts';
import {
  expectsDigits,
  type Judged,
  type JudgedRun,
  judge,
  maximumLoose,
  topicAfter,
} from './card-judge.ts';
import { maskedText, maskedWords, spansOf, type Span } from './card-masking.ts';
import { type EarlierTurn, isSame, readBack, withMarks } from './card-recall.ts';
import {
  dictationMs,
  finalDelayMs,
  lasts,
  longestCard,
  longestPauseMs,
  longestWaitMs,
  lookBackMs,
  resumeMs,
  talkOn,
} from './card-times.ts';
import { isCardNumber } from './luhn.ts';

/** A line that may be stored: its card digits have given way to a mark. */
export interface ReleasedLine {
  readonly line: HeardLine;
  /** Something was taken out. */
  readonly mark: boolean;
}

export interface Watched {
  /** In the order they arrived: what comes behind a line that waits, waits with it. */
  readonly released: readonly ReleasedLine[];
  /** Sound of both channels that must not be kept, also of lines released before. */
  readonly dropped: readonly Span[];
  readonly holding: boolean;
}

export interface CardWatch {
  /**
   * Once, before anything is heard: what was said earlier in this call, as it was stored by a core
   * that is gone. `nowMs` is when the first thing was heard since; none of it was said later.
   */
  recall(said: readonly EarlierTurn[], nowMs: number): void;
  /** For the caption: digits of cards masked, those nobody knows yet shown as an ellipsis. */
  partial(partial: HeardPartial): { readonly text: string; readonly holding: boolean };
  /** A final line, in the order of arrival. `nowMs` is on the call's clock. */
  line(line: HeardLine, nowMs: number): Watched;
  /** Asked when `waitUntil` has come, and with Infinity at the end of the call. */
  due(nowMs: number): Watched;
  /** When the oldest waiting line is released whatever comes. */
  waitUntil(): number | undefined;
  /** Whether card data is being given now: nothing of the sound is to be kept. Ends by itself. */
  holding(nowMs: number): boolean;
}

interface Held {
  readonly line: HeardLine;
  readonly judged: Judged;
  until: number;
  readonly latest: number;
  released: boolean;
  /** It was read back, and its words are those that were stored. */
  readonly recalled?: true;
}
interface Piece {
  readonly digits: string;
  readonly speaker: Speaker;
  readonly at: number;
  readonly held: Held;
  readonly run: JudgedRun;
}

const other = (speaker: Speaker): Speaker => (speaker === 'agent' ? 'customer' : 'agent');

/**
 * Watches one call for card numbers and security codes, before anything of it is stored. One per
 * call; deterministic, the clock is the caller's. What it keeps of digits is in memory only.
 */
export function createCardWatch(): CardWatch {
  let topic: Topic = 'none';
  let topicUntil = Infinity;
  let giver: Speaker = 'customer';
  /** Masked digits since the topic began, to know when the number is whole. */
  let given = '';
  let holdUntil = -Infinity;
  let dictatedAt = -Infinity;
  let pieces: Piece[] = [];
  let queue: Held[] = [];
  /** What an open partial of either side asks for. */
  const asking: Partial<Record<Speaker, Topic>> = {};

  const setTopic = (next: Topic, at: number): void => {
    if (next !== topic && next !== 'after') given = '';
    topic = next;
    topicUntil = at + lasts[next];
  };

  /** Without those of this speaker that are too long ago to belong to what is said now. */
  const piecesAt = (speaker: Speaker, at: number): Piece[] => {
    const last = pieces.findLast((piece) => piece.speaker === speaker)?.at ?? at;
    return at - last <= longestPauseMs
      ? pieces
      : pieces.filter((piece) => piece.speaker !== speaker || !piece.held.released);
  };

  /** Changes nothing: a line that was said earlier may still be on its way. */
  const judgeAt = (speaker: Speaker, text: string, at: number): Judged => {
    const known = piecesAt(speaker, at);
    return judge(speaker, text, {
      topic: asking[other(speaker)] ?? (at > topicUntil ? 'none' : topic),
      giver,
      recent: at - dictatedAt <= dictationMs,
      own: known.filter((piece) => piece.speaker === speaker).map((piece) => piece.digits),
      both: known.map((piece) => piece.digits),
    });
  };

  /** As `judgeAt`, for a line: what is over by then is forgotten. */
  const judgeLine = (speaker: Speaker, text: string, at: number): Judged => {
    if (at > topicUntil) setTopic('none', at);
    pieces = piecesAt(speaker, at);
    return judgeAt(speaker, text, at);
  };

  /** Pieces that turn out to be of a card. @returns the sound of those released before */
  const maskPieces = (found: readonly Piece[]): Span[] => {
    for (const piece of found) piece.run.verdict = 'mask';
    pieces = pieces.filter((piece) => !found.includes(piece));
    return found
      .filter((piece) => piece.held.released)
      .flatMap((piece) => spansOf(piece.held.line.words, [piece.run]));
  };

  /** Digits that wait are explained by what is said after them. */
  const explain = (held: Held): Span[] => {
    const waiting = pieces.filter((piece) => piece.held !== held);
    if (waiting.length === 0) return [];
    const { cues, others, runs } = held.judged;
    const strong = cues.some((cue) => cue.kind === 'card' || cue.kind === 'code');
    const weak = cues.some((cue) => cue.kind === 'weak');
    const elsewhere = cues.some((cue) => cue.kind === 'other');
    const digits = waiting.reduce((sum, piece) => sum + piece.digits.length, 0);
    if (strong || (weak && !elsewhere && digits >= talkOn.digits)) return maskPieces(waiting);
    const talks = runs.length === 0 && others >= talkOn.words && digits < talkOn.digits;
    if (elsewhere || talks) free(waiting);
    return [];
  };

  const free = (found: readonly Piece[]): void => {
    for (const piece of found) if (piece.run.verdict === 'open') piece.run.verdict = 'free';
    pieces = pieces.filter((piece) => !found.includes(piece));
  };

  /** @param at when it was said, and `now` when it came */
  const note = (held: Held, at: number, now: number): Span[] => {
    const { judged, line } = held;
    const late: Span[] = [];
    const own = pieces.filter((piece) => piece.speaker === line.speaker);
    if (judged.ownPieces > 0) late.push(...maskPieces(own.slice(-judged.ownPieces)));
    if (judged.bothPieces > 0) late.push(...maskPieces(pieces.slice(-judged.bothPieces)));
    let whole = false;
    for (const found of judged.runs) {
      if (found.verdict === 'mask') {
        given = (given + found.run.digits).slice(-40);
        giver = topic === 'after' ? giver : line.speaker;
        holdUntil = now + resumeMs;
        dictatedAt = at;
        whole ||= given.length >= longestCard - 1 && endsInCard(given);
        if (given.length >= longestCard || judged.topic === 'after')
          whole ||= judged.topic !== 'code';
      } else if (found.verdict === 'open')
        pieces.push({ digits: found.run.digits, speaker: line.speaker, at, held, run: found });
    }
    late.push(...explain(held));
    const masked = judged.runs.some((found) => found.verdict === 'mask');
    const codeGiven = masked && judged.topic === 'code' && given.length >= 3;
    const next = topicAfter(judged, line.speaker, textOf(line.words));
    const asked = next === 'card' || next === 'code';
    const moved = next !== judged.topic;
    setTopicFrom(next, { moved, whole: (whole || codeGiven) && !moved, touched: masked, at });
    if (asked && expectsDigits(textOf(line.words), judged.cues)) {
      holdUntil = now + resumeMs;
      dictatedAt = at;
    } else if ((whole && endsInCard(given)) || codeGiven || next === 'other') holdUntil = now;
    return late;
  };

  const setTopicFrom = (
    next: Topic,
    how: { moved: boolean; whole: boolean; touched: boolean; at: number },
  ): void => {
    if (how.whole) setTopic('after', how.at);
    else if (how.moved || how.touched || next !== topic) setTopic(next, how.at);
  };

  const settle = (now: number, late: readonly Span[] = []): Watched => {
    const released: ReleasedLine[] = [];
    const dropped = [...late];
    for (;;) {
      const next = queue[0];
      if (next === undefined) break;
      const mine = pieces.filter((piece) => piece.held === next);
      const waits = mine.length > 0 && next.judged.runs.some((at) => at.verdict === 'open');
      if (waits && now < next.until && !isLoose(mine)) break;
      // A dictation that never ends is no phone number.
      const slow = waits && now >= next.latest && Number.isFinite(now) && pieces.length > 1;
      for (const at of next.judged.runs)
        if (at.verdict === 'open' && slow && !isLoose(mine)) at.verdict = 'mask';
      queue = queue.slice(1);
      next.released = true;
      const masks = next.judged.runs.filter((at) => at.verdict === 'mask');
      const words = maskedWords(next.line.words, masks);
      released.push({ line: { ...next.line, words }, mark: masks.length > 0 });
      dropped.push(...spansOf(next.line.words, masks));
    }
    return { released, dropped, holding: now < holdUntil };
  };

  /** So few digits may be known: they are remembered, but do not wait. */
  const isLoose = (mine: readonly Piece[]): boolean => {
    const speaker = mine[0]?.speaker;
    const all = pieces.filter((piece) => piece.speaker === speaker);
    const upTo = all.slice(0, all.findLastIndex((piece) => mine.includes(piece)) + 1);
    return upTo.reduce((sum, piece) => sum + piece.digits.length, 0) <= maximumLoose;
  };

  return {
    recall: (said, now) => {
      for (const turn of said) {
        const at = Math.min(turn.endMs + finalDelayMs, now);
        const { line, marks } = readBack(turn);
        const judged = withMarks(judgeLine(turn.speaker, textOf(line.words), at), marks);
        const held = {
          line,
          judged,
          until: at,
          latest: at,
          released: true,
          recalled: true,
        } as const;
        note(held, at, at);
      }
    },
    partial: (partial) => {
      const { speaker, text, atMs } = partial;
      const judged = judgeAt(speaker, text, atMs);
      const expects = expectsDigits(text, judged.cues);
      const next = topicAfter(judged, speaker, text);
      if (expects && (next === 'card' || next === 'code')) asking[speaker] = next;
      else delete asking[speaker];
      if (expects || judged.runs.some((at) => at.verdict === 'mask')) holdUntil = atMs + resumeMs;
      // A word on a card, or more of what may be half of one: what it is, is said by the end of it.
      const goesOn =
        expects ||
        judged.runs.some((at) => at.verdict !== 'free') ||
        judged.cues.some((cue) => cue.kind !== 'other') ||
        pieces.reduce((sum, piece) => sum + piece.digits.length, 0) >= talkOn.digits;
      if (goesOn) for (const held of queue) held.until = Math.min(held.latest, atMs + lookBackMs);
      const known = piecesAt(speaker, atMs).filter((piece) => piece.speaker === speaker);
      const loose = known.reduce((sum, piece) => sum + piece.digits.length, 0);
      return {
        text: maskedText(text, judged.runs, maximumLoose - loose),
        holding: atMs < holdUntil,
      };
    },
    line: (line, now) => {
      delete asking[line.speaker];
      const at = Math.min(now, line.endMs + finalDelayMs);
      // Heard again, because the answer got lost: it is the same number, not more of it.
      pieces = pieces.filter(({ held }) => held.recalled !== true || !isSame(held.line, line));
      const judged = judgeLine(line.speaker, textOf(line.words), at);
      const held = {
        line,
        judged,
        until: now + lookBackMs,
        latest: now + longestWaitMs,
        released: false,
      };
      queue.push(held);
      const late = note(held, at, now);
      // More digits: those that wait, wait for their end.
      if (judged.runs.some((at) => at.verdict === 'open'))
        for (const before of queue) before.until = Math.min(before.latest, held.until);
      return settle(now, late);
    },
    due: settle,
    waitUntil: () => queue[0]?.until,
    holding: (now) => now < holdUntil,
  };
}

const textOf = (words: readonly HeardWord[]): string => words.map((word) => word.text).join(' ');

/** A card number's digits with its check digit stand at the end. */
const endsInCard = (digits: string): boolean =>
  [16, 15, 14, 13, 19].some((size) => digits.length >= size && isCardNumber(digits.slice(-size)));
