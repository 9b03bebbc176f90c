import { createFvad, type Fvad } from '../activity/fvad.ts';
import { createVoiceDetector, type VoiceDetector } from '../activity/voice-detector.ts';
import { blockSamples, type ChannelSound, createBlockMaker } from './sound-block.ts';
import type { FromWorklet, ToWorklet } from './worklet-messages.ts';

/** @file What the worklet does, without the worklet: both channels in lockstep on one clock. */

/** Sound that was under way in devices and buffers when capture went on again is dropped too. */
const settleSamples = 16 * 100;
/** More wall clock than this between two calls, beyond their sound, and the machine slept. */
export const gapMs = 3_000;

export interface SoundProcessor {
  /** The next samples of both channels, the same number of each; undefined: no sound came. */
  process(
    agent: Float32Array | undefined,
    customer: Float32Array | undefined,
    length: number,
  ): void;
  hear(message: ToWorklet): void;
}

/** libfvad from its bytes; says why when it cannot be had. @param mode see {@link createFvad} */
export function detectorsFrom(
  fvad: ArrayBuffer | undefined,
  plain: (reason: string) => void,
): () => VoiceDetector {
  let module: WebAssembly.Module | undefined;
  try {
    // 20 kB: compiled where it runs, at once.
    if (fvad !== undefined) module = new WebAssembly.Module(fvad);
    else plain('the file is not there');
  } catch (error) {
    plain(String(error));
  }
  return () => {
    let found: Fvad | undefined;
    try {
      // Mode 1 finds a voice 30 dB below usual; the level in front of it takes care of noise.
      if (module) found = createFvad(module, 1);
    } catch (error) {
      plain(String(error));
    }
    return createVoiceDetector(found);
  };
}

export function createSoundProcessor(parts: {
  readonly detector: () => VoiceDetector;
  /** Wall clock, ms: the audio clock stands still with the machine. */
  readonly now: () => number;
  readonly say: (message: FromWorklet, transfer: Transferable[]) => void;
}): SoundProcessor {
  const on = { agent: false, customer: false };
  const found: { agent?: ChannelSound; customer?: ChannelSound } = {};
  const makers = {
    agent: createBlockMaker(parts.detector(), (sound) => {
      found.agent = sound;
    }),
    customer: createBlockMaker(parts.detector(), (sound) => {
      found.customer = sound;
    }),
  };
  let epoch = 0;
  let holding = false;
  /** Samples that are still to be dropped. */
  let settling = 0;
  let filled = 0;
  let at = 0;
  let wall: number | undefined;

  /** A block is told whole: its channels were filled by the same numbers of samples. */
  const give = (): void => {
    const { agent, customer } = found;
    delete found.agent;
    delete found.customer;
    const now = parts.now();
    const lost = wall === undefined ? 0 : now - wall - blockSamples / 16;
    wall = now;
    if (lost > gapMs) parts.say({ is: 'gap', ms: lost }, []);
    const heard = {
      ...(on.agent && !holding && agent && { agent }),
      ...(on.customer && !holding && customer && { customer }),
    };
    const transfer = Object.values(heard).map(({ samples }) => samples.buffer);
    parts.say({ is: 'block', at, epoch, ...heard }, transfer);
    at += blockSamples;
  };

  return {
    process: (agent, customer, length) => {
      for (let taken = 0; taken < length;) {
        const size = Math.min(length - taken, blockSamples - filled);
        const silent = holding || settling > 0;
        const part = (samples: Float32Array | undefined): Float32Array | undefined =>
          silent || samples === undefined ? undefined : samples.subarray(taken, taken + size);
        makers.agent.accept(on.agent ? part(agent) : undefined, size);
        makers.customer.accept(on.customer ? part(customer) : undefined, size);
        settling = Math.max(0, settling - size);
        filled += size;
        taken += size;
        if (filled === blockSamples) {
          filled = 0;
          give();
        }
      }
    },
    hear: (message) => {
      if (message.do === 'channels') {
        on.agent = message.agent;
        on.customer = message.customer;
      } else if (message.do === 'hold') {
        holding = true;
        // What of the open block was already heard is dropped with it.
        makers.agent.clear();
        makers.customer.clear();
        makers.agent.accept(undefined, filled);
        makers.customer.accept(undefined, filled);
      } else {
        holding = false;
        settling = settleSamples;
        ({ epoch } = message);
      }
    },
  };
}
