import { type Bleed, espeakThere, mixed, spokenDuration } from './bleed-audio.ts';
import {
  bySound,
  byText,
  type Count,
  count,
  type Heard,
  heardBy,
  listen,
  stretchesOf,
} from './bleed-run.ts';
import { layOut } from './bleed-set.ts';
import type { Line } from './report.ts';

const levels = [-6, -12, -20];
const delays = [3, 40, 120, 250];
const rates = [0.05, 0.25];
/** Different word errors, and different pauses where there is no sound to go with them. */
const textSeeds = [1, 2, 3, 4];
const budget = { doubled: { value: 2 }, lost: { value: 1 } };

/** Counts of one way to filter at one level, by delay. */
type Counts = Map<number, Count[]>;

/** Doubled lines and wrongly dropped ones per 100 at every level and delay of the bleed. */
export async function bleedDoubles(): Promise<Line[]> {
  const lines: Line[] = [];
  const sound = espeakThere();
  for (const levelDb of levels) {
    const ways = new Map<string, Counts>();
    const note = (way: string, delayMs: number, found: Count): void => {
      const counts = ways.get(way) ?? new Map<number, Count[]>();
      ways.set(way, counts);
      counts.set(delayMs, [...(counts.get(delayMs) ?? []), found]);
    };
    for (const delayMs of delays) {
      const bleed = { levelDb, delayMs };
      for (const seed of textSeeds) textAlone(bleed, seed, note);
      if (sound) withSound(bleed, note);
    }
    for (const [way, counts] of ways)
      lines.push(...report(`bleed at ${levelDb} dB, ${way}`, counts));
  }
  if (sound)
    lines.push({
      what: 'meter and gate, of a core',
      n: cpu.length,
      unit: '%',
      value: (100 * cpu.reduce((sum, share) => sum + share, 0)) / cpu.length,
      budget: { value: 2 },
    });
  else process.stderr.write('espeak-ng is not installed: the sound side was not measured.\n');
  return lines;
}

type Note = (way: string, delayMs: number, found: Count) => void;
const cpu: number[] = [];

function textAlone(bleed: Bleed, seed: number, note: Note): void {
  const talk = layOut(seed);
  for (const rate of rates) {
    const heard = heardBy(talk, stretchesOf(talk, bleed), { bleed, rate, seed });
    const percent = `${100 * rate} % word errors`;
    if (rate === rates[0] && seed === textSeeds[0])
      note('nothing done', bleed.delayMs, count(talk, heard, heard.agent));
    note(`text alone, ${percent}`, bleed.delayMs, count(talk, heard, byText(heard, seed)));
  }
}

function withSound(bleed: Bleed, note: Note): void {
  const talk = layOut(1, spokenDuration);
  const sides = mixed(talk, bleed, 7);
  const { stretches, echoOf, share } = listen(sides, true);
  const { stretches: open } = listen(sides, false);
  cpu.push(share);
  for (const rate of rates) {
    const plain = heardBy(talk, stretches, { bleed, rate, seed: 1 });
    const heard: Heard = { ...plain, agent: plain.agent.map(echoOf) };
    const ungated = heardBy(talk, open, { bleed, rate, seed: 1 });
    const percent = `${100 * rate} % word errors`;
    if (rate === rates[0])
      note('sound alone', bleed.delayMs, count(talk, heard, bySound(heard.agent), ungated));
    note(
      `sound and text, ${percent}`,
      bleed.delayMs,
      count(talk, heard, byText(heard, 1), ungated),
    );
  }
}

function report(what: string, counts: Counts): Line[] {
  const row = (key: 'doubled' | 'lost', of: 'customer' | 'agent', name: string): Line => {
    const part = (found: readonly Count[]): number =>
      (100 * found.reduce((sum, at) => sum + at[key].length, 0)) /
      found.reduce((sum, at) => sum + at[of], 0);
    const all = [...counts.values()].flat();
    const each = [...counts].map(([delay, found]) => `${delay} ms ${part(found).toFixed(1)}`);
    return {
      what: `${what}: ${name}`,
      n: all.reduce((sum, at) => sum + at[of], 0),
      unit: '%',
      value: part(all),
      budget: what.includes('nothing') ? {} : budget[key],
      note: each.join(', '),
    };
  };
  return [
    row('doubled', 'customer', 'doubled lines'),
    row('lost', 'agent', 'wrongly dropped lines'),
  ];
}
