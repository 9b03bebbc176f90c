import type { Echo, HeardWord } from '#domain/speech.ts';
import { isManners, isSmall, wordLikeness, type WordLikeness } from './bleed-words.ts';

/** What is known besides the words themselves. */
export interface Circumstances {
  readonly maximumLagMs: number;
  readonly echo: Echo | undefined;
  /** Lag of bleed found before in this call. */
  readonly knownLagMs: number | undefined;
  /** Share of the bleed's words that agreed in this call: what the recognisers are worth. */
  readonly agreement: number;
  /** The customer's word times are guessed, from a partial. */
  readonly rough: boolean;
}

export interface Separation {
  readonly own: readonly HeardWord[];
  readonly bleed: readonly HeardWord[];
  /** Of the bleed found; undefined when there is none. */
  readonly lagMs: number | undefined;
  /** How many of the bleed's words agreed. */
  readonly agreed: number;
  /** Enough to trust the lag later. */
  readonly sure: boolean;
}

/** Two recognisers place the start of the same word this far apart; ms. */
const timing = { exact: 140, rough: 450 } as const;
/** The same word of most words is this near the lag. */
const tightMs = 60;
/** A voice covers the pauses between its words up to this long; ms. */
const pause = 120;

/**
 * Evidence for bleed in logarithms of odds. Matches: of two recognisers that both get a quarter of
 * the words wrong, half of the bleed's words agree, while of two people who speak at once one word
 * in thirty agrees within the timing.
 */
const odds = {
  same: 2.6,
  small: 1.5,
  alike: 1.3,
  /** A short answer that nobody's words sound like. */
  manners: -3.8,
  /** A word while the customer is silent. */
  alone: -3.5,
  /** The agent's microphone begins with the agent's voice. */
  start: -0.5,
  /** From the one to the other within a line. */
  change: -1.6,
  /** Bleed with this lag was found before; less where the sound was measured for this line too. */
  known: 1.8,
  knownToo: 0.4,
  /** The same word just there, at a lag that the sound told before. */
  tight: 0.7,
} as const;
/** Two who speak at once say another word so often. */
const byChance = 0.95;
/** Another word in the place of one of the customer's counts no more than this. */
const leastDifferent = -1.5;
/** A word more than the customer said speaks so many times more against bleed. */
const moreThanSaid = 1.5;
/** The sound counts from -0.5 to 1 a word: likeness of bleed alone is > 0.9, of both voices < 0.7. */
const sound = { middle: 0.7, slope: 3.5, least: -0.5, most: 1 } as const;
/** From this likeness the sound tells the lag. */
const tellsLag = 0.6;
/** As like as this the sound alone decides where the customer speaks. */
const certain = 0.85;

interface Placed {
  readonly word: HeardWord;
  readonly match: WordLikeness;
  /** The customer spoke at that moment. */
  readonly covered: boolean;
  /** It stands where a word of the customer's has no partner. */
  readonly instead: boolean;
  /** How far from the lag the same word stands; Infinity without one. */
  readonly offMs: number;
}

/** Parts an agent's line into the agent's own words and the customer's that came back. */
export function separate(
  words: readonly HeardWord[],
  customer: readonly HeardWord[],
  about: Circumstances,
): Separation {
  const whole = { own: words, bleed: [], lagMs: undefined, agreed: 0, sure: false };
  const lagMs = lagOf(words, customer, about);
  if (lagMs === undefined) return whole;
  const placed = place(words, customer, lagMs, about.rough ? timing.rough : timing.exact);
  const states = decide(placed, about, lagMs);
  const own = words.filter((_, index) => states[index] === false);
  const bleed = words.filter((_, index) => states[index] === true);
  if (bleed.length === 0) return whole;
  const matched = (kind: WordLikeness): number =>
    placed.filter((at, index) => states[index] === true && at.match === kind).length;
  const same = matched('same');
  const agreed = same + matched('alike');
  // One or two words that both say at once are manners, unless the sound or the call says bleed.
  const backed = (about.echo?.likeness ?? 0) >= sound.middle || isKnown(about, lagMs);
  const enough = same >= 3 || (same >= 2 && agreed >= 4);
  if (!backed && !enough) return whole;
  return { own, bleed, lagMs, agreed, sure: enough && !about.rough };
}

const isKnown = (about: Circumstances, lagMs: number): boolean =>
  about.knownLagMs !== undefined && Math.abs(about.knownLagMs - lagMs) <= 90;

