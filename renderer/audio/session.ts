import type {
  AudioPart,
  CaptureState,
  CallSetup,
  ChannelSource,
  HearOutcome,
} from '#domain/call.ts';
import type { Settings } from '#domain/settings.ts';
import type { HeardLine, HeardPartial } from '#domain/speech.ts';

/** @file A call being captured, as the console sees it: what runs, how loud, what is wrong. */

export interface Problem {
  /** One sentence: what happened. */
  readonly message: string;
  /** What to do. */
  readonly mend: string;
}

export type ChannelHealth =
  /** This channel is not captured: nobody chose a source, or the customer is not on this machine. */
  | 'off'
  | 'starting'
  | 'live'
  /** No sound for ten seconds while the other side spoke. */
  | 'silent'
  /** So loud that it is distorted. */
  | 'clipping'
  /** Sound without speech for long: music on hold. */
  | 'music'
  /** The device or the share has gone; it is being looked for again. */
  | 'lost';

export interface ChannelState {
  readonly health: ChannelHealth;
  readonly source?: ChannelSource;
  /** The voice gate is open. */
  readonly speaking: boolean;
  readonly problem?: Problem;
}

export interface CallSessionState {
  readonly phase: 'starting' | Exclude<CaptureState, 'idle'>;
  readonly agent: ChannelState;
  readonly customer: ChannelState;
  readonly recogniser: {
    readonly state: 'loading' | 'ready' | 'restarting' | 'failed';
    /** Of loading, 0 to 1. */
    readonly progress?: number;
    readonly problem?: Problem;
  };
  /** What concerns the call as a whole, newest last: no room for words in the core, and the like. */
  readonly problems: readonly Problem[];
  /** Lines that are final and not yet acknowledged by the core. */
  readonly unsent: number;
  /** On the call's own clock. */
  readonly elapsedMs: number;
  /** Of a file: how far it is, 0 to 1. */
  readonly progress?: number;
  /** Seconds of the customer's speech that are held; absent when voices are not compared. */
  readonly customerVoiceSeconds?: number;
}

export interface Levels {
  /** Root mean square of the last 50 ms, decibel full scale, -90 to 0; undefined when off. */
  readonly agent?: number;
  readonly customer?: number;
}

/** Where a session gives what it heard: the core, or a test. */
export interface CallSink {
  partial(partial: HeardPartial): void;
  /** Rejects when the core cannot be reached: the session says it again with the same key. */
  line(key: string, line: HeardLine): Promise<{ readonly outcome: HearOutcome }>;
  capture(change: {
    readonly state: Exclude<CaptureState, 'idle'>;
    readonly agent?: ChannelSource;
    readonly customer?: ChannelSource;
    readonly reason?: string;
    readonly elapsedMs?: number;
  }): Promise<void>;
  /** Only called when the setup says that audio is kept. */
  audio(part: AudioPart): Promise<void>;
}

export interface CallSession {
  state(): CallSessionState;
  /** Told after every change of state; several a second at most. Returns how to stop. */
  subscribe(listener: () => void): () => void;
  /**
   * The newest speech of the customer, 16 kHz mono, pauses left out; absent when voices are not
   * compared. It is in this page's memory only and gone with the session.
   */
  customerVoice(): Float32Array<ArrayBuffer> | undefined;
  /** Told about 20 times a second while capture runs. */
  onLevels(listener: (levels: Levels) => void): () => void;
  pause(reason?: string): void;
  resume(): Promise<void>;
  /** Says what is open as final, waits until all lines are acknowledged, closes the devices. */
  end(reason?: string): Promise<void>;
  /** Another microphone, also while the call runs: nothing that was said before is lost. */
  useMicrophone(deviceId: string): Promise<void>;
  /** Asks for the customer's sound again (a share dialog) or takes another device. */
  useCustomer(choice: {
    readonly kind: Settings['sound']['customer'];
    readonly deviceId?: string;
  }): Promise<void>;
}

export interface CallSessionOptions {
  readonly setup: CallSetup;
  readonly sound: Settings['sound'];
  readonly sink: CallSink;
  /** Prefix of line keys, new for every session, so that a page that came back repeats nothing. */
  readonly session: string;
}
