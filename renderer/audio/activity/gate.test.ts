import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockSamples, createBlockMaker } from '../capture/sound-block.ts';
import { noise, seconds, silence, speechLike, together, tone } from '../capture/test-sound.ts';
import { createFvad } from './fvad.ts';
import { createGate, gateTimes } from './gate.ts';
import { createVoiceDetector } from './voice-detector.ts';

const module = new WebAssembly.Module(readFileSync('node_modules/@echogarden/fvad-wasm/fvad.wasm'));

interface Heard {
  readonly stretches: { voiceAt: number; from: number; to: number; voiceEnd: number }[];
  /** Samples let through. */
  fed: number;
}

/** The whole way of one channel up to the recogniser, in blocks of any size. */
function run(sound: Float32Array, piece = blockSamples): Heard {
  const heard: Heard = { stretches: [], fed: 0 };
  let to = 0;
  const gate = createGate({
    open: (voiceAt, from) => {
      to = from;
      heard.stretches.push({ voiceAt, from, to, voiceEnd: 0 });
    },
    sound: (at, samples) => {
      expect(at).toBe(to);
      expect(samples).toEqual(sound.slice(at, at + samples.length));
      to = at + samples.length;
      heard.fed += samples.length;
    },
    close: (voiceEnd) => {
      const last = heard.stretches.at(-1);
      if (last) Object.assign(last, { to, voiceEnd });
    },
  });
  let at = 0;
  const maker = createBlockMaker(createVoiceDetector(createFvad(module, 1)), (block) => {
    gate.accept(at, block.samples, block.voiced);
    at += blockSamples;
  });
  for (let start = 0; start < sound.length; start += piece) {
    const part = sound.subarray(start, start + piece);
    maker.accept(part, part.length);
  }
  gate.finish();
  return heard;
}

describe('the voice gate', () => {
  it('lets nothing of silence through', () => {
    expect(run(silence(30))).toEqual({ stretches: [], fed: 0 });
  });

  it.each([
    ['hiss at -60 dB', noise(20, -60)],
    ['noise at -30 dB', noise(20, -30)],
    ['a tone', tone(20, 440, -20)],
  ])('lets less than a second of %s through, and that at its beginning', (_name, sound) => {
    const { fed, stretches } = run(sound);
    expect(fed).toBeLessThan(seconds(1));
    for (const { to } of stretches) expect(to).toBeLessThan(seconds(1));
  });

  it('lets speech through with 300 ms before it, until 450 ms after it', () => {
    const { stretches } = run(together(silence(2), speechLike(3, -25), silence(2)));
    expect(stretches).toHaveLength(1);
    const [one] = stretches;
    if (!one) return;
    expect(Math.abs(one.voiceAt - seconds(2))).toBeLessThanOrEqual(seconds(0.05));
    expect(one.voiceAt - one.from).toBe(seconds(0.3));
    expect(Math.abs(one.voiceEnd - seconds(5))).toBeLessThanOrEqual(seconds(0.1));
    expect(one.to - one.voiceEnd).toBe(seconds(0.45));
  });

  it('hears a voice 30 dB below usual, and one in noise 15 dB below it', () => {
    expect(run(together(silence(2), speechLike(3, -52), silence(2))).stretches).toHaveLength(1);
    const noisy = together(silence(5), speechLike(3, -30), silence(2));
    const hiss = noise(10, -45);
    const { stretches } = run(noisy.map((value, index) => value + (hiss[index] ?? 0)));
    const spoken = stretches.filter(({ voiceAt }) => voiceAt > seconds(1));
    expect(spoken).toHaveLength(1);
    expect(Math.abs((spoken[0]?.voiceAt ?? 0) - seconds(5))).toBeLessThan(seconds(0.15));
  });

  it('keeps a sentence together over a pause of 300 ms, and parts two over one of 700 ms', () => {
    const said = speechLike(1.5, -25);
    const over = (pause: number) =>
      run(together(silence(1), said, silence(pause), said, silence(1)));
    expect(over(0.3).stretches).toHaveLength(1);
    expect(over(0.7).stretches).toHaveLength(2);
  });

  it('takes no click for a voice', () => {
    const click = silence(3);
    for (let at = 16_000; at < 16_160; at += 1) click[at] = at % 2 === 0 ? 0.8 : -0.8;
    expect(run(click).stretches).toEqual([]);
  });

  it('does the same in bursts as in small pieces', () => {
    const sound = together(silence(1), speechLike(3, -25), silence(1), speechLike(2, -30));
    expect(run(sound, seconds(5))).toEqual(run(sound, 128));
    expect(run(sound, 1_777)).toEqual(run(sound, 128));
  });
});

