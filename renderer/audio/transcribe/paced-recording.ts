import fvadUrl from '@echogarden/fvad-wasm/fvad.wasm?url';
import type { HeardLine, HeardPartial } from '#domain/speech.ts';
import { blockSamples, speakers } from '../capture/sound-block.ts';
import { createSoundProcessor, detectorsFrom } from '../capture/sound-processor.ts';
import { createBothRecognitions } from '../lines/both-recognitions.ts';
import { sampleRate, type SpeechEngine } from '../recogniser.ts';
import type { Problem } from '../session.ts';

/**
 * @file A recording of two sides at the speed of life: what a device would deliver, through the same
 * blocks, gates and recognisers as a call. For measuring how long words take.
 */

/** Samples of one delivery: 10 ms, about what a device gives at once. */
const delivered = sampleRate / 100;

export interface PacedListener {
  /** `atMs`: since the first sample was handed over. */
  readonly partial: (partial: HeardPartial, atMs: number) => void;
  readonly line: (line: HeardLine, atMs: number) => void;
  /** 0 to 1. */
  readonly progress: (share: number) => void;
}

/**
 * Resolves when all was heard. Left is the agent, right the customer.
 *
 * @returns seconds of sound, and milliseconds that it took
 * @throws when the recording cannot be decoded, or the engine fails
 */
export async function playAtItsPace(
  recording: Blob,
  engine: SpeechEngine,
  listener: PacedListener,
): Promise<{ seconds: number; ms: number }> {
  const context = new OfflineAudioContext(2, 1, sampleRate);
  const [decoded, fvad] = await Promise.all([
    recording.arrayBuffer().then((bytes) => context.decodeAudioData(bytes)),
    fetch(fvadUrl).then((response) => response.arrayBuffer()),
  ]);
  const sides = [0, 1].map((side) =>
    decoded.getChannelData(Math.min(side, decoded.numberOfChannels - 1)),
  );
  const ready = Promise.withResolvers<void>();
  let failure: Error | undefined;
  const fail = ({ message, mend }: Problem): void => {
    failure = Object.assign(new Error(message), { mend });
    ready.reject(failure);
  };
  let startedAt = 0;
  const passed = (): number => performance.now() - startedAt;
  const recognitions = createBothRecognitions({
    engine,
    onPartial: (partial) => listener.partial(partial, passed()),
    onLine: (_, line) => listener.line(line, passed()),
    onState: ({ state, problem }) => {
      if (state === 'ready') ready.resolve();
      if (state === 'failed' && problem) fail(problem);
    },
    onDropped: fail,
  });
  const processor = createSoundProcessor({
    detector: detectorsFrom(fvad, (reason) => ready.reject(new Error(reason))),
    now: () => performance.now(),
    say: (message) => {
      if (message.is === 'block') recognitions.accept({ ...message, length: blockSamples });
    },
  });
  try {
    for (const speaker of speakers) recognitions.open(speaker);
    await ready.promise;
    processor.hear({ do: 'channels', agent: true, customer: true });
    startedAt = performance.now();
    const length = decoded.length;
    for (let at = 0; at < length;) {
      // Late is what a device is not: what time has brought is handed over, and no more.
      const due = Math.min(length, Math.floor((passed() / 1000) * sampleRate));
      while (at + delivered <= due || (due === length && at < length)) {
        const end = Math.min(length, at + delivered);
        const [agent, customer] = sides.map((side) => side.subarray(at, end));
        processor.process(agent, customer, end - at);
        at = end;
      }
      listener.progress(at / length);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await Promise.all(speakers.map((speaker) => recognitions.finish(speaker)));
    if (failure !== undefined) throw failure;
    return { seconds: decoded.duration, ms: passed() };
  } finally {
    recognitions.close();
  }
}
