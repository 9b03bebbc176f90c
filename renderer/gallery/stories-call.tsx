import type { ReactNode } from 'react';
import type { CaptureState, ConsentAnswer } from '#domain/call.ts';
import type { Turn } from '#domain/conversation.ts';
import { CallBar, type CallBarProps } from '../console/call/CallBar.tsx';
import { FlagButton } from '../console/call/FlagButton.tsx';
import { LearnedNote } from '../console/call/LearnedNote.tsx';
import { QuietCall } from '../console/call/QuietCall.tsx';
import { StoppedCall } from '../console/call/StoppedCall.tsx';
import { Transcript } from '../console/transcript/Transcript.tsx';
import type { Partials } from '../data/conversation.ts';
import * as calls from './fixtures-call.ts';
import { insights, startedAt } from './fixtures.ts';
import { pretendLevels } from './fixtureCall.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;

const bar = (
  name: string,
  state: Parameters<typeof calls.runningState>[0],
  change: Partial<CallBarProps> = {},
): Story => ({
  group: 'call',
  name,
  render: () => (
    <CallBar
      state={calls.runningState(state)}
      consent={{ answer: 'announced' }}
      mode="announce"
      keepsAudio={false}
      holding={false}
      ending={false}
      offline={false}
      elapsed={() => 222_000}
      onLevels={pretendLevels}
      flag={<FlagButton open={false} offline={false} onOpenChange={nothing} onFlag={nothing} />}
      onPause={nothing}
      onResume={nothing}
      onEnd={nothing}
      onBack={nothing}
      onSound={nothing}
      onRemedy={nothing}
      {...change}
    />
  ),
});

const quiet = (name: string, state: CaptureState, answer: ConsentAnswer, taken = false): Story => ({
  group: 'call',
  name,
  render: () => (
    <QuietCall
      call={{
        consent: { mode: 'ask', answer, sentence: '', at: startedAt },
        ...(state === 'idle' ? {} : { capture: { state, keepsAudio: false, at: startedAt } }),
        flags: [],
      }}
      taken={taken}
      offline={false}
      busy={false}
      onGoOn={nothing}
      onOrder={nothing}
    />
  ),
});

const captions = (
  name: string,
  turns: readonly Turn[],
  partials: Partials,
  note?: ReactNode,
): Story => ({
  group: 'captions',
  name,
  render: () => (
    <div className="flex h-96 flex-col bg-surface">
      <Transcript
        turns={turns}
        insights={insights}
        partials={partials}
        emptyHint="Words appear as they are spoken."
        spoken
        onCorrect={async () => true}
      />
      {note}
    </div>
  ),
});

const words = (text: string, holding = false) => ({ text, holding });
const long = 'and then I called again and they said that somebody would come back to me '.repeat(8);

export const callStories: readonly Story[] = [
  bar('running', {}),
  bar('running, sound is kept', {}, { keepsAudio: true, consent: { answer: 'agreed' } }),
  bar('paused', { phase: 'paused' }),
  bar('starting, loading the model', {
    phase: 'starting',
    recogniser: { state: 'loading', progress: 0.42 },
    you: { health: 'starting' },
    caller: { health: 'starting' },
  }),
  bar('the customer is silent', { caller: { health: 'silent' } }),
  bar('the microphone is silent', { you: { health: 'silent' } }),
  bar('the microphone has gone', { you: { health: 'lost' } }),
  bar('the share has ended', { caller: { health: 'lost' } }),
  bar('music', { caller: { health: 'music' } }),
  bar('clipping', { you: { health: 'clipping' } }),
  bar('my side only', { caller: { health: 'off' } }),
  bar('the recogniser starts again', { recogniser: { state: 'restarting' } }),
  bar('the recogniser failed', {
    recogniser: {
      state: 'failed',
      problem: {
        message: 'The speech model is damaged.',
        mend: 'Verify it under Models, then go on.',
      },
    },
  }),
  bar('unsent lines', { unsent: 4 }, { offline: true }),
  bar('card details', {}, { holding: true }),
  bar('everything at once', {
    you: { health: 'clipping' },
    caller: { health: 'silent' },
    recogniser: { state: 'restarting' },
    unsent: 5,
  }),
  bar('finishing', {}, { ending: true }),
  bar('another conversation is on screen', {}, { away: calls.call.title }),
  bar('paused, another conversation is on screen', { phase: 'paused' }, { away: calls.call.title }),
  {
    group: 'call',
    name: 'ended by itself',
    render: () => (
      <StoppedCall
        problem={{
          message: 'The computer slept.',
          mend: 'Go on to hear the call again.',
        }}
        busy={false}
        onGoOn={nothing}
        onEnd={nothing}
      />
    ),
  },
  quiet('interrupted', 'interrupted', 'agreed'),
  quiet('the customer said no', 'idle', 'declined'),
  quiet('agreed, not started', 'idle', 'agreed'),
  quiet('capture has ended', 'ended', 'agreed'),
  quiet('in another window', 'running', 'agreed', true),
  quiet('paused in another window', 'paused', 'agreed', true),
  captions('live, one is unsure', calls.heard, {
    customer: words('could you send it to the'),
    agent: words('of course'),
  }),
  captions('nothing yet', [], {}),
  captions('long partial words', calls.heard.slice(0, 2), { customer: words(long) }),
  captions('card details', calls.heard.slice(0, 3), { customer: words('', true) }),
  captions(
    'removed, corrected, learned',
    [
      ...calls.heard.slice(0, 2),
      calls.heardTurn(2, {
        text: 'My card is [card number] and the code is [security code].',
        speaker: 'customer',
        redactions: 2,
      }),
      calls.heardTurn(3, {
        id: 'turn-9',
        supersedes: 'turn-4',
        text: 'It is the AeroPress, the glass of it is in pieces.',
      }),
    ],
    {},
    calls.learned[0] === undefined ? null : (
      <LearnedNote position={3} term={calls.learned[0]} offline={false} onForget={nothing} />
    ),
  ),
];
