import type { CallSetup, ConsentAnswer } from '#domain/call.ts';
import { openingProblem } from '../audio/capture/source-problem.ts';
import { FileForm } from '../console/call/FileForm.tsx';
import { FileStrip } from '../console/call/FileStrip.tsx';
import { StartForm } from '../console/call/StartForm.tsx';
import type { Devices } from '../console/call/useDevices.ts';
import type { Preview } from '../console/call/useMicrophoneLevel.ts';
import type { FileRun } from '../data/fileRun.ts';
import { pretendLevels } from './fixtureCall.ts';
import { settings } from './fixtures-app.ts';
import * as calls from './fixtures-call.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;

const devices: Devices = {
  inputs: [
    { id: 'a', title: 'Headset microphone' },
    { id: 'b', title: 'Monitor of Headset' },
  ],
  named: true,
  again: nothing,
};
const open: Preview = {
  state: 'open',
  again: nothing,
  loudness: (listener) => pretendLevels(({ agent }) => listener(agent)),
};
const refused = (name: string): Preview => ({
  ...open,
  state: 'failed',
  problem: openingProblem('microphone', new DOMException('', name)),
});

const start = (
  name: string,
  setup: CallSetup,
  change: {
    readonly answered?: ConsentAnswer;
    readonly preview?: Preview;
    readonly sound?: Partial<(typeof settings)['sound']>;
    readonly offline?: boolean;
  } = {},
): Story => ({
  group: 'call start',
  name,
  render: () => (
    <div className="bg-surface">
      <StartForm
        setup={setup}
        sound={{ ...settings.sound, ...change.sound }}
        devices={devices}
        platform="browser"
        preview={change.preview ?? open}
        offline={change.offline ?? false}
        busy={false}
        {...(change.answered === undefined ? {} : { answered: change.answered })}
        onSound={nothing}
        onStart={nothing}
        onModels={nothing}
      />
    </div>
  ),
});

const file = (name: string, channels: number, setup: CallSetup): Story => ({
  group: 'recording file',
  name,
  render: () => (
    <div className="bg-surface p-4">
      <FileForm
        name="2026-11-23 call with Lindgren.wav"
        facts={{ channels, durationMs: 372_000 }}
        setup={setup}
        offline={false}
        busy={false}
        onStart={nothing}
        onModels={nothing}
      />
    </div>
  ),
});

const strip = (name: string, run: Partial<FileRun>): Story => ({
  group: 'recording file',
  name,
  render: () => (
    <FileStrip
      run={{
        conversation: 'conversation-1',
        name: '2026-11-23 call with Lindgren.wav',
        state: 'running',
        progress: 0.42,
        ...run,
      }}
      here={run.state === undefined}
      onCancel={nothing}
      onOpen={nothing}
      onClear={nothing}
    />
  ),
});

export const callStartStories: readonly Story[] = [
  start('announce', calls.setupOf('announce')),
  start('announce, told', calls.setupOf('announce'), { answered: 'announced' }),
  start('ask', calls.setupOf('ask')),
  start('ask, agreed, sound is kept', calls.setupOf('ask', { keepsAudio: true }), {
    answered: 'agreed',
    sound: { customer: 'device' },
  }),
  start('ask, said no', calls.setupOf('ask'), { answered: 'declined' }),
  start('settled elsewhere', calls.setupOf('off'), { sound: { customer: 'none' } }),
  start('permission denied', calls.setupOf('off'), { preview: refused('NotAllowedError') }),
  start('no microphone', calls.setupOf('off'), { preview: refused('NotFoundError') }),
  start('no speech model', calls.setupOf('off', { speech: undefined }), {
    preview: { ...open, state: 'opening' },
  }),
  file('stereo', 2, calls.setupOf('announce')),
  file('mono, settled elsewhere', 1, calls.setupOf('off')),
  strip('writing down', {}),
  strip('done, elsewhere', { state: 'done', progress: 1 }),
  strip('failed', {
    state: 'failed',
    failure: {
      code: 'unknown',
      message: 'The recording is cut off after 3 minutes.',
      mend: 'What was read up to there is written down.',
    },
  }),
];
