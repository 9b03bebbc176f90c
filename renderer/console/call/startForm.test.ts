import { describe, expect, it } from 'vitest';
import { Settings } from '#domain/settings.ts';
import { setupOf } from '#renderer/gallery/fixtures-call.ts';
import { obstacleOf } from './StartForm.tsx';
import { inputsOf } from './useDevices.ts';

const { sound } = Settings.parse({});
const ready = {
  setup: setupOf('announce'),
  answer: 'announced',
  sound,
  microphone: 'open',
  offline: false,
} as const;

describe('obstacleOf', () => {
  it('lets a call begin once the customer was told or asked as the pack wants it', () => {
    expect(obstacleOf(ready)).toBeUndefined();
    expect(obstacleOf({ ...ready, answer: undefined })).toContain('told');
    const asking = { ...ready, setup: setupOf('ask') };
    expect(obstacleOf({ ...asking, answer: undefined })).toContain('answer');
    expect(obstacleOf({ ...ready, setup: setupOf('off'), answer: undefined })).toBeUndefined();
  });

  it('needs neither microphone nor model to go on by typing', () => {
    const setup = setupOf('ask', { speech: undefined });
    expect(
      obstacleOf({ ...ready, setup, answer: 'declined', microphone: 'failed' }),
    ).toBeUndefined();
    expect(obstacleOf({ ...ready, setup, answer: 'agreed' })).toContain('speech model');
  });

  it('names what is missing of the sound', () => {
    expect(obstacleOf({ ...ready, microphone: 'failed' })).toContain('microphone');
    expect(obstacleOf({ ...ready, sound: { ...sound, customer: 'device' } })).toContain('input');
    expect(obstacleOf({ ...ready, offline: true })).toContain('reached');
  });
});

describe('inputsOf', () => {
  it('leaves out the system’s aliases and devices that may not be told yet', () => {
    const device = (kind: MediaDeviceKind, deviceId: string, label: string) => ({
      kind,
      deviceId,
      label,
    });
    expect(
      inputsOf([
        device('audioinput', 'default', 'Default - Headset'),
        device('audioinput', 'a', 'Headset'),
        device('audioinput', 'b', ''),
        device('audiooutput', 'c', 'Loudspeaker'),
        device('audioinput', '', ''),
      ]),
    ).toEqual([
      { id: 'a', title: 'Headset' },
      { id: 'b', title: 'Input 2' },
    ]);
  });
});
