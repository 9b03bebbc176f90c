import { frameSamples } from './fvad.ts';
import { loudness } from './levels.ts';
import { createRecentSound } from './recent-sound.ts';

/**
 * @file The voice gate of one channel: cuts a stream into stretches of voice, and lets nothing
 * else through. Everything is counted in samples, never in time that passed, so that it does the
 * same for a microphone, a burst and a file read fifty times faster than it was spoken.
 */

const ms = (milliseconds: number): number => milliseconds * 16;

/** All in samples of 16 kHz. */
export const gateTimes = {
  /**
   * Sound before the first voiced frame that is let through with it: unvoiced beginnings ("f",
   * "s", "th") last up to 200 ms and have little energy, and the recogniser wants some silence.
   */
  preRoll: ms(300),
  /** How far back voiced frames are counted to open: a click is shorter. */
  onsetWindow: ms(100),
  /** So much of the window has to be voiced. */
  onsetVoice: ms(50),
  /**
   * Silence that ends a stretch. Pauses within a sentence are mostly below 400 ms (Campione and
   * Véronis 2002, "A large-scale multilingual study of silent pause duration": median of brief
   * and medium pauses 78 and 426 ms); 800 ms from the end of speech to the final is the target,
   * and the recogniser needs its part of that.
   */
  silence: ms(450),
  /** From this length on a shorter silence will do, down to `shortSilence` at `holdFrom`. */
  long: ms(12_000),
  shortSilence: ms(150),
  /** From here on sound is held back, to be cut where it is quietest. */
  holdFrom: ms(18_000),
  /** No stretch is longer. */
  longest: ms(20_000),
} as const;

export interface GateListener {
  /** Voice began; places are samples on the call's clock. `from` is where its sound begins. */
  open(voiceAt: number, from: number): void;
  /** Sound of the open stretch, in order and without gaps. The block is the listener's. */
  sound(at: number, samples: Float32Array<ArrayBuffer>): void;
  /** The stretch is over; voice was heard until `voiceEnd`. */
  close(voiceEnd: number): void;
}

export interface Gate {
  /**
   * Takes the next block: whole frames, bit n of `voiced` for frame n. A block that does not begin
   * where the last one ended closes what is open: there is a hole in the sound.
   */
  accept(at: number, samples: Float32Array, voiced: number): void;
  /** Closes what is open, where it is. */
  finish(): void;
  /** Closes and forgets: not even the pre-roll of what comes next may hold what was heard so far. */
  forget(): void;
  isOpen(): boolean;
}

interface Stretch {
  readonly from: number;
  voiceEnd: number;
}

export function createGate(listener: GateListener): Gate {
  const recent = createRecentSound(
    gateTimes.longest - gateTimes.holdFrom + gateTimes.preRoll + gateTimes.onsetWindow + ms(1_000),
  );
  const windowFrames = gateTimes.onsetWindow / frameSamples;
  const onsetFrames = gateTimes.onsetVoice / frameSamples;
  let stretch: Stretch | undefined;
  /** Where the last voiced frames began, newest last; those of the window only. */
  let voicedAt: number[] = [];
  let fedTo = 0;

  const feed = (to: number): void => {
    if (to <= fedTo) return;
    const samples = recent.read(fedTo, to);
    if (samples.length > 0) listener.sound(to - samples.length, samples);
    fedTo = to;
  };
  const close = (at: number): void => {
    if (stretch === undefined) return;
    feed(at);
    const { voiceEnd } = stretch;
    stretch = undefined;
    voicedAt = [];
    listener.close(Math.min(voiceEnd, at));
  };
  const open = (voiceAt: number, from: number, voiceEnd = voiceAt): void => {
    stretch = { from, voiceEnd: Math.max(voiceAt, voiceEnd) };
    fedTo = from;
    listener.open(voiceAt, from);
  };

  /** The quietest 50 ms of what is held back; the frame in its middle. */
  const quietest = (from: number, to: number): number => {
    const held = recent.read(from, to);
    const width = frameSamples * 5;
    let best = Number.POSITIVE_INFINITY;
    let place = to;
    for (let at = 0; at + width <= held.length; at += frameSamples) {
      const { rmsDb } = loudness(held, at, width);
      if (rmsDb < best) {
        best = rmsDb;
        place = from + at + frameSamples * 2;
      }
    }
    return place;
  };

  const frame = (at: number, isVoiced: boolean): void => {
    const end = at + frameSamples;
    if (isVoiced) voicedAt.push(at);
    while ((voicedAt[0] ?? at) < end - windowFrames * frameSamples) voicedAt.shift();
    if (stretch === undefined) {
      const first = voicedAt[0];
      if (first === undefined || voicedAt.length < onsetFrames) return;
      open(first, Math.max(first - gateTimes.preRoll, fedTo, recent.start()));
    }
    const current = stretch;
    if (current === undefined) return;
    // A lone voiced frame in a pause is a click, not the talk going on.
    if (isVoiced && voicedAt.length >= 2) current.voiceEnd = end;
    const length = end - current.from;
    if (end - current.voiceEnd >= silenceFor(length)) close(end);
    else if (length >= gateTimes.longest) {
      const cut = quietest(fedTo, end);
      const { voiceEnd } = current;
      close(cut);
      open(cut, cut, voiceEnd);
    }
  };

  return {
    accept: (at, samples, voiced) => {
      if (at !== recent.end() || recent.start() === recent.end()) {
        close(recent.end());
        recent.clear();
        voicedAt = [];
        fedTo = at;
      }
      recent.write(at, samples);
      for (let index = 0; index * frameSamples < samples.length; index += 1)
        frame(at + index * frameSamples, ((voiced >> index) & 1) === 1);
      if (stretch && recent.end() - stretch.from < gateTimes.holdFrom) feed(recent.end());
    },
    finish: () => close(recent.end()),
    forget: () => {
      close(fedTo);
      recent.clear();
      voicedAt = [];
    },
    isOpen: () => stretch !== undefined,
  };
}

/** Silence that ends a stretch of this length, samples: shorter when somebody talks on and on. */
function silenceFor(length: number): number {
  const { silence, shortSilence, long, holdFrom } = gateTimes;
  const share = Math.max(0, Math.min(1, (length - long) / (holdFrom - long)));
  return silence - share * (silence - shortSilence);
}
