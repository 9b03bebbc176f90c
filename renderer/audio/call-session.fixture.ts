import { readFileSync } from 'node:fs';
import type { CallSetup } from '#domain/call.ts';
import { type HeardLine, HeardLine as Line, type HeardPartial } from '#domain/speech.ts';
import { createScriptedEngine, type EngineScript } from '#tests/fakes/scripted-speech.ts';
import { startCallSession } from './call-session.ts';
import type { CaptureListener } from './capture/capture.ts';
import { blockSamples } from './capture/sound-block.ts';
import { createSoundProcessor, detectorsFrom } from './capture/sound-processor.ts';
import type { CallSink } from './session.ts';

const fvad = readFileSync('node_modules/@echogarden/fvad-wasm/fvad.wasm');

export const setup: CallSetup = {
  consent: { mode: 'announce', sentence: 'This call is written down.' },
  keepsAudio: false,
  comparesVoices: false,
};
export const sound = {
  microphone: '',
  customer: 'system',
  customerDevice: '',
  echoCancellation: true,
  noiseSuppression: true,
} as const;

export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A session over generated sound: everything is real but devices, engine and core. */
export async function open(script: EngineScript = {}, change: Partial<CallSetup> = {}) {
  const engine = createScriptedEngine(script);
  const lines: { key: string; line: HeardLine }[] = [];
  const partials: HeardPartial[] = [];
  const captures: Parameters<CallSink['capture']>[0][] = [];
  /** What the call's clock said with each of them, milliseconds. */
  const clocks: number[] = [];
  let down = false;
  const sink: CallSink = {
    partial: (partial) => partials.push(partial),
    line: async (key, line) => {
      if (down) throw new Error('gone');
      lines.push({ key, line: Line.parse(line) });
      return { outcome: 'kept' };
    },
    capture: async ({ elapsedMs, ...change }) => {
      if (down) throw new Error('gone');
      captures.push(change);
      clocks.push(elapsedMs ?? Number.NaN);
    },
    audio: async () => undefined,
  };
  let listener: CaptureListener | undefined;
  let offset = 0;
  const calls: string[] = [];
  const processor = createSoundProcessor({
    detector: detectorsFrom(new Uint8Array(fvad).buffer, (reason) => {
      throw new Error(reason);
    }),
    now: () => 0,
    say: (message) => {
      if (message.is !== 'block') return;
      const { is: _is, epoch: _epoch, ...block } = message;
      listener?.block({ ...block, at: block.at + offset, length: blockSamples });
    },
  });
  processor.hear({ do: 'channels', agent: true, customer: true });
  const session = await startCallSession({
    setup: { ...setup, ...change },
    sound,
    sink,
    session: 's1',
    engine,
    random: () => 0,
    capture: async (_sound, given) => {
      listener = given;
      given.channel('agent', { state: 'live', source: { kind: 'microphone', label: 'Headset' } });
      given.channel('customer', { state: 'live', source: { kind: 'system', label: 'Tab' } });
      return {
        pause: () => processor.hear({ do: 'hold' }),
        resume: async () => processor.hear({ do: 'go', epoch: 1 }),
        useMicrophone: async () => undefined,
        useCustomer: async () => undefined,
        close: async () => void calls.push('closed'),
      };
    },
  });
  return {
    session,
    engine,
    lines,
    partials,
    captures,
    clocks,
    calls,
    device: () => {
      if (!listener) throw new Error('not opened');
      return listener;
    },
    setDown: (next: boolean) => {
      down = next;
    },
    sleep: (ms: number) => {
      offset += ms * 16;
      listener?.gap(ms);
    },
    /** Both channels hear this, as fast as it goes; lines are there afterwards. */
    hear: async (agent: Float32Array, customer: Float32Array, piece = 128) => {
      for (let at = 0; at < Math.max(agent.length, customer.length); at += piece) {
        const part = (samples: Float32Array) => {
          const block = new Float32Array(piece);
          block.set(samples.subarray(at, at + piece));
          return block;
        };
        processor.process(part(agent), part(customer), piece);
      }
      await settled();
    },
  };
}
