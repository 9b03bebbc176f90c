import type { CaptureState, Consent, ConsentAnswer, ConsentMode } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
import type { CallSessionState, ChannelHealth, ChannelState } from '#renderer/audio/session.ts';

/** @file What a call's states are called, and what to do about them. */

/** 3:42, 1:03:42: how long a call runs. */
export function callTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** What can be done about a note, beside reading it. */
export type NoteRemedy = 'sound' | 'share' | 'go on';

export interface CallNote {
  readonly key: string;
  readonly tone: 'info' | 'warn' | 'bad';
  readonly message: string;
  readonly mend: string;
  readonly remedy?: NoteRemedy;
}

type Trouble = Exclude<ChannelHealth, 'off' | 'starting' | 'live'>;
type Words = Omit<CallNote, 'key'>;

const microphone: Readonly<Record<Trouble, Words>> = {
  silent: {
    tone: 'warn',
    message: 'No sound from your microphone for 10 s.',
    mend: 'See whether it is muted, or choose another one.',
    remedy: 'sound',
  },
  clipping: {
    tone: 'warn',
    message: 'Your microphone is too loud and distorts.',
    mend: 'Turn it down a little, or move it away from your mouth.',
  },
  music: {
    tone: 'info',
    message: 'Music on your side.',
    mend: 'Nothing is written down until somebody speaks.',
  },
  lost: {
    tone: 'bad',
    message: 'Your microphone has gone.',
    mend: 'Plug it in again, or choose another one. What was said before is safe.',
    remedy: 'sound',
  },
};

const customer: Readonly<Record<Trouble, Words>> = {
  silent: {
    tone: 'warn',
    message: 'No sound from the customer for 10 s.',
    mend: 'See whether the call can be heard where its sound is taken from.',
    remedy: 'sound',
  },
  clipping: {
    tone: 'warn',
    message: 'The customer’s sound is distorted.',
    mend: 'Turn down the volume of the call.',
  },
  music: {
    tone: 'info',
    message: 'Music on the customer’s side.',
    mend: 'Nothing is written down until somebody speaks.',
  },
  lost: {
    tone: 'bad',
    message: 'The customer’s sound has gone.',
    mend: 'Choose another source. What was said before is safe.',
    remedy: 'sound',
  },
};

/** What to look at depends on where the customer's sound comes from. */
function customerWords(health: Trouble, state: ChannelState): Words {
  const words = customer[health];
  if (state.source?.kind !== 'system') return words;
  if (health === 'silent')
    return {
      ...words,
      mend: 'See whether the shared tab still plays the call and its sound is shared, or share again.',
      remedy: 'share',
    };
  if (health === 'lost')
    return {
      ...words,
      message: 'The share of the customer’s sound has ended.',
      mend: 'Share it again to hear the customer. What was said before is safe.',
      remedy: 'share',
    };
  return words;
}

const isTrouble = (health: ChannelHealth): health is Trouble =>
  health !== 'off' && health !== 'starting' && health !== 'live';

function channelNote(side: Speaker, state: ChannelState): readonly CallNote[] {
  const { health, problem } = state;
  const key = `${side} ${health}`;
  if (!isTrouble(health))
    return problem === undefined ? [] : [{ key, tone: 'bad', ...problem, remedy: 'sound' }];
  const words = side === 'agent' ? microphone[health] : customerWords(health, state);
  return [{ ...words, ...problem, key }];
}

function recogniserNote(state: CallSessionState['recogniser']): readonly CallNote[] {
  const { problem, state: now } = state;
  if (now === 'ready') return [];
  if (now === 'failed')
    return [
      {
        key: 'recogniser failed',
        tone: 'bad',
        message: problem?.message ?? 'The recogniser has stopped: nothing is written down.',
        mend: problem?.mend ?? 'Go on to start it again. What was said before is safe.',
        remedy: 'go on',
      },
    ];
  if (now === 'restarting')
    return [
      {
        key: 'recogniser restarting',
        tone: 'warn',
        message: problem?.message ?? 'The recogniser stopped and is starting again.',
        mend: problem?.mend ?? 'There is nothing to do; captions go on in a moment.',
      },
    ];
  return [
    {
      key: 'recogniser loading',
      tone: 'info',
      message: 'The speech model is being loaded.',
      mend: 'Captions begin when it is ready.',
    },
  ];
}

/** Lines on their way are usual; so many are not. */
const manyUnsent = 3;

/** Everything an agent should know about the sound of the call right now, worst last heard first. */
export function notesOf(
  state: CallSessionState,
  { holding, offline }: { readonly holding: boolean; readonly offline: boolean },
): readonly CallNote[] {
  const { unsent } = state;
  const lines = unsent === 1 ? 'One line is' : `${unsent} lines are`;
  const waiting: readonly CallNote[] =
    unsent >= manyUnsent || (offline && unsent > 0)
      ? [
          {
            key: 'unsent',
            tone: 'warn',
            message: `${lines} not stored yet.`,
            mend: 'Kept in this window and stored as soon as Earshot answers: leave it open.',
          },
        ]
      : [];
  const card: readonly CallNote[] = holding
    ? [
        {
          key: 'holding',
          tone: 'info',
          message: 'Card details: not written down.',
          mend: 'Goes on by itself when the talk has moved on.',
        },
      ]
    : [];
  // Paused or over, silence on a channel is what was asked for.
  const channels =
    state.phase === 'running' || state.phase === 'starting'
      ? [...channelNote('customer', state.customer), ...channelNote('agent', state.agent)]
      : [];
  const whole = state.problems
    .slice(-2)
    .map((problem): CallNote => ({ key: problem.message, tone: 'bad', ...problem }));
  const rank = { bad: 0, warn: 1, info: 2 } as const;
  return [...card, ...channels, ...recogniserNote(state.recogniser), ...waiting, ...whole].toSorted(
    (a, b) => rank[a.tone] - rank[b.tone],
  );
}

export const consentModeTitle: Readonly<Record<ConsentMode, string>> = {
  announce: 'Tell the customer',
  ask: 'Ask the customer',
  off: 'Settled elsewhere',
};

const answers: Readonly<Record<ConsentAnswer, string>> = {
  announced: 'The customer was told',
  agreed: 'The customer agreed',
  declined: 'The customer said no',
  not_asked: 'Consent was settled elsewhere',
};

/** The reminder of what was agreed. */
export const consentText = (consent: Pick<Consent, 'answer'> | undefined): string =>
  consent === undefined ? 'Consent is not recorded yet' : answers[consent.answer];

export const keepsText = (keeps: boolean): string =>
  keeps ? 'Sound is kept, encrypted' : 'Sound is not kept';

/** The indicator's word for a capture that another window runs. */
export const captureTitle: Readonly<Record<CaptureState, string>> = {
  idle: 'Not listening',
  running: 'Listening',
  paused: 'Paused',
  interrupted: 'Stopped',
  ended: 'Ended',
};
