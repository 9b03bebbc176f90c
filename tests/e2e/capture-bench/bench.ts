/// <reference types="vite/client" />
import type { AudioPart } from '#domain/call.ts';
import type { HeardLine, HeardPartial } from '#domain/speech.ts';
import { startCallSession } from '#renderer/audio/call-session.ts';
import type { OpenCapture } from '#renderer/audio/capture/capture.ts';
import { openDeviceCapture } from '#renderer/audio/capture/device-capture.ts';
import type { SoundBlock } from '#renderer/audio/capture/sound-block.ts';
import { openSoundGraph } from '#renderer/audio/capture/sound-graph.ts';
import type { CallSession, CallSessionState, Levels } from '#renderer/audio/session.ts';
import { createScriptedEngine } from '#tests/fakes/scripted-speech.ts';
import { encode, transcribe } from './recordings.ts';
import { decodeParts } from './kept.ts';
import { resampling } from './resampling.ts';

/** @file A page that captures a call for real, with an engine that needs no model. */

export interface BenchOptions {
  readonly customer: 'system' | 'device' | 'stereo' | 'none';
  readonly customerDevice?: string;
  readonly microphone?: string;
  readonly keepsAudio?: boolean;
}

export interface Heard {
  readonly at: number;
  /** Page time. */
  readonly ms: number;
  readonly agentDb?: number;
  readonly customerDb?: number;
  readonly agentVoiced?: number;
}

const lines: { readonly key: string; readonly line: HeardLine; readonly ms: number }[] = [];
const partials: (HeardPartial & { readonly ms: number })[] = [];
const captures: { readonly state: string; readonly reason?: string }[] = [];
const parts: AudioPart[] = [];
const blocks: Heard[] = [];
const states: CallSessionState[] = [];
const levels: Levels[] = [];
const engine = createScriptedEngine();
/** Every track that was given out, to end one as a device that is unplugged does. */
const tracks: MediaStreamTrack[] = [];
let session: CallSession | undefined;

const media = navigator.mediaDevices;
for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
  const own = media[name].bind(media);
  media[name] = async (constraints?: object) => {
    const stream = await own(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
}

const watched: OpenCapture = (sound, listener) =>
  openDeviceCapture(sound, {
    ...listener,
    block: (block: SoundBlock) => {
      const { at, agent, customer } = block;
      blocks.push({
        at,
        ms: performance.now(),
        ...(agent && { agentDb: agent.rmsDb, agentVoiced: agent.voiced }),
        ...(customer && { customerDb: customer.rmsDb }),
      });
      listener.block(block);
    },
  });

const bench = {
  start: async (options: BenchOptions) => {
    session = await startCallSession({
      setup: {
        consent: { mode: 'announce', sentence: 'This call is written down.' },
        keepsAudio: options.keepsAudio ?? false,
        comparesVoices: false,
      },
      sound: {
        microphone: options.microphone ?? '',
        customer: options.customer,
        customerDevice: options.customerDevice ?? '',
        echoCancellation: false,
        noiseSuppression: false,
      },
      session: 'bench',
      engine,
      capture: watched,
      sink: {
        partial: (partial) => partials.push({ ...partial, ms: performance.now() }),
        line: async (key, line) => {
          lines.push({ key, line, ms: performance.now() });
          return { outcome: 'kept' };
        },
        capture: async ({ elapsedMs: _elapsed, ...change }) => {
          captures.push(change);
        },
        audio: async (part) => {
          parts.push(part);
        },
      },
    });
    const running = session;
    running.subscribe(() => states.push(running.state()));
    running.onLevels((level) => levels.push(level));
    return session.state();
  },
  session: () => {
    if (!session) throw new Error('not started');
    return session;
  },
  tracks: () => tracks.map(({ kind, readyState, label }) => ({ kind, readyState, label })),
  /** As when the device is pulled out: `stop` alone fires no event. */
  endTrack: (index: number) => {
    const track = tracks[index];
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  },
  devices: () => media.enumerateDevices(),
  accepted: () => engine.accepted(),
  /** @param part of the file that is there, 0 to 1 */
  transcribeEncoded: async (kind: 'ogg' | 'webm', part = 1) => {
    const blob = await encode(kind);
    return transcribe(blob.slice(0, blob.size * part));
  },
  transcribe: (base64: string) =>
    transcribe(new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))])),
  /** Root mean square of kept sound, by channel and 100 ms, decoded as any player would. */
  decodeParts: (speaker: 'agent' | 'customer') => decodeParts(parts, speaker),
  resampling: () => resampling(openSoundGraph),
  lines,
  partials,
  captures,
  parts,
  blocks,
  states,
  levels,
};
export type Bench = typeof bench;

Object.assign(globalThis, { bench });
document.documentElement.dataset['ready'] = 'yes';