/** The lag at which most words agree; what the sound says where it is clear. */
function lagOf(
  words: readonly HeardWord[],
  customer: readonly HeardWord[],
  { maximumLagMs, echo, rough, knownLagMs }: Circumstances,
): number | undefined {
  if (echo !== undefined && echo.likeness >= tellsLag) return echo.lagMs;
  const slack = rough ? timing.rough : timing.exact / 2;
  const votes: { lag: number; weight: number }[] = [];
  for (const word of words)
    for (const said of customer) {
      const lag = word.startMs - said.startMs;
      if (lag < -slack || lag > maximumLagMs + slack) continue;
      const match = wordLikeness(word.text, said.text);
      if (match === 'other') continue;
      votes.push({ lag, weight: match === 'same' && !isSmall(word.text) ? 2 : 1 });
    }
  let best: { lag: number; weight: number } | undefined;
  const reach = rough ? timing.rough / 2 : timing.exact / 2;
  for (const vote of votes) {
    const near = votes.filter((other) => Math.abs(other.lag - vote.lag) <= reach);
    const weight = near.reduce((sum, other) => sum + other.weight, 0);
    const lag = near.reduce((sum, other) => sum + other.lag * other.weight, 0) / weight;
    if (best === undefined || weight > best.weight) best = { lag, weight };
  }
  return best?.lag ?? knownLagMs;
}

/** For each of the agent's words the customer's at that moment, in order, each used once. */
function place(
  words: readonly HeardWord[],
  customer: readonly HeardWord[],
  lagMs: number,
  reach: number,
): Placed[] {
  let next = 0;
  const used = new Set<HeardWord>();
  const placed = words.map((word) => {
    const [from, to] = [word.startMs - lagMs, word.endMs - lagMs];
    const middle = (from + to) / 2;
    const covered = customer.some(
      (said) => said.startMs - pause <= middle && middle <= said.endMs + pause,
    );
    let match: WordLikeness = 'other';
    let at = -1;
    for (let index = next; index < customer.length && match !== 'same'; index += 1) {
      const said = customer[index] as HeardWord;
      if (said.startMs > from + reach) break;
      if (said.startMs < from - reach) continue;
      const likeness = wordLikeness(word.text, said.text);
      if (likeness === 'other' || (likeness === 'alike' && match === 'alike')) continue;
      [match, at] = [likeness, index];
    }
    if (at >= 0) next = at + 1;
    const partner = customer[at];
    if (partner !== undefined) used.add(partner);
    const offMs = partner === undefined ? Infinity : Math.abs(from - partner.startMs);
    return { word, match, covered, offMs, middle };
  });
  const free = customer.filter((said) => !used.has(said));
  return placed.map(({ middle, ...at }) => ({
    ...at,
    instead: free.some((said) => said.startMs - reach <= middle && middle <= said.endMs + reach),
  }));
}

/** The likeliest course of own (false) and bleed (true) words: Viterbi's way through two states. */
function decide(placed: readonly Placed[], about: Circumstances, lagMs: number): boolean[] {
  const likeness = about.echo?.likeness;
  const byEcho =
    likeness === undefined
      ? 0
      : Math.min(sound.most, Math.max(sound.least, sound.slope * (likeness - sound.middle)));
  const covered = placed.filter((at) => at.covered).length;
  const allSound = likeness !== undefined && likeness >= certain && covered >= 0.8 * placed.length;
  const different = Math.max(leastDifferent, Math.log((1 - about.agreement) / byChance));
  const known = likeness !== undefined && isKnown(about, lagMs);
  const evidence = ({ word, match, covered: speaks, instead, offMs }: Placed): number => {
    const tight = known && offMs <= tightMs ? odds.tight : 0;
    if (match === 'same') return (isSmall(word.text) ? odds.small : odds.same + tight) + byEcho;
    if (match === 'alike') return odds.alike + byEcho;
    if (speaks && isManners(word.text)) return odds.manners + byEcho;
    return speaks ? (instead ? different : moreThanSaid * different) + byEcho : odds.alone;
  };
  let bleed =
    odds.start +
    (isKnown(about, lagMs) ? (likeness === undefined ? odds.known : odds.knownToo) : 0) +
    (allSound ? 4 : 0);
  let own = 0;
  const came: { own: boolean; bleed: boolean }[] = [];
  for (const at of placed) {
    const fromOwn = own + odds.change;
    const fromBleed = bleed + odds.change;
    const first = came.length === 0;
    came.push({ own: !first && fromBleed > own, bleed: first || fromOwn <= bleed });
    [own, bleed] = first
      ? [own, bleed + evidence(at)]
      : [Math.max(own, fromBleed), Math.max(bleed, fromOwn) + evidence(at)];
  }
  const states: boolean[] = [];
  let state = bleed > own;
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    states.unshift(state);
    const before = came[index];
    if (before !== undefined) state = state ? before.bleed : before.own;
  }
  return states;
}
