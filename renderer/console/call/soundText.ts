import type { Settings } from '#domain/settings.ts';

/** @file Ways to the customer's sound, as they are called on the machine at hand. */

export type CustomerSource = Settings['sound']['customer'];

export interface SourceWords {
  readonly value: CustomerSource;
  readonly title: string;
  readonly hint: string;
}

/** Where Earshot runs: in a browser, or as a desktop app on a platform. */
export type Platform = 'browser' | 'windows' | 'mac' | 'linux';

export function platformOf(shell: { readonly platform: string } | undefined): Platform {
  if (shell === undefined) return 'browser';
  if (shell.platform === 'win32') return 'windows';
  return shell.platform === 'darwin' ? 'mac' : 'linux';
}

const system: Readonly<Record<Platform, Omit<SourceWords, 'value'>>> = {
  browser: {
    title: 'A tab or the screen that I share',
    hint: 'The browser asks what to share: choose the tab of your softphone and leave its sound switched on. Chrome and Edge share sound; Firefox and Safari do not.',
  },
  windows: {
    title: 'What this computer plays',
    hint: 'Everything you hear, your softphone included. Keep music and videos off during the call.',
  },
  mac: {
    title: 'What this computer plays',
    hint: 'Everything you hear, your softphone included. The system asks once for permission to record sound.',
  },
  linux: {
    title: 'What this computer plays',
    hint: 'Taken from the monitor of the device you listen with. Keep music and videos off during the call.',
  },
};

/** The ways to the customer's sound, the likeliest first. */
export const customerSources = (platform: Platform): readonly SourceWords[] => [
  { value: 'system', ...system[platform] },
  {
    value: 'device',
    title: 'Another input of this machine',
    hint: 'The monitor of a headset, a virtual cable, or an adapter on the telephone.',
  },
  {
    value: 'stereo',
    title: 'The right side of my microphone',
    hint: 'For adapters that put you on the left and the customer on the right.',
  },
  {
    value: 'none',
    title: 'My side only',
    hint: 'The customer is not heard. You can type what they say.',
  },
];
