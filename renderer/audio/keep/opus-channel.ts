import type { AudioPart } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
import { sampleRate } from '../recogniser.ts';
import { toBase64 } from './base64.ts';

/**
 * @file One channel's sound as Opus, for calls that are kept: WebCodecs encodes, a second at a time
 * is given away. Only made when the setup says that audio is kept.
 */

const packetSamples = sampleRate / 50;
const packetsPerPart = 50;
/** Speech of 8 kHz band width at this rate is "wideband, transparent for speech" (RFC 6716, 2.1.1). */
const bitsPerSecond = 24_000;

interface OpusConfig extends AudioEncoderConfig {
  readonly opus: {
    readonly frameDuration: number;
    readonly application: 'voip';
    readonly format: 'opus';
  };
}

const config: OpusConfig = {
  codec: 'opus',
  sampleRate,
  numberOfChannels: 1,
  bitrate: bitsPerSecond,
  opus: { frameDuration: 20_000, application: 'voip', format: 'opus' },
};

export interface OpusChannel {
  /** The next samples; a place that does not follow the last one begins a new part. */
  accept(at: number, samples: Float32Array<ArrayBuffer>): void;
  /** Gives away what is open; what is no whole packet is filled up with silence. */
  flush(): Promise<void>;
}

export const canKeepAudio = async (): Promise<boolean> =>
  typeof AudioEncoder !== 'undefined' &&
  (await AudioEncoder.isConfigSupported(config)).supported === true;

/** One encoder's sound: from a beginning to the next pause. Its packets lie one after the other. */
interface Stretch {
  encode(samples: Float32Array<ArrayBuffer>, at: number): void;
  /** Gives away all, and closes. */
  finish(): Promise<void>;
}

function openStretch(
  speaker: Speaker,
  onPart: (part: AudioPart) => void,
  onError: (error: DOMException) => void,
): Stretch {
  let packets: string[] = [];
  let startMs = 0;
  const give = (): void => {
    if (packets.length === 0) return;
    const part = { speaker, startMs, packets };
    packets = [];
    onPart(part);
  };
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      // What the encoder looks ahead lies before the first sample.
      if (packets.length === 0) startMs = Math.max(0, Math.round(chunk.timestamp / 1000));
      packets.push(toBase64(bytes));
      if (packets.length === packetsPerPart) give();
    },
    error: onError,
  });
  encoder.configure(config);
  return {
    encode: (samples, at) => {
      const data = new AudioData({
        format: 'f32-planar',
        sampleRate,
        numberOfFrames: samples.length,
        numberOfChannels: 1,
        timestamp: Math.round((at * 1_000_000) / sampleRate),
        data: samples,
      });
      encoder.encode(data);
      data.close();
    },
    finish: async () => {
      if (encoder.state === 'closed') return;
      await encoder.flush();
      encoder.close();
      give();
    },
  };
}

/**
 * @param onPart parts in order; `startMs` is on the call's clock
 * @param onError the encoder failed: nothing more is kept
 */
export function createOpusChannel(
  speaker: Speaker,
  onPart: (part: AudioPart) => void,
  onError: (error: DOMException) => void,
): OpusChannel {
  let stretch: Stretch | undefined;
  let finishing: Promise<void> = Promise.resolve();
  /** Samples that are no whole packet yet, and their place. */
  let rest = new Float32Array(packetSamples);
  let filled = 0;
  let restAt = 0;
  let next: number | undefined;
  let failed = false;

  const fail = (error: DOMException): void => {
    if (failed) return;
    failed = true;
    stretch = undefined;
    onError(error);
  };
  const encode = (): void => {
    stretch ??= openStretch(speaker, onPart, fail);
    stretch.encode(rest, restAt);
    rest = new Float32Array(packetSamples);
    filled = 0;
  };
  const flush = (): Promise<void> => {
    if (filled > 0 && !failed) encode();
    const last = stretch;
    stretch = undefined;
    next = undefined;
    // An encoder that fails while it finishes has said so.
    if (last) finishing = Promise.all([finishing, last.finish().catch(() => undefined)]).then();
    return finishing;
  };

  return {
    accept: (at, samples) => {
      if (failed) return;
      // A pause or a gap. An encoder counts on from its first sample, so the next one begins anew.
      if (next !== undefined && at !== next) void flush();
      next = at + samples.length;
      for (let taken = 0; taken < samples.length;) {
        if (filled === 0) restAt = at + taken;
        const size = Math.min(samples.length - taken, packetSamples - filled);
        rest.set(samples.subarray(taken, taken + size), filled);
        filled += size;
        taken += size;
        if (filled === packetSamples) encode();
      }
    },
    flush,
  };
}
