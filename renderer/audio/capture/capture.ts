import type { ChannelSource } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
import type { Settings } from '#domain/settings.ts';
import type { Problem } from '../session.ts';
import type { SoundBlock } from './sound-block.ts';

/** @file Where a call's sound comes from, as the session sees it: devices, or a test. */

export interface ChannelChange {
  readonly state: 'off' | 'starting' | 'live' | 'lost';
  readonly source?: ChannelSource;
  readonly problem?: Problem;
}

export interface CaptureListener {
  /** Every 50 ms, also while paused (without sound then): places on the call's clock, in order. */
  readonly block: (block: SoundBlock) => void;
  readonly channel: (speaker: Speaker, change: ChannelChange) => void;
  /** The machine slept for so many milliseconds; blocks that follow leave them out. */
  readonly gap: (ms: number) => void;
  /** What concerns both channels; undefined when it is over. */
  readonly problem: (what: 'stopped' | 'detector', problem: Problem | undefined) => void;
}

export type CustomerChoice = {
  readonly kind: Settings['sound']['customer'];
  readonly deviceId?: string;
};

export interface Capture {
  /** Nothing that was heard after this call was made reaches the listener. */
  pause(): void;
  resume(): Promise<void>;
  useMicrophone(deviceId: string): Promise<void>;
  useCustomer(choice: CustomerChoice): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the sources. What cannot be opened is told as a channel's problem; it only rejects when
 * nothing can be captured at all.
 */
export type OpenCapture = (sound: Settings['sound'], listener: CaptureListener) => Promise<Capture>;
