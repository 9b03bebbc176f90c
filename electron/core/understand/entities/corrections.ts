import type { Turn } from '#domain/conversation.ts';
import type { EntityInsight } from '#domain/insight.ts';
import { digitRuns } from '../personal-data/digit-runs.ts';
import type { Dictation } from './dictation.ts';
import type { Setting } from './found.ts';
import type { EarlierInsights } from './find-entities.ts';

/** The newest entity of one of the kinds in the turns before, with its turn. */
function newest(
  kinds: readonly string[],
  before: readonly Turn[],
  insights: EarlierInsights,
): EntityInsight | undefined {
  for (const turn of before.toReversed()) {
    const found = (insights[turn.id] ?? []).findLast(
      (insight): insight is EntityInsight =>
        insight.kind === 'entity' && kinds.includes(insight.entity),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The last five digits of the dictation, if it ends in them: a zip code said again. */
function lastFive(
  dictation: Dictation,
): { digits: string; start: number; end: number } | undefined {
  const run = digitRuns(dictation.text).runs.at(-1);
  if (run === undefined || run.end <= dictation.from) return undefined;
  let digits = '';
  for (const unit of run.units.toReversed()) {
    digits = unit.digits + digits;
    if (digits.length === 5) return { digits, start: unit.start, end: run.end };
    if (digits.length > 5) return undefined;
  }
  return undefined;
}

const repeats = /\b(?:repeat|again|say that|zip|post(?:al)? ?code|confirm)\b/iu;

/**
 * A zip code said again by itself: the address before it is given the new one, so that what was
 * misheard the first time is put right.
 */
export function correctedZip(
  found: readonly EntityInsight[],
  dictation: Dictation,
  setting: Setting,
  before: readonly Turn[],
  insights: EarlierInsights,
): EntityInsight[] {
  if (!repeats.test(setting.asked) || found.some(({ entity }) => entity === 'address')) return [];
  const run = lastFive(dictation);
  if (run === undefined) return [];
  const address = newest(['address'], before, insights);
  if (address === undefined) return [];
  const zip = /\b\d{5}$/u;
  const has = zip.test(address.display);
  if (has && address.display.endsWith(run.digits)) return [];
  const withZip = (text: string): string =>
    has ? text.replace(zip, run.digits) : `${text} ${run.digits}`;
  return [
    {
      ...address,
      value: withZip(address.value),
      display: withZip(address.display),
      confidence: Math.max(
        address.confidence,
        has ? 0.97 : Math.min(0.97, address.confidence + 0.2),
      ),
      evidence: dictation.own(run.start, run.end),
      sources: [...address.sources, ...dictation.sources(run.start, run.end)],
    },
  ];
}

const notThat = /\b(?:no|not|sorry|actually|mean|meant|instead|rather)\b/iu;
const swap =
  /\b(?:no|sorry|actually|i said|i mean|i meant|it'?s|it is|it should be|that'?s)\b[^\n]{0,20}?\b(.{1,40}?)[, ]+(?:(?:and )?not|instead of|rather than) (.{1,40})$/iu;

/**
 * "No, five not nine": puts the digits right in the number dictated last. Best effort: nothing is
 * changed when the wrong digits stand in it more than once in a row of their own or not at all.
 */
export function correctedNumber(
  turn: Turn,
  before: readonly Turn[],
  insights: EarlierInsights,
): EntityInsight[] {
  const said = notThat.test(turn.text) ? swap.exec(turn.text.replace(/[.!?]+$/u, '')) : null;
  if (said === null) return [];
  const digits = (text: string): string =>
    digitRuns(text)
      .runs.map((run) => run.digits)
      .join('');
  const right = digits(said[1] ?? '');
  const wrong = digits(said[2] ?? '');
  if (right === '' || wrong === '' || right === wrong) return [];
  const number = newest(
    ['phone', 'money', 'address', 'postal_code', 'order_number'],
    before,
    insights,
  );
  if (number === undefined) return [];
  const mend = (text: string): string | undefined => {
    // Only digits count: "(715) 139-0787" is searched as 7151390787.
    const places = [...text.matchAll(/\d/gu)].map((match) => match.index);
    const plain = places.map((place) => text[place]).join('');
    const at = plain.indexOf(wrong);
    if (at < 0 || plain.includes(wrong, at + 1) || right.length !== wrong.length) return undefined;
    let mended = text;
    for (let index = 0; index < right.length; index += 1) {
      const place = places[at + index] ?? 0;
      mended = mended.slice(0, place) + right.charAt(index) + mended.slice(place + 1);
    }
    return mended;
  };
  const value = mend(number.value);
  const display = mend(number.display);
  if (value === undefined || display === undefined) return [];
  const span = { start: said.index, end: said.index + said[0].length };
  return [
    {
      ...number,
      value,
      display,
      confidence: Math.min(number.confidence, 0.85),
      evidence: [span],
      sources: [...number.sources, { turn: turn.id, span, text: said[0] }],
    },
  ];
}
