import { describe, expect, test } from 'vitest';
import { createBandHistory } from './band-history.ts';
import { createBleedGate } from './bleed-gate.ts';
import { createEchoMeter, isDoubled } from './echo-meter.ts';
import { bandCount, createSpectrum, frameSamples } from './spectrum.ts';
import { bleedInto, hiss, voice } from './test-voice.ts';

const block = 480;

/** Six seconds of the customer, with what the microphone makes of it. */
function talk(bleed: { lagMs: number; levelDb: number } | undefined, own?: Float32Array) {
  const customer = voice(6, 1);
  const agent = new Float32Array(customer.length);
  own?.forEach((value, index) => (agent[index] = value));
  if (bleed !== undefined) bleedInto(agent, customer, bleed);
  hiss(agent, 0.001, 3);
  hiss(customer, 0.0005, 4);
  return { agent, customer };
}

function meterOf(sides: { agent: Float32Array; customer: Float32Array }, from = 0) {
  const meter = createEchoMeter({ maximumLagMs: 400 });
  for (let at = 0; at < sides.agent.length; at += block) {
    meter.add('customer', sides.customer.subarray(at, at + block), from + at);
    meter.add('agent', sides.agent.subarray(at, at + block), from + at);
  }
  return meter;
}

test('a tone is found in its band alone', () => {
  const tone = new Float32Array(frameSamples).map((_, at) => Math.sin((2 * Math.PI * at) / 16));
  const powers = new Float32Array(bandCount);
  createSpectrum()(tone, powers, 0);
  const loudest = powers.indexOf(Math.max(...powers));
  const others = powers.filter((_, band) => Math.abs(band - loudest) > 1);
  expect(Math.max(...others)).toBeLessThan((powers[loudest] ?? 0) * 1e-4);
});

describe('the meter', () => {
  test.each(
    [-6, -12, -20, -30].flatMap((levelDb) =>
      [3, 40, 120, 250].map((lagMs) => ({ levelDb, lagMs })),
    ),
  )('finds bleed at $levelDb dB after $lagMs ms', (bleed) => {
    const echo = meterOf(talk(bleed)).measure(1_000, 4_000);
    expect(echo?.likeness).toBeGreaterThan(0.8);
    expect(Math.abs((echo?.lagMs ?? 0) - bleed.lagMs)).toBeLessThanOrEqual(10);
    expect(Math.abs((echo?.levelDb ?? 0) - bleed.levelDb)).toBeLessThan(2);
  });

  test('finds nothing in the agent’s own voice, nor when both speak', () => {
    const own = voice(6, 2);
    expect(meterOf(talk(undefined, own)).measure(1_000, 4_000)?.likeness).toBeLessThan(0.4);
    const both = meterOf(talk({ lagMs: 40, levelDb: -12 }, own)).measure(1_000, 4_000);
    expect(both?.likeness).toBeLessThan(0.7);
    expect(both !== undefined && isDoubled(both)).toBe(false);
  });

  test('follows the call’s clock, also where it does not begin at 0', () => {
    const meter = meterOf(talk({ lagMs: 120, levelDb: -12 }), 16_000 * 3_600);
    expect(meter.measure(3_601_000, 3_604_000)?.likeness).toBeGreaterThan(0.8);
    expect(meter.measure(1_000, 4_000)).toBeUndefined();
  });

  test('says nothing of a time that was not heard or is forgotten', () => {
    const meter = createEchoMeter({ maximumLagMs: 400 });
    expect(meter.measure(0, 1_000)).toBeUndefined();
    const sides = talk({ lagMs: 40, levelDb: -12 });
    const long = meterOf(sides);
    for (let minute = 0; minute < 11; minute += 1)
      for (const side of ['agent', 'customer'] as const)
        long.add(side, sides[side], sides.agent.length * (minute + 1));
    expect(long.measure(1_000, 4_000)).toBeUndefined();
    expect(long.measure(61_000, 64_000)?.likeness).toBeGreaterThan(0.8);
  });

  test('a silent customer makes no echo', () => {
    const own = voice(6, 2);
    const customer = new Float32Array(own.length);
    expect(meterOf({ agent: own, customer }).measure(1_000, 4_000)?.likeness).toBe(0);
  });
});

describe('the gate', () => {
  /** Share of 30 ms frames from `fromMs` to `toMs` that are the other side's alone. */
  function share(
    sides: { agent: Float32Array; customer: Float32Array },
    fromMs: number,
    toMs: number,
  ) {
    const history = createBandHistory();
    const gate = createBleedGate({ maximumLagMs: 400, history });
    let [yes, all] = [0, 0];
    for (let at = 0; at + block <= sides.agent.length; at += block) {
      history.add('customer', sides.customer.subarray(at, at + block), at);
      history.add('agent', sides.agent.subarray(at, at + block), at);
      const only = gate.onlyOtherSide(at / 16, (at + block) / 16);
      if (at / 16 < fromMs || at / 16 >= toMs) continue;
      all += 1;
      if (only) yes += 1;
    }
    return { share: yes / all, lagMs: gate.path()?.lagMs };
  }

  test.each([-6, -12, -20])('stays shut on bleed at %s dB once it knows the way', (levelDb) => {
    const found = share(talk({ lagMs: 120, levelDb }), 2_000, 6_000);
    expect(found.share).toBeGreaterThan(0.9);
    expect(found.lagMs).toBe(120);
  });

  test('opens when the agent speaks over it', () => {
    const own = voice(6, 2);
    own.fill(0, 0, 4 * 16_000);
    expect(share(talk({ lagMs: 120, levelDb: -12 }, own), 4_100, 6_000).share).toBeLessThan(0.4);
  });

  test('never shuts with a headset', () => {
    const found = share(talk(undefined, voice(6, 2)), 0, 6_000);
    expect(found).toEqual({ share: 0, lagMs: undefined });
  });
});
