import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  AudioPart,
  CallAnswer,
  CallSetup,
  CallSummary,
  CaptureState,
  ChannelSource,
  ConsentAnswer,
  Flag,
  HearOutcome,
  KeptAudio,
} from '#domain/call.ts';
import { Conversation, Turn } from '#domain/conversation.ts';
import { Instant } from '#domain/ids.ts';
import { HeardLine, HeardPartial, VocabularyTerm } from '#domain/speech.ts';
import { errors } from './errors.ts';

const call = oc.errors(errors);
const inConversation = z.object({ conversation: z.string() });
const inPack = z.object({ pack: z.string() });
const nothing = z.object({});

/** Live calls: the page captures and recognises, the core decides what is written. */
export const callContract = {
  /** What has to be agreed first, and which recogniser to use. */
  setup: call.input(inPack).output(CallSetup),
  /**
   * Opens the conversation of a call, or of a recording that the agent dropped. Capture does not
   * run yet.
   */
  begin: call
    .input(
      inPack.extend({
        source: z.enum(['live', 'file']).default('live'),
        title: z.string().min(1).max(200).optional(),
        /** Of a file: how long it is; its turns then lie in the past. */
        durationMs: z.number().nonnegative().optional(),
      }),
    )
    .output(Conversation),
  /**
   * Held open by the window that captures: when it breaks off, capture counts as interrupted after
   * a moment. Yields whether the talk is of a card, so that nothing is written down now.
   */
  attend: call.input(inConversation).output(eventIterator(z.object({ holding: z.boolean() }))),
  consent: call.input(inConversation.extend({ answer: ConsentAnswer })).output(nothing),
  /** Capture started, paused, went on, broke or ended. `running` is refused without consent. */
  capture: call
    .input(
      inConversation.extend({
        state: CaptureState.exclude(['idle']),
        agent: ChannelSource.optional(),
        customer: ChannelSource.optional(),
        reason: z.string().max(500).optional(),
        /** What the page's own clock of the call says now: times of its lines count by it. */
        elapsedMs: z.number().nonnegative().optional(),
      }),
    )
    .output(nothing),
  /** What is being said now; seen by every window of the conversation, never stored. */
  partial: call.input(inConversation.extend({ partial: HeardPartial })).output(nothing),
  /**
   * A final line. Answered when it is stored or dropped: until then the page keeps it and may
   * say it again with the same `key`.
   */
  hear: call
    .input(inConversation.extend({ key: z.string().min(8).max(80), line: HeardLine }))
    .output(z.object({ outcome: HearOutcome, turn: Turn.optional() })),
  /** The agent puts a turn right: a new turn supersedes it, and what follows from it follows. */
  correct: call
    .input(inConversation.extend({ turn: z.string(), text: z.string().min(1).max(20_000) }))
    .output(Turn),
  flag: call
    .input(
      inConversation.extend({
        note: z.string().max(500).default(''),
        /** When the key was pressed; now when absent. A moment that is not in the call is moved into it. */
        at: Instant.optional(),
      }),
    )
    .output(Flag),
  tick: call
    .input(inConversation.extend({ item: z.string(), ticked: z.boolean() }))
    .output(nothing),
  summary: call
    .input(inConversation.extend({ kind: z.enum(['running', 'transfer']) }))
    .output(CallSummary),
  ask: call
    .input(inConversation.extend({ question: z.string().min(1).max(1_000) }))
    .output(CallAnswer),
  /** Words of the pack, and those that were learned. */
  vocabulary: call.input(inPack).output(z.array(VocabularyTerm)),
  forgetWord: call.input(inPack.extend({ written: z.string() })).output(nothing),
  /** Refused unless the admin has keeping switched on. */
  keepAudio: call.input(inConversation.extend({ part: AudioPart })).output(nothing),
  keptAudio: call.output(z.array(KeptAudio)),
  /** The parts of one call, in order, for playing it. */
  audio: call.input(inConversation).output(z.array(AudioPart)),
  deleteAudio: call.input(inConversation).output(nothing),
} as const;
