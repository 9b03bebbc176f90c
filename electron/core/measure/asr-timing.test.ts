import { describe, expect, it } from 'vitest';
import { joined, silence, tone } from '#tests/fakes/sound.ts';
import { halfAndMost, placeUtterances, timesOf } from './asr-timing.ts';

const utterance = (name: string, seconds: number) => ({
  name,
  samples: joined(silence(0.1), tone(seconds), silence(0.2)),
});

describe('timing of speech', () => {
  const sound = placeUtterances(
    [
      utterance('a', 1),
      utterance('b', 0.5),
      utterance('c', 0.5),
      { name: 'x', samples: silence(1) },
    ],
    { rate: 16_000, gapMs: 1_500 },
  );

  it('places recordings on the channel that is shorter, and knows where they are', () => {
    expect(sound.placed).toEqual([
      { name: 'a', channel: 0, speech: { startMs: 1_600, endMs: 2_600 }, untilMs: 6_100 },
      { name: 'b', channel: 1, speech: { startMs: 1_600, endMs: 2_100 }, untilMs: 3_900 },
      { name: 'c', channel: 1, speech: { startMs: 3_900, endMs: 4_400 }, untilMs: 6_100 },
    ]);
    expect(sound.channels[1].slice(3_900 * 16 + 100, 3_900 * 16 + 104)).toEqual(
      tone(0.5).slice(100, 104),
    );
    expect(sound.channels[0].length).toBe(sound.channels[1].length);
  });

  it('counts from the start to the first partial and from the end to the last line', () => {
    const times = timesOf(sound.placed, [
      { kind: 'partial', channel: 1, atMs: 1_900 },
      { kind: 'partial', channel: 0, atMs: 2_000 },
      { kind: 'partial', channel: 0, atMs: 2_200 },
      { kind: 'line', channel: 0, atMs: 2_400, startMs: 1_600, endMs: 1_900 },
      { kind: 'line', channel: 0, atMs: 3_200, startMs: 2_000, endMs: 2_620 },
      { kind: 'line', channel: 1, atMs: 4_700, startMs: 3_890, endMs: 4_410 },
    ]);
    expect(times).toEqual([
      { name: 'a', firstPartialMs: 400, finalMs: 600 },
      { name: 'b', firstPartialMs: 300 },
      { name: 'c', finalMs: 300 },
    ]);
  });

  it('takes percentiles by rank', () => {
    expect(halfAndMost([])).toEqual({ p50: null, p95: null });
    expect(halfAndMost([3, 1, 2])).toEqual({ p50: 2, p95: 3 });
  });
});
