import type { AudioPart } from '#domain/call.ts';
import type { SoundBlock } from '../capture/sound-block.ts';
import type { Problem } from '../session.ts';
import { canKeepAudio, createOpusChannel } from './opus-channel.ts';

/** @file Keeps the sound of both channels: encodes it, and gives it to the core part by part. */

export interface AudioKeeper {
  accept(block: SoundBlock): void;
  /** Paused or over: gives away what is open. */
  flush(): Promise<void>;
}

const cannotEncode = (reason: string): Problem => ({
  message: `The sound of this call is not kept: ${reason}.`,
  mend: 'The words are kept all the same. Use a current Chrome or Edge, or the Earshot program.',
});

/** Undefined, with the reason told, where the browser cannot encode Opus. */
export async function createAudioKeeper(parts: {
  readonly onPart: (part: AudioPart) => void;
  readonly onProblem: (problem: Problem) => void;
}): Promise<AudioKeeper | undefined> {
  if (!(await canKeepAudio())) {
    parts.onProblem(cannotEncode('this browser cannot encode Opus'));
    return undefined;
  }
  const open = (speaker: 'agent' | 'customer') =>
    createOpusChannel(speaker, parts.onPart, ({ message }) =>
      parts.onProblem(cannotEncode(`the encoder failed (${message})`)),
    );
  const channels = { agent: open('agent'), customer: open('customer') };
  return {
    accept: ({ at, agent, customer }) => {
      if (agent) channels.agent.accept(at, agent.samples);
      if (customer) channels.customer.accept(at, customer.samples);
    },
    flush: async () => {
      await Promise.all([channels.agent.flush(), channels.customer.flush()]);
    },
  };
}
