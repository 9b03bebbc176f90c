import type { Speaker } from '#domain/conversation.ts';
import { sampleRate } from '../recogniser.ts';
import { fetchFvad } from './fvad-file.ts';
import workletUrl from './sound.worklet.ts?worker&url';
import { blockSamples } from './sound-block.ts';
import {
  type FromWorklet,
  processorName,
  type ToWorklet,
  type WorkletOptions,
} from './worklet-messages.ts';

/**
 * @file Streams of devices and shares to blocks of 16 kHz. One AudioContext and one worklet hold
 * both channels, so both are on one clock whatever the devices' own ones do; the context has no
 * output device, so that it runs on the system's clock and survives headphones being unplugged.
 */

export interface SoundGraph {
  /** Puts a stream on a channel in place of what was there; undefined takes it off. */
  connect(speaker: Speaker, stream: MediaStream | undefined): void;
  /** One device with two sides: left is the agent, right the customer. */
  connectStereo(stream: MediaStream): void;
  hold(): void;
  go(epoch: number): void;
  /** Asks a context that was stopped (by the system, or before a click) to run. */
  wake(): Promise<void>;
  isRunning(): boolean;
  close(): Promise<void>;
}

export interface SoundGraphListener {
  readonly heard: (message: FromWorklet) => void;
  /** The context stopped or runs again. */
  readonly changed: () => void;
}

/** Not in the DOM library yet: `sinkId` (Chromium 110 and later), `renderSizeHint` (newer). */
type ContextOptions = AudioContextOptions & {
  readonly sinkId: { readonly type: 'none' };
  readonly renderSizeHint: number;
};

/** Rejects when the browser cannot make a context or load the worklet. */
export async function openSoundGraph(listener: SoundGraphListener): Promise<SoundGraph> {
  const options: ContextOptions = {
    // Chromium resamples streams to it with a windowed sinc: docs and figures in capture.e2e.ts.
    sampleRate,
    // One block: with less (10 ms is usual) a busy machine is late now and then, and the context
    // leaves out sound; it also halves what silence costs.
    latencyHint: blockSamples / sampleRate,
    // The worklet is called 20 times a second instead of 125; where that is not known, as ever.
    renderSizeHint: blockSamples,
    sinkId: { type: 'none' },
  };
  const context = new AudioContext(options);
  const [fvad] = await Promise.all([fetchFvad(), context.audioWorklet.addModule(workletUrl)]);
  const processorOptions: WorkletOptions = { ...(fvad && { fvad }) };
  const node = new AudioWorkletNode(context, processorName, {
    numberOfInputs: 2,
    numberOfOutputs: 1,
    // The node mixes down by itself: the mean of all channels.
    channelCount: 1,
    channelCountMode: 'explicit',
    channelInterpretation: 'speakers',
    processorOptions,
  });
  node.port.onmessage = ({ data }: MessageEvent<readonly FromWorklet[]>) => {
    for (const message of data) listener.heard(message);
  };
  // It gives silence, but a node without a way to the output need not be called.
  node.connect(context.destination);
  context.onstatechange = listener.changed;
  const tell = (message: ToWorklet): void => node.port.postMessage(message);

  const inputs: Record<Speaker, AudioNode | undefined> = { agent: undefined, customer: undefined };
  const told = (): void =>
    tell({
      do: 'channels',
      agent: inputs.agent !== undefined,
      customer: inputs.customer !== undefined,
    });
  const inputOf = { agent: 0, customer: 1 } as const;
  const take = (speaker: Speaker): void => {
    inputs[speaker]?.disconnect();
    inputs[speaker] = undefined;
  };

  return {
    connect: (speaker, stream) => {
      const next = stream && new MediaStreamAudioSourceNode(context, { mediaStream: stream });
      take(speaker);
      next?.connect(node, 0, inputOf[speaker]);
      inputs[speaker] = next;
      told();
    },
    connectStereo: (stream) => {
      const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
      const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
      source.connect(splitter);
      for (const [output, speaker] of (['agent', 'customer'] as const).entries()) {
        take(speaker);
        const side = new GainNode(context);
        splitter.connect(side, output);
        side.connect(node, 0, inputOf[speaker]);
        inputs[speaker] = side;
      }
      told();
    },
    hold: () => tell({ do: 'hold' }),
    go: (epoch) => tell({ do: 'go', epoch }),
    wake: () => context.resume(),
    isRunning: () => context.state === 'running',
    close: async () => {
      context.onstatechange = null;
      node.port.onmessage = null;
      if (context.state !== 'closed') await context.close();
    },
  };
}
