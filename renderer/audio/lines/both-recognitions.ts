import type { Speaker } from '#domain/conversation.ts';
import type { HeardLine, HeardPartial } from '#domain/speech.ts';
import { frameSamples } from '../activity/fvad.ts';
import { type SoundBlock, speakers } from '../capture/sound-block.ts';
import type { SpeechEngine } from '../recogniser.ts';
import type { CallSessionState, Problem } from '../session.ts';
import type { Bleed } from './bleed.ts';
import { type ChannelRecognition, createChannelRecognition } from './channel-recognition.ts';
import { noEngine } from './session-problems.ts';

/** @file Both channels' recognition, as a call and a file need it. */

export interface BothRecognitions {
  /** Opens a channel's recogniser; nothing when it is open. */
  open(speaker: Speaker): void;
  accept(block: SoundBlock, bleed?: Bleed): void;
  /** See {@link ChannelRecognition.cut}. */
  cut(): void;
  finish(speaker: Speaker): Promise<void>;
  /** Resolves when both have worked on what they were given. */
  drained(): Promise<void>;
  isSpeaking(speaker: Speaker): boolean;
  wordlessMs(): Readonly<Record<Speaker, number>>;
  close(): void;
}

export interface BothRecognitionsParts {
  readonly engine: SpeechEngine | undefined;
  /** Why there is no engine. */
  readonly problem?: string;
  readonly onPartial: (partial: HeardPartial) => void;
  /** `number` counts a speaker's lines from 0. */
  readonly onLine: (number: number, line: HeardLine) => void;
  readonly onState: (state: CallSessionState['recogniser']) => void;
  readonly onDropped: (problem: Problem) => void;
}

const rank = ['ready', 'loading', 'restarting', 'failed'] as const;

export function createBothRecognitions(parts: BothRecognitionsParts): BothRecognitions {
  const { engine } = parts;
  const channels = new Map<Speaker, ChannelRecognition>();
  const states = new Map<Speaker, CallSessionState['recogniser']>();
  const numbers: Record<Speaker, number> = { agent: 0, customer: 0 };
  if (engine === undefined) parts.onState({ state: 'failed', problem: noEngine(parts.problem) });

  /** The worst of both. */
  const tell = (): void => {
    const [worst] = [...states.values()].toSorted(
      (a, b) => rank.indexOf(b.state) - rank.indexOf(a.state),
    );
    if (worst) parts.onState(worst);
  };
  /** Less the frames in which the microphone heard the customer only. */
  const own = (at: number, voiced: number, bleed: Bleed): number => {
    let left = voiced;
    for (let frame = 0; voiced >> frame !== 0; frame += 1) {
      if (((voiced >> frame) & 1) === 0) continue;
      const startMs = (at + frame * frameSamples) / 16;
      if (bleed.onlyOtherSide(startMs, startMs + frameSamples / 16)) left &= ~(1 << frame);
    }
    return left;
  };

  return {
    open: (speaker) => {
      if (engine === undefined || channels.has(speaker)) return;
      const channel = createChannelRecognition({
        speaker,
        engine,
        onPartial: parts.onPartial,
        onLine: (line) => {
          parts.onLine(numbers[speaker], line);
          numbers[speaker] += 1;
        },
        onState: (state) => {
          states.set(speaker, state);
          tell();
        },
        onDropped: parts.onDropped,
      });
      channels.set(speaker, channel);
    },
    accept: (block, bleed) => {
      const { at, agent, customer } = block;
      if (bleed && agent && customer) {
        bleed.add('customer', customer.samples, at);
        bleed.add('agent', agent.samples, at);
      }
      for (const speaker of speakers) {
        const sound = block[speaker];
        if (!sound) continue;
        const vetoed = speaker === 'agent' && bleed && customer;
        const voiced = vetoed ? own(at, sound.voiced, bleed) : sound.voiced;
        channels.get(speaker)?.accept(at, sound.samples, voiced);
      }
    },
    cut: () => {
      for (const channel of channels.values()) channel.cut();
    },
    finish: async (speaker) => channels.get(speaker)?.finish(),
    drained: async () => {
      await Promise.all([...channels.values()].map((channel) => channel.drained()));
    },
    isSpeaking: (speaker) => channels.get(speaker)?.isSpeaking() ?? false,
    wordlessMs: () => ({
      agent: channels.get('agent')?.wordlessMs() ?? 0,
      customer: channels.get('customer')?.wordlessMs() ?? 0,
    }),
    close: () => {
      for (const channel of channels.values()) channel.close();
    },
  };
}
