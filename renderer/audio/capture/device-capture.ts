import type { Settings } from '#domain/settings.ts';
import type { Capture, CaptureListener, CustomerChoice, OpenCapture } from './capture.ts';
import { createDeviceKeeper, type DeviceKeeper } from './device-keeper.ts';
import { createDeviceList } from './devices.ts';
import { createShareKeeper, type ShareKeeper } from './share-keeper.ts';
import { openClock } from './sound-clock.ts';
import type { OpenSource } from './source.ts';
import { onlyMono } from './source-problem.ts';

/** @file A call's capture from this machine's devices: microphone, and the customer's sound. */

type Customer = {
  readonly keeper: DeviceKeeper | ShareKeeper;
  readonly reopen: () => Promise<void>;
};

/** Opens microphone and customer's sound as the settings have it. To be called from a click. */
export const openDeviceCapture: OpenCapture = async (sound, listener) => {
  let microphone: DeviceKeeper | undefined;
  let customer: Customer | undefined;
  let stereo = false;
  let isPaused = false;
  let wishedMicrophone = sound.microphone;
  const media = navigator.mediaDevices;
  const devices = createDeviceList(media);
  const clock = openClock(listener, async () => {
    // After sleep: what ended says so by itself; what did not may be deaf.
    await Promise.all([microphone?.reopen(), customer?.reopen()]);
  });

  const takeMicrophone = (kind: 'microphone' | 'left'): DeviceKeeper =>
    createDeviceKeeper({
      media,
      devices,
      kind,
      sound,
      fallsBack: kind === 'microphone',
      onChange: (source, change) => {
        if (kind === 'microphone') {
          clock.connect('agent', source?.stream);
          listener.channel('agent', change);
        } else takeStereo(source, change);
      },
    });
  const takeStereo = (
    source: OpenSource | undefined,
    change: Parameters<CaptureListener['channel']>[1],
  ): void => {
    clock.connectStereo(source?.stream);
    const side = (kind: 'left' | 'right'): typeof change =>
      source === undefined
        ? change
        : {
            ...change,
            source: { kind, label: source.source.label },
            ...(source.channels < 2 && { problem: onlyMono(source.source.label) }),
          };
    listener.channel('agent', side('left'));
    listener.channel('customer', side('right'));
  };
  const dropCustomer = (): void => {
    customer?.keeper.close();
    customer = undefined;
    clock.connect('customer', undefined);
    listener.channel('customer', { state: 'off' });
  };
  const onCustomer: Parameters<typeof createShareKeeper>[0]['onChange'] = (source, change) => {
    clock.connect('customer', source?.stream);
    listener.channel('customer', change);
  };

  const useMicrophone = async (kind: 'microphone' | 'left'): Promise<void> => {
    microphone?.close();
    microphone = takeMicrophone(kind);
    microphone.enable(!isPaused);
    await microphone.use(wishedMicrophone);
  };
  const useCustomer = async ({ kind, deviceId }: CustomerChoice): Promise<void> => {
    const wasStereo = stereo;
    stereo = kind === 'stereo';
    if (kind === 'system') {
      // A share that runs goes on until the next one is there.
      const running = customer?.keeper;
      const share =
        running && 'ask' in running ? running : createShareKeeper({ media, onChange: onCustomer });
      if (share !== running) {
        customer?.keeper.close();
        listener.channel('customer', { state: 'starting' });
      }
      share.enable(!isPaused);
      customer = {
        keeper: share,
        reopen: async () => clock.connect('customer', share.current()?.stream),
      };
      // Before anything is waited for: the dialog needs the click.
      const asked = share.ask();
      if (wasStereo) await useMicrophone('microphone');
      await asked;
      return;
    }
    dropCustomer();
    if (kind === 'device') {
      listener.channel('customer', { state: 'starting' });
      const keeper = createDeviceKeeper({
        media,
        devices,
        kind: 'device',
        sound,
        fallsBack: false,
        onChange: onCustomer,
      });
      keeper.enable(!isPaused);
      customer = { keeper, reopen: keeper.reopen };
      await keeper.use(deviceId ?? '');
    }
    if (wasStereo !== stereo) await useMicrophone(stereo ? 'left' : 'microphone');
  };

  listener.channel('agent', { state: 'starting' });
  try {
    const asked = openCustomer(sound, useCustomer);
    // A stereo device is the microphone as well: it was opened with the customer.
    if (sound.customer !== 'stereo') await useMicrophone('microphone');
    await asked;
    await clock.opened;
  } catch (error) {
    microphone?.close();
    customer?.keeper.close();
    devices.close();
    await clock.close();
    throw error;
  }

  const capture: Capture = {
    pause: () => {
      isPaused = true;
      clock.hold();
      microphone?.enable(false);
      customer?.keeper.enable(false);
    },
    resume: async () => {
      isPaused = false;
      microphone?.enable(true);
      customer?.keeper.enable(true);
      await clock.go();
    },
    useMicrophone: async (deviceId) => {
      wishedMicrophone = deviceId;
      await microphone?.use(deviceId);
    },
    useCustomer,
    close: async () => {
      microphone?.close();
      customer?.keeper.close();
      devices.close();
      await clock.close();
    },
  };
  return capture;
};

function openCustomer(
  sound: Settings['sound'],
  use: (choice: CustomerChoice) => Promise<void>,
): Promise<void> {
  return use({ kind: sound.customer, deviceId: sound.customerDevice });
}
