import type { Speaker } from '#domain/conversation.ts';
import type { Echo } from '#domain/speech.ts';
import { createBandHistory } from '../bleed/band-history.ts';
import { createBleedGate } from '../bleed/bleed-gate.ts';
import { createEchoMeter } from '../bleed/echo-meter.ts';

/** What a session wants to know of the customer's voice in the agent's microphone. */
export interface Bleed {
  /** All sound of both channels, in order; `atSample` is its place on the call's clock. */
  add(channel: Speaker, samples: Float32Array, atSample: number): void;
  /** Whether the microphone carried nothing but the other side in this frame: then it is no voice. */
  onlyOtherSide(startMs: number, endMs: number): boolean;
  /** How like the customer's sound the microphone's was; undefined when that is not known. */
  measure(startMs: number, endMs: number): Echo | undefined;
}

/**
 * Longest way from the customer's channel to the microphone: what plays a call (up to 200 ms with
 * a wireless headset), a room, and the buffers of both captures (capture/sound-graph.ts: 50 ms).
 */
const maximumLagMs = 400;

/** For one call or one recording of two channels; both looks share one history of the sound. */
export function openBleed(): Bleed {
  const history = createBandHistory();
  const gate = createBleedGate({ maximumLagMs, history });
  const meter = createEchoMeter({ maximumLagMs, history });
  return {
    add: history.add,
    onlyOtherSide: gate.onlyOtherSide,
    measure: meter.measure,
  };
}
