import type { ReactNode } from 'react';
import { ConsentChoice } from '../admin/calls/ConsentChoice.tsx';
import { KeepAudio } from '../admin/calls/KeepAudio.tsx';
import { KeptList } from '../admin/calls/KeptList.tsx';
import { LearnedWords } from '../admin/calls/LearnedWords.tsx';
import { SpeechModel } from '../admin/calls/SpeechModel.tsx';
import { SoundForm } from '../console/call/SoundForm.tsx';
import type { Platform } from '../console/call/soundText.ts';
import { settings } from './fixtures-app.ts';
import * as calls from './fixtures-call.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const story = (name: string, content: () => ReactNode): Story => ({
  group: 'admin: calls',
  name,
  render: () => <div className="bg-surface p-4">{content()}</div>,
});

const kept = (name: string, change: Partial<Parameters<typeof KeptList>[0]>): Story =>
  story(name, () => (
    <KeptList
      kept={calls.keptCalls}
      failure={undefined}
      offline={false}
      load={async () => []}
      onDelete={nothing}
      onAgain={nothing}
      {...change}
    />
  ));

const sound = (platform: Platform): Story => ({
  group: 'settings',
  name: `sound of calls, ${platform}`,
  render: () => (
    <div className="bg-surface p-4">
      <SoundForm
        sound={{ ...settings.sound, customer: platform === 'linux' ? 'device' : 'system' }}
        devices={{ inputs: [], named: false, again: nothing }}
        platform={platform}
        onChange={nothing}
      />
    </div>
  ),
});

export const callAdminStories: readonly Story[] = [
  story('consent, as the pack says', () => (
    <ConsentChoice setup={calls.setupOf('announce')} override={undefined} onChange={nothing} />
  )),
  story('consent, settled elsewhere', () => (
    <ConsentChoice setup={calls.setupOf('off')} override="off" onChange={nothing} />
  )),
  story('sound is not kept', () => <KeepAudio keep={{ on: false, days: 30 }} onChange={nothing} />),
  story('sound is kept', () => <KeepAudio keep={{ on: true, days: 30 }} onChange={nothing} />),
  kept('kept sound', {}),
  kept('no kept sound', { kept: [] }),
  kept('kept sound, loading', { kept: undefined }),
  kept('kept sound, cannot be read', {
    failure: { code: 'internal', message: 'The kept sound cannot be read.', mend: 'Try again.' },
  }),
  story('learned words', () => (
    <LearnedWords words={calls.learned} offline={false} onForget={nothing} />
  )),
  story('no learned words', () => <LearnedWords words={[]} offline={false} onForget={nothing} />),
  story('speech model', () => <SpeechModel setup={calls.setupOf('announce')} onModels={nothing} />),
  story('no speech model', () => (
    <SpeechModel
      setup={calls.setupOf('announce', {
        speech: undefined,
        problem: 'The speech model is damaged: its checksum does not fit.',
      })}
      onModels={nothing}
    />
  )),
  sound('windows'),
  sound('linux'),
];
