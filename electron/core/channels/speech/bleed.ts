import type { HeardLine, HeardPartial, HeardWord } from '#domain/speech.ts';
import { separate } from './bleed-align.ts';

/**
 * What becomes of a line. `keep`: stored, `bleed` are words taken out of it because they are the
 * other side's. `drop`: nothing of it was the agent's.
 */
export type BleedDecision =
  | { readonly kind: 'keep'; readonly line: HeardLine; readonly bleed: readonly HeardWord[] }
  | { readonly kind: 'drop'; readonly line: HeardLine };

export interface BleedFilter {
  /** What the customer is saying: whether it is worth while to wait. The agent's are ignored. */
  partial(partial: HeardPartial): void;
  /** A final line of either side, as it arrives. @returns what is decided now, in order */
  line(line: HeardLine, nowMs: number): BleedDecision[];
  /** Asked when `waitUntil` has come. */
  due(nowMs: number): BleedDecision[];
  /** When the oldest waiting line is decided whatever comes; undefined while none waits. */
  waitUntil(): number | undefined;
}

export interface BleedOptions {
  /** Longest way from the customer's channel to the microphone. */
  readonly maximumLagMs?: number;
  /** Longest a line of the agent waits for what the customer said meanwhile. */
  readonly waitMs?: number;
}

/** Of the customer's words those of the last half minute are compared. */
const remembered = 30_000;
/** The sound is this like the customer's: words of the customer are on their way. */
const expectsWords = 0.6;
/** From this likeness the sound tells the lag, even where both speak. */
const tellsLag = 0.5;
/** Lags that the usual one is taken from. */
const lags = 5;
/** Words of bleed that agreed, of how many, before the first: both get a quarter wrong. */
const agreement = { agreed: 11, of: 20 } as const;

interface Waiting {
  readonly line: HeardLine;
  readonly until: number;
}

/**
 * Drops from the agent's lines what the microphone heard of the customer. A line is bleed where its
 * words are the customer's of the same moment; the rule of peers (half of the time, 80 % of four or
 * more words) made for a recogniser that gets every fourth word wrong: words alike count, the lag
 * must be one and the same, the likeness of the sound counts for or against, and each word is judged,
 * so that an answer right behind the echo stays. Repeating what the customer said before is kept.
 *
 * One per call; pure, the clock (ms, any origin) is the caller's.
 */
export function createBleedFilter(options: BleedOptions = {}): BleedFilter {
  const { maximumLagMs = 400, waitMs = 1_200 } = options;
  let words: HeardWord[] = [];
  let open: HeardPartial | undefined;
  let waiting: Waiting[] = [];
  let known: number[] = [];
  let agreed: number = agreement.agreed;
  let compared: number = agreement.of;

  const isOpen = (line: HeardLine): boolean => {
    if (open !== undefined && open.startMs < line.endMs) return true;
    if ((line.echo?.likeness ?? 0) < expectsWords) return false;
    const last = words.at(-1)?.endMs ?? -Infinity;
    return last < line.startMs + 0.6 * (line.endMs - line.startMs);
  };

  const decide = (line: HeardLine): BleedDecision => {
    const rough = isOpen(line) && open !== undefined;
    const customer = rough && open !== undefined ? [...words, ...guessed(open)] : words;
    const near = customer.filter(
      (word) =>
        word.endMs > line.startMs - maximumLagMs - 1_000 && word.startMs < line.endMs + 1_000,
    );
    const knownLagMs =
      known.length < 2 ? undefined : known.toSorted((a, b) => a - b)[known.length >> 1];
    const found = separate(line.words, near, {
      maximumLagMs,
      echo: line.echo,
      knownLagMs,
      agreement: agreed / compared,
      rough,
    });
    if (found.sure) {
      agreed += found.agreed;
      compared += found.bleed.length;
    }
    const { echo } = line;
    const lagMs = found.sure ? found.lagMs : undefined;
    const heardLagMs = echo !== undefined && echo.likeness >= tellsLag ? echo.lagMs : lagMs;
    if (heardLagMs !== undefined) known = [...known, heardLagMs].slice(-lags);
    const [first, last] = [found.own[0], found.own.at(-1)];
    if (first === undefined || last === undefined) return { kind: 'drop', line };
    if (found.bleed.length === 0) return { kind: 'keep', line, bleed: [] };
    const whole = first === line.words[0];
    const end = last === line.words.at(-1);
    return {
      kind: 'keep',
      line: {
        ...line,
        words: [...found.own],
        startMs: whole ? line.startMs : first.startMs,
        endMs: end ? line.endMs : last.endMs,
      },
      bleed: found.bleed,
    };
  };

  /** In order: a later line of the agent does not overtake one that waits. */
  const settle = (nowMs: number): BleedDecision[] => {
    const settled: BleedDecision[] = [];
    for (;;) {
      const next = waiting[0];
      if (next === undefined || (nowMs < next.until && isOpen(next.line))) return settled;
      waiting = waiting.slice(1);
      settled.push(decide(next.line));
    }
  };

  return {
    partial: (partial) => {
      if (partial.speaker !== 'customer') return;
      if (partial.startMs >= (words.at(-1)?.endMs ?? 0)) open = partial;
    },
    line: (line, nowMs) => {
      if (line.speaker === 'agent') {
        waiting.push({ line, until: nowMs + waitMs });
        return settle(nowMs);
      }
      words = [...words, ...line.words].filter((word) => word.endMs > line.endMs - remembered);
      if (open !== undefined && open.startMs < line.endMs) open = undefined;
      return [{ kind: 'keep', line, bleed: [] }, ...settle(nowMs)];
    },
    due: settle,
    waitUntil: () => waiting[0]?.until,
  };
}

/** A partial's words, spread over its time by their letters. */
function guessed(partial: HeardPartial): HeardWord[] {
  const tokens = partial.text.split(/\s+/u).filter((token) => token !== '');
  const total = tokens.reduce((sum, token) => sum + token.length + 1, 0);
  let at = partial.startMs;
  return tokens.map((text) => {
    const startMs = at;
    at += ((partial.atMs - partial.startMs) * (text.length + 1)) / total;
    return { text, startMs, endMs: at, confidence: 0.5 };
  });
}
