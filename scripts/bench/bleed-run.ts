import type { Speaker } from '../../electron/domain/conversation.ts';
import type { HeardLine, HeardPartial, HeardWord } from '../../electron/domain/speech.ts';
import { createBleedFilter } from '../../electron/core/channels/speech/bleed.ts';
import { createBandHistory } from '../../renderer/audio/bleed/band-history.ts';
import { createBleedGate } from '../../renderer/audio/bleed/bleed-gate.ts';
import { createEchoMeter, isDoubled } from '../../renderer/audio/bleed/echo-meter.ts';
import type { Bleed } from './bleed-audio.ts';
import { misheard, type SaidLine, seeded } from './bleed-set.ts';

/** Whose line a heard word really is. */
export type Origins = ReadonlyMap<HeardWord, SaidLine>;
/** A stretch of the microphone for which voice activity is on. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Heard {
  readonly agent: readonly HeardLine[];
  readonly customer: readonly HeardLine[];
  readonly origins: Origins;
}

const model = 'simulated';
/** Words of the bleed that a recogniser misses besides, because they are so quiet. */
const lostAt = (levelDb: number): number => (levelDb <= -20 ? 0.15 : levelDb <= -12 ? 0.05 : 0);
/** Of the bleed's words under the agent's own, lost; the agent is nearer. */
const buried = 0.8;

/** What the recognisers of both channels write, given when voice activity was on. */
export function heardBy(
  lines: readonly SaidLine[],
  stretches: readonly Stretch[],
  how: { readonly bleed: Bleed; readonly rate: number; readonly seed: number },
): Heard {
  const random = seeded(how.seed);
  const origins = new Map<HeardWord, SaidLine>();
  const owned = (line: SaidLine, words: readonly HeardWord[]): readonly HeardWord[] => {
    for (const word of words) origins.set(word, line);
    return words;
  };
  const agents = lines.filter((line) => line.speaker === 'agent');
  const inMicrophone = lines.flatMap((line) => {
    if (line.speaker === 'agent')
      return owned(line, misheard(line.words, { rate: how.rate, random }));
    const late = line.words
      .map((word) => ({
        ...word,
        startMs: word.startMs + how.bleed.delayMs,
        endMs: word.endMs + how.bleed.delayMs,
      }))
      .filter((word) => {
        const under = agents.some((at) => at.startMs < word.endMs && word.startMs < at.endMs);
        return !under || random() > buried;
      });
    return owned(line, misheard(late, { rate: how.rate, lost: lostAt(how.bleed.levelDb), random }));
  });
  const agent = stretches.flatMap((stretch): HeardLine[] => {
    const words = inMicrophone
      .filter((word) => {
        const from = Math.max(word.startMs, stretch.startMs);
        const to = Math.min(word.endMs, stretch.endMs);
        return to - from >= (word.endMs - word.startMs) / 2;
      })
      .sort((a, b) => a.startMs - b.startMs);
    return words.length === 0 ? [] : [{ speaker: 'agent', words, model, ...stretch }];
  });
  const customer = lines
    .filter((line) => line.speaker === 'customer')
    .flatMap((line): HeardLine[] => {
      const words = misheard(line.words, { rate: how.rate, random });
      const { startMs, endMs } = line;
      return words.length === 0 ? [] : [{ speaker: 'customer', words, model, startMs, endMs }];
    });
  return { agent, customer, origins };
}

/** Voice activity as it would be without a microphone: all that is said or comes back, joined. */
export function stretchesOf(lines: readonly SaidLine[], bleed: Bleed, joinMs = 400): Stretch[] {
  const said = lines
    .map((line) => {
      const late = line.speaker === 'customer' ? bleed.delayMs : 0;
      return { startMs: line.startMs + late, endMs: line.endMs + late };
    })
    .sort((a, b) => a.startMs - b.startMs);
  const joined: Stretch[] = [];
  for (const next of said) {
    const last = joined.at(-1);
    if (last !== undefined && next.startMs - last.endMs <= joinMs) {
      joined[joined.length - 1] = { ...last, endMs: Math.max(last.endMs, next.endMs) };
    } else joined.push(next);
  }
  return joined;
}

const block = 320;
/** Voice activity: on after 3 of 5 loud frames, with 200 ms before, off after 400 ms. */
const activity = { of: 5, on: 3, beforeMs: 200, offMs: 400, louder: 10 } as const;

