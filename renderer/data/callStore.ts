import type { CallSetup, ConsentAnswer } from '#domain/call.ts';
import type { Conversation } from '#domain/conversation.ts';
import type { Failure } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type {
  CallSession,
  CallSessionOptions,
  CallSessionState,
  CallSink,
} from '#renderer/audio/session.ts';
import type { Api } from './api.ts';
import type { CallWire } from './callWire.ts';
import { explain, isRefusal } from './failure.ts';

/** @file The one call that this window captures, whichever conversation it shows. */

/** Opens the sound of a call; rejects with a `message` and a `mend`. */
export type StartSession = (options: CallSessionOptions) => Promise<CallSession>;

export interface OwnCall {
  readonly conversation: string;
  readonly setup: CallSetup;
  readonly session: CallSession;
  /** As the session said it last. */
  readonly state: CallSessionState;
  /** The talk is of a card: nothing is written down right now. */
  readonly holding: boolean;
  /** The call is being ended: lines that are final are still on their way. */
  readonly ending: boolean;
}

/** Tells the core that this window captures, for as long as the signal lives. */
export type Attend = (
  conversation: string,
  onHolding: (holding: boolean) => void,
  signal: AbortSignal,
) => void;

export interface ListenOrder {
  readonly conversation: string;
  readonly setup: CallSetup;
  readonly sound: Settings['sound'];
}

export interface CallStore {
  readonly get: () => OwnCall | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  /** Opens the conversation of a call and records what was agreed. Nothing is captured yet. */
  readonly open: (order: {
    readonly pack: string;
    readonly answer: ConsentAnswer;
  }) => Promise<Conversation>;
  /** Starts capture, or takes it up again after it ended by itself. One call at a time. */
  readonly listen: (order: ListenOrder) => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => Promise<void>;
  /** Ends capture; resolves when every line that was heard is stored. */
  readonly end: () => Promise<void>;
}

/** Sound comes in, or will as soon as the agent goes on: leaving the page would lose some. */
export const isCapturing = (call: OwnCall | undefined): boolean =>
  call !== undefined && ['starting', 'running', 'paused'].includes(call.state.phase);

/**
 * Gives what a session heard to the core. A core that cannot be reached rejects, and is told again;
 * a core that refuses would refuse for ever: that is told once to `onRefused` and not again.
 */
export function sinkOf(
  api: Api,
  conversation: string,
  onRefused: (failure: Failure) => void,
): CallSink {
  const unlessRefused = async <T>(answer: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      onRefused(explain(error));
      return otherwise;
    }
  };
  return {
    partial: (partial) => {
      // Shown while it is said and never stored: one that does not arrive is replaced by the next.
      api.calls.partial({ conversation, partial }).catch(() => undefined);
    },
    line: (key, line) =>
      unlessRefused(api.calls.hear({ conversation, key, line }), { outcome: 'empty' }),
    capture: async (change) => {
      await unlessRefused(api.calls.capture({ conversation, ...change }), {});
    },
    audio: async (part) => {
      await unlessRefused(api.calls.keepAudio({ conversation, part }), {});
    },
  };
}

export function createCallStore(parts: {
  readonly api: Api;
  readonly start: StartSession;
  readonly wire: CallWire;
  readonly attend: Attend;
  readonly onRefused: (failure: Failure) => void;
}): CallStore {
  const { api, wire } = parts;
  const listeners = new Set<() => void>();
  let own: OwnCall | undefined;
  let release = (): void => undefined;

  const move = (next: OwnCall | undefined): void => {
    own = next;
    for (const listener of [...listeners]) listener();
  };

  const drop = (): void => {
    release();
    release = () => undefined;
    move(undefined);
  };

  const end = async (): Promise<void> => {
    const ended = own;
    if (ended === undefined || ended.ending) return;
    move({ ...ended, ending: true });
    try {
      await ended.session.end();
    } finally {
      drop();
    }
  };

  const listen = async ({ conversation, setup, sound }: ListenOrder): Promise<void> => {
    if (isCapturing(own))
      throw new Error('A call is running in this window already. End it, then start another one.');
    // One that ended by itself may still hold devices.
    await end();
    const letGo = await wire.take(conversation);
    if (letGo === undefined)
      throw new Error('This call is captured in another window of Earshot. Go on there.');
    try {
      const session = await parts.start({
        setup,
        sound,
        sink: sinkOf(api, conversation, parts.onRefused),
        session: crypto.randomUUID(),
      });
      const stop = session.subscribe(() => {
        if (own?.session === session) move({ ...own, state: session.state() });
      });
      const attending = new AbortController();
      release = () => {
        stop();
        attending.abort();
        letGo();
      };
      move({
        conversation,
        setup,
        session,
        state: session.state(),
        holding: false,
        ending: false,
      });
      const onHolding = (holding: boolean): void => {
        if (own?.session === session && own.holding !== holding) move({ ...own, holding });
      };
      parts.attend(conversation, onHolding, attending.signal);
    } catch (error) {
      letGo();
      throw error;
    }
  };

  const pause = (): void => own?.session.pause();
  const resume = async (): Promise<void> => own?.session.resume();

  wire.onOrder((order) => {
    if (own?.conversation !== order.conversation) return;
    if (order.do === 'pause') pause();
    else void resume();
  });

  return {
    get: () => own,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: async ({ pack, answer }) => {
      const conversation = await api.calls.begin({ pack, source: 'live' });
      await api.calls.consent({ conversation: conversation.id, answer });
      return conversation;
    },
    listen,
    pause,
    resume,
    end,
  };
}
