import type { Page } from 'playwright-core';
import { writeWav } from '#core/measure/wav.ts';
import { standardRate } from './sound.ts';

/**
 * @file A microphone and a customer's line for a page in a browser: what a test plays comes out of
 * `getUserMedia` and `getDisplayMedia`, at the speed of life. Everything behind those two is real.
 */

export interface FakeSoundDevices {
  /**
   * Plays sound of 16 kHz to one side; starts at once, also while other sound runs.
   *
   * @returns when its first sample is in the stream, on the page's `performance.now()`
   */
  play(side: 'agent' | 'customer', sound: Float32Array): Promise<number>;
  /** Ends the side's streams, as pulling its plug does. */
  unplug(side: 'agent' | 'customer'): Promise<void>;
}

interface InPage {
  play(side: string, wav: string): Promise<number>;
  unplug(side: string): void;
}

/** Runs in the page before any other script of it; nothing outside of it can be used. */
function install(): void {
  const context = new AudioContext();
  const open = new Map<string, MediaStream[]>();
  const sides = new Map(
    ['agent', 'customer'].map((side) => [
      side,
      new MediaStreamAudioDestinationNode(context, { channelCount: 1 }),
    ]),
  );
  const labels: Readonly<Record<string, string>> = { agent: 'Headset', customer: 'Line' };
  const streamOf = (side: string): MediaStream => {
    const stream = (sides.get(side)?.stream ?? new MediaStream()).clone();
    const [track] = stream.getAudioTracks();
    if (track !== undefined) {
      Object.defineProperty(track, 'label', { value: labels[side] });
      const settings = track.getSettings();
      track.getSettings = () => ({ ...settings, deviceId: side, channelCount: 1 });
    }
    open.set(side, [...(open.get(side) ?? []), stream]);
    return stream;
  };
  const devices = navigator.mediaDevices;
  devices.getUserMedia = async (constraints) => {
    await context.resume();
    const audio = constraints?.audio;
    const wish = typeof audio === 'object' ? audio.deviceId : undefined;
    const exact = typeof wish === 'object' && 'exact' in wish ? wish.exact : wish;
    return streamOf(exact === 'customer' ? 'customer' : 'agent');
  };
  devices.getDisplayMedia = async () => {
    await context.resume();
    return streamOf('customer');
  };
  devices.enumerateDevices = async () =>
    ['agent', 'customer'].map((side) => {
      const device = { deviceId: side, groupId: side, kind: 'audioinput' as const };
      return { ...device, label: labels[side] ?? '', toJSON: () => device };
    });
  const inPage: InPage = {
    play: async (side, wav) => {
      const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
      const buffer = await context.decodeAudioData(bytes.buffer);
      await context.resume();
      const source = new AudioBufferSourceNode(context, { buffer });
      const sink = sides.get(side);
      if (sink !== undefined) source.connect(sink);
      const at = context.currentTime + 0.05;
      source.start(at);
      return performance.now() + (at - context.currentTime) * 1000;
    },
    unplug: (side) => {
      for (const stream of open.get(side) ?? [])
        for (const track of stream.getTracks()) {
          track.stop();
          // A track that is stopped from outside says nothing by itself.
          track.dispatchEvent(new Event('ended'));
        }
      open.delete(side);
    },
  };
  Object.assign(window, { earshotFakeSound: inPage });
}

/** A browser must be started with these for the page to play without a click. */
export const fakeSoundArguments = ['--autoplay-policy=no-user-gesture-required'];

/** To be called before the page is opened. */
export async function fakeSoundDevices(page: Page): Promise<FakeSoundDevices> {
  await page.addInitScript(install);
  return {
    play: (side, sound) =>
      page.evaluate(
        ([to, wav]) =>
          (window as unknown as { earshotFakeSound: InPage }).earshotFakeSound.play(to, wav),
        [
          side,
          Buffer.from(writeWav({ rate: standardRate, channels: [sound] })).toString('base64'),
        ] as const,
      ),
    unplug: (side) =>
      page.evaluate(
        (from) => (window as unknown as { earshotFakeSound: InPage }).earshotFakeSound.unplug(from),
        side,
      ),
  };
}
