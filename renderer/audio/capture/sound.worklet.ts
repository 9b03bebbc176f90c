import { createMessageBatch } from './message-batch.ts';
import { createSoundProcessor, detectorsFrom, type SoundProcessor } from './sound-processor.ts';
import { processorName, type ToWorklet, type WorkletOptions } from './worklet-messages.ts';

/** @file Runs on the audio thread. Two inputs, mixed down to mono by the node: agent, customer. */

// The library of this wall is the page's; these four are the worklet's own.
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: WorkletOptions }) => AudioWorkletProcessor,
): void;

class EarshotSound extends AudioWorkletProcessor {
  readonly #processor: SoundProcessor;

  constructor({ processorOptions }: { processorOptions: WorkletOptions }) {
    super();
    const { say } = createMessageBatch((messages, transfer) =>
      this.port.postMessage(messages, transfer),
    );
    this.#processor = createSoundProcessor({
      detector: detectorsFrom(processorOptions.fvad, (reason) => say({ is: 'plain', reason })),
      // `performance` is not there in a worklet, and it may stand still while the machine sleeps.
      now: () => Date.now(),
      say,
    });
    this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => this.#processor.hear(data);
  }

  process([agent, customer]: Float32Array[][], [silence]: Float32Array[][]): boolean {
    // An input without a source has no channels; the output always has one.
    const length = silence?.[0]?.length ?? 128;
    this.#processor.process(agent?.[0], customer?.[0], length);
    return true;
  }
}

registerProcessor(processorName, EarshotSound);
