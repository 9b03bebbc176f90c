import type { Span, Turn } from './conversation.ts';
import type { TurnId } from './ids.ts';
import type { Insight, SentimentInsight } from './insight.ts';

/** @file How the customer's mood moves over a conversation. Of the customer only: an agent's turns have no sentiment. */

export interface TrendPoint {
  readonly turn: TurnId;
  /** Of this turn alone, -1 to 1. */
  readonly score: number;
  /** With the turns before it, -1 to 1. */
  readonly smoothed: number;
}

/** A turn that moved it, and the words in it that did. */
export interface TrendReason {
  readonly turn: TurnId;
  /** How far it moved the smoothed score; below zero is worse. */
  readonly moved: number;
  readonly evidence: readonly Span[];
}

export interface SentimentTrend {
  /** In the order of the turns. */
  readonly points: readonly TrendPoint[];
  /** The last smoothed score, -1 to 1; 0 before the first. */
  readonly now: number;
  /** From `window` readings before now (or the first) to now. */
  readonly change: number;
  readonly direction: 'better' | 'worse' | 'steady';
  /** What moved it that way, strongest first, at most three; none when steady. */
  readonly reasons: readonly TrendReason[];
}

/** The share that a fully confident turn has in the smoothed score. */
const share = 0.45;
/** Readings that the change is taken over: about the last two minutes of a call. */
const window = 4;
/** A smaller change is steady: one lukewarm turn should not turn an arrow. */
const least = 0.2;

/** -1 to 1; insights stored before the score existed are read by their label. */
export function scoreOf(insight: SentimentInsight): number {
  if (insight.score !== undefined) return insight.score;
  const sign = { negative: -1, neutral: 0, positive: 1 }[insight.value];
  return sign * insight.confidence;
}

/**
 * The trend of the customer's sentiment: exponential smoothing weighted by confidence, starting at
 * the first reading. Turns in any order; a superseded turn does not count.
 */
export function sentimentTrend(
  turns: readonly Pick<Turn, 'id' | 'sequence' | 'speaker' | 'supersedes'>[],
  insights: Readonly<Record<string, readonly Insight[]>>,
): SentimentTrend {
  const replaced = new Set(turns.flatMap(({ supersedes }) => supersedes ?? []));
  const read = turns
    .filter(({ id, speaker }) => speaker === 'customer' && !replaced.has(id))
    .sort((a, b) => a.sequence - b.sequence)
    .flatMap(({ id }) => {
      const found = insights[id]?.find((insight) => insight.kind === 'sentiment');
      return found === undefined ? [] : [{ turn: id, insight: found, score: scoreOf(found) }];
    });
  const steps: (TrendPoint & { readonly moved: number; readonly evidence: readonly Span[] })[] = [];
  let smoothed: number | undefined;
  for (const { turn, insight, score } of read) {
    const next: number =
      smoothed === undefined ? score : smoothed + share * insight.confidence * (score - smoothed);
    const moved = next - (smoothed ?? next);
    smoothed = next;
    steps.push({ turn, score, smoothed, moved, evidence: insight.evidence });
  }
  const now = smoothed ?? 0;
  const recent = steps.slice(Math.max(1, steps.length - window));
  const change = now - (steps.at(-recent.length - 1)?.smoothed ?? now);
  const direction = Math.abs(change) < least ? 'steady' : change > 0 ? 'better' : 'worse';
  const reasons =
    direction === 'steady'
      ? []
      : recent
          .filter(({ moved }) => moved * change > 0)
          .sort((a, b) => Math.abs(b.moved) - Math.abs(a.moved))
          .slice(0, 3)
          .map(({ turn, moved, evidence }) => ({ turn, moved, evidence }));
  return {
    points: steps.map(({ turn, score, smoothed: value }) => ({ turn, score, smoothed: value })),
    now,
    change,
    direction,
    reasons,
  };
}