/** Runs the sound through meter and gate as the page would: 20 ms of each channel at a time. */
export function listen(
  sides: Readonly<Record<Speaker, Float32Array>>,
  gated: boolean,
): { stretches: Stretch[]; echoOf: (line: HeardLine) => HeardLine; share: number } {
  const history = createBandHistory();
  const meter = createEchoMeter({ maximumLagMs: 400, history });
  const gate = createBleedGate({ maximumLagMs: 400, history });
  const echoes = new Map<number, HeardLine['echo']>();
  const stretches: Stretch[] = [];
  const recent: boolean[] = [];
  let open: { startMs: number; lastMs: number } | undefined;
  let noise = Infinity;
  const used = process.cpuUsage();
  for (let at = 0; at + block <= sides.agent.length; at += block) {
    const [from, to] = [at / 16, (at + block) / 16];
    const microphone = sides.agent.subarray(at, at + block);
    history.add('customer', sides.customer.subarray(at, at + block), at);
    history.add('agent', microphone, at);
    const only = gate.onlyOtherSide(from, to);
    let power = 1e-12;
    for (const sample of microphone) power += (sample * sample) / block;
    noise = Math.min(noise * 1.002, power);
    recent.push(power > activity.louder * noise && !(gated && only));
    if (recent.length > activity.of) recent.shift();
    const voiced = recent.filter(Boolean).length >= activity.on;
    if (voiced)
      open = { startMs: open?.startMs ?? Math.max(0, from - activity.beforeMs), lastMs: to };
    else if (open !== undefined && to - open.lastMs > activity.offMs) {
      const stretch = { startMs: open.startMs, endMs: open.lastMs };
      stretches.push(stretch);
      echoes.set(stretch.startMs, meter.measure(stretch.startMs, stretch.endMs));
      open = undefined;
    }
  }
  const { user, system } = process.cpuUsage(used);
  return {
    stretches,
    echoOf: (line) => {
      const echo = echoes.get(line.startMs);
      return echo === undefined ? line : { ...line, echo };
    },
    share: (user + system) / 1e6 / (sides.agent.length / 16_000),
  };
}

/** The sound alone: a line as like as the customer's is dropped whole. */
export const bySound = (lines: readonly HeardLine[]): HeardLine[] =>
  lines.filter((line) => line.echo === undefined || !isDoubled(line.echo));

/** A final comes this long after the voice ends, and the other channel's up to so much later; ms. */
const [endpoint, spread] = [500, 400];

/** The filter with everything in order of arrival. @returns the agent's lines that are kept */
export function byText(heard: Heard, seed: number): HeardLine[] {
  const random = seeded(seed);
  type Arrival = {
    readonly at: number;
    readonly line?: HeardLine;
    readonly partial?: HeardPartial;
  };
  const arrivals: Arrival[] = [];
  for (const line of [...heard.agent, ...heard.customer]) {
    arrivals.push({ at: line.endMs + endpoint + spread * random(), line });
    if (line.speaker === 'agent') continue;
    for (let at = line.startMs + 400; at < line.endMs + endpoint; at += 200) {
      const text = line.words
        .filter((word) => word.endMs <= at - 150)
        .map((word) => word.text)
        .join(' ');
      const partial = { speaker: line.speaker, text, startMs: line.startMs, atMs: at };
      if (text !== '') arrivals.push({ at, partial });
    }
  }
  arrivals.sort((a, b) => a.at - b.at);
  const filter = createBleedFilter();
  const kept: HeardLine[] = [];
  const take = (decisions: ReturnType<typeof filter.due>): void => {
    for (const decision of decisions)
      if (decision.kind === 'keep' && decision.line.speaker === 'agent') kept.push(decision.line);
  };
  const wait = (now: number): void => {
    for (let until = filter.waitUntil(); until !== undefined && until <= now;) {
      take(filter.due(until));
      until = filter.waitUntil();
    }
  };
  for (const { at, line, partial } of arrivals) {
    wait(at);
    if (partial !== undefined) filter.partial(partial);
    if (line !== undefined) take(filter.line(line, at));
  }
  wait(Infinity);
  return kept;
}

export interface Count {
  readonly customer: number;
  readonly agent: number;
  readonly doubled: readonly SaidLine[];
  readonly lost: readonly SaidLine[];
}

/**
 * A customer's line is doubled when three of its words, or half of it, stand among the agent's. An
 * agent's line is wrongly dropped when more than a third of the words heard of it are gone; `ungated`
 * is what was heard without the gate, whose losses count too.
 */
export function count(
  lines: readonly SaidLine[],
  heard: Heard,
  kept: readonly HeardLine[],
  ungated: Heard = heard,
): Count {
  const tally = (from: readonly HeardLine[], { origins }: Heard): Map<SaidLine, number> => {
    const found = new Map<SaidLine, number>();
    for (const word of from.flatMap((line) => line.words)) {
      const line = origins.get(word);
      if (line !== undefined) found.set(line, (found.get(line) ?? 0) + 1);
    }
    return found;
  };
  const [before, after] = [tally(ungated.agent, ungated), tally(kept, heard)];
  const customers = lines.filter((line) => line.speaker === 'customer');
  const agents = lines.filter((line) => line.speaker === 'agent' && before.has(line));
  return {
    customer: customers.length,
    agent: agents.length,
    doubled: customers.filter((line) => {
      const left = after.get(line) ?? 0;
      return left >= 3 || left >= line.words.length / 2;
    }),
    lost: agents.filter((line) => (after.get(line) ?? 0) < (2 / 3) * (before.get(line) ?? 0)),
  };
}
