import type { AudioPart } from '#domain/call.ts';
import type { CallParts } from '../data/callParts.ts';
import type { CallSession, CallSessionState, Levels } from '../audio/session.ts';
import type { Handler } from './fixtureDesk.ts';
import * as calls from './fixtures-call.ts';
import { voiceHandlers } from './fixtures-voice.ts';

/** @file A call without sound: what the pretended core answers, and a session that hears nothing. */

/** A session in a state of one's choice, with voices that come and go. */
export function pretendSession(first: CallSessionState): CallSession {
  const listeners = new Set<() => void>();
  const startedAt = Date.now() - first.elapsedMs;
  let state = first;
  const move = (change: Partial<CallSessionState>): void => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };
  return {
    state: () => ({ ...state, elapsedMs: Date.now() - startedAt }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    customerVoice: () => new Float32Array(16_000 * (first.customerVoiceSeconds ?? 0)),
    onLevels: pretendLevels,
    pause: () => move({ phase: 'paused' }),
    resume: async () => move({ phase: 'running' }),
    end: async () => move({ phase: 'ended' }),
    useMicrophone: async () => undefined,
    useCustomer: async () => undefined,
  };
}

/** Two voices, the customer's the louder one. */
export function pretendLevels(listener: (levels: Levels) => void): () => void {
  const wave = (at: number, speed: number): number => Math.abs(Math.sin(at * speed));
  const tell = (): void => {
    const at = Date.now() / 1000;
    listener({ agent: -50 + 18 * wave(at, 1.3), customer: -46 + 30 * wave(at, 2.1) });
  };
  tell();
  const timer = setInterval(tell, 50);
  return () => clearInterval(timer);
}

export const pretendParts: CallParts = {
  prepare: () => undefined,
  describe: async () => ({ channels: 2, durationMs: 372_000 }),
  start: async ({ sink }) => {
    const state = calls.runningState({ elapsedMs: 0 });
    const { agent, customer } = state;
    await sink.capture({
      state: 'running',
      ...(agent.source === undefined ? {} : { agent: agent.source }),
      ...(customer.source === undefined ? {} : { customer: customer.source }),
    });
    return pretendSession(state);
  },
  transcribe: async (_file, { onProgress, signal }) => {
    for (let share = 0; share < 1 && !signal.aborted; share += 0.05) {
      onProgress(share);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return [];
  },
};

/** What the pretended core answers about calls. */
export function callHandlers(kept: 'usual' | 'empty'): Readonly<Record<string, Handler>> {
  let sound = kept === 'empty' ? [] : calls.keptCalls;
  let words = kept === 'empty' ? [] : calls.learned;
  return {
    ...voiceHandlers(kept),
    'calls.setup': () => calls.setupOf('announce'),
    'calls.begin': () => calls.call,
    'calls.attend': (_input, signal) => held(signal),
    'calls.summary': ({ kind }) =>
      kind === 'transfer' ? calls.transferSummary : calls.runningSummary,
    'calls.ask': ({ question }) =>
      /number/i.test(question ?? '')
        ? { ...calls.answered, question }
        : { ...calls.unanswered, question },
    'calls.vocabulary': () => words,
    'calls.forgetWord': ({ written }) => {
      words = words.filter((word) => word.written !== written);
      return {};
    },
    'calls.keptAudio': () => sound,
    'calls.audio': () => toneParts(),
    'calls.deleteAudio': ({ conversation }) => {
      sound = sound.filter((one) => one.conversation !== conversation);
      return {};
    },
  };
}

async function* held(signal: AbortSignal | undefined) {
  yield { holding: false };
  await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
}

/** Two seconds of a tone on each side, a second apart, as a call would be kept. */
async function toneParts(): Promise<AudioPart[]> {
  const tone = async (speaker: AudioPart['speaker'], startMs: number, hertz: number) => {
    const packets: string[] = [];
    const encoder = new AudioEncoder({
      output: (chunk) => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        packets.push(btoa(String.fromCharCode(...bytes)));
      },
      error: (error) => packets.push(error.message),
    });
    const sampleRate = 16_000;
    encoder.configure({ codec: 'opus', sampleRate, numberOfChannels: 1, bitrate: 24_000 });
    const data = Float32Array.from(
      { length: 2 * sampleRate },
      (_, at) => 0.2 * Math.sin((2 * Math.PI * hertz * at) / sampleRate),
    );
    encoder.encode(
      new AudioData({
        format: 'f32',
        sampleRate,
        numberOfFrames: data.length,
        numberOfChannels: 1,
        timestamp: 0,
        data,
      }),
    );
    await encoder.flush();
    encoder.close();
    return { speaker, startMs, packets };
  };
  return [await tone('agent', 0, 330), await tone('customer', 3_000, 440)];
}