describe('holes and pauses', () => {
  const open = () => {
    const events: string[] = [];
    let fed = 0;
    const gate = createGate({
      open: (_voiceAt, from) => events.push(`open ${from}`),
      sound: (_at, samples) => {
        fed += samples.length;
      },
      close: (end) => events.push(`close ${end}`),
    });
    return { gate, events, fed: () => fed };
  };
  const loud = new Float32Array(blockSamples).fill(0.1);

  it('closes at a hole in the sound, and takes no pre-roll from before it', () => {
    const { gate, events } = open();
    for (let at = 0; at < 8_000; at += blockSamples) gate.accept(at, loud, 0b11111);
    gate.accept(80_000, loud, 0b11111);
    gate.accept(80_800, loud, 0b11111);
    expect(events).toEqual(['open 0', 'close 8000', 'open 80000']);
  });

  it('forgets what was heard before a pause', () => {
    const { gate, events, fed } = open();
    gate.accept(0, loud, 0);
    gate.forget();
    gate.accept(800, loud, 0b11111);
    gate.finish();
    expect(events).toEqual(['open 800', 'close 1600']);
    expect(fed()).toBe(800);
  });

  it('cuts a long talk at its quietest place before twenty seconds are over', () => {
    // Voice without any pause, and a dip of 80 ms at 18.9 s.
    const talk = speechLike(26, -25, { pauses: false });
    for (let at = seconds(18.9); at < seconds(18.98); at += 1) talk[at] = (talk[at] ?? 0) * 0.01;
    const { gate, events, fed } = open();
    for (let at = 0; at < talk.length; at += blockSamples)
      gate.accept(at, talk.slice(at, at + blockSamples), 0b11111);
    gate.finish();
    const cut = Number(events[1]?.split(' ')[1]);
    expect(Math.abs(cut - seconds(18.94))).toBeLessThanOrEqual(seconds(0.02));
    // Nothing is lost or said twice at the seam.
    expect(events).toEqual(['open 0', `close ${cut}`, `open ${cut}`, `close ${talk.length}`]);
    expect(fed()).toBe(talk.length);
  });

  it('gives whole stretches whatever is voiced: in order, without gaps, at most 20 s', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 1, max: 80 }))),
        (runs) => {
          let to: number | undefined;
          let from = 0;
          let lastEnd = 0;
          const gate = createGate({
            open: (voiceAt, start) => {
              expect(to).toBeUndefined();
              expect(start).toBeGreaterThanOrEqual(lastEnd);
              expect(voiceAt).toBeGreaterThanOrEqual(start);
              from = start;
              to = start;
            },
            sound: (at, samples) => {
              expect(at).toBe(to);
              to = at + samples.length;
              expect(to - from).toBeLessThanOrEqual(gateTimes.longest);
            },
            close: (voiceEnd) => {
              expect(voiceEnd).toBeGreaterThanOrEqual(from);
              expect(voiceEnd).toBeLessThanOrEqual(to ?? 0);
              lastEnd = to ?? 0;
              to = undefined;
            },
          });
          let at = 0;
          for (const [voiced, count] of runs)
            for (let block = 0; block < count; block += 1, at += blockSamples)
              gate.accept(at, loud, voiced);
          gate.finish();
          expect(to).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });
});
