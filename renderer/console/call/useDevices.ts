import { useCallback, useEffect, useState } from 'react';

export interface InputDevice {
  /** Empty is the system's own choice. */
  readonly id: string;
  readonly title: string;
}

export interface Devices {
  /** Undefined while they are being looked up. */
  readonly inputs: readonly InputDevice[] | undefined;
  /** The names are known: the browser hides them until the microphone was allowed. */
  readonly named: boolean;
  readonly again: () => void;
}

/** Devices as a person tells them apart; the system's aliases ("Default - …") are left out. */
export function inputsOf(devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[]) {
  return devices
    .filter(({ kind }) => kind === 'audioinput')
    .filter(({ deviceId }) => deviceId !== 'default' && deviceId !== 'communications')
    .map(({ deviceId, label }, index) => ({
      id: deviceId,
      title: label === '' ? `Input ${index + 1}` : label,
    }))
    .filter(({ id }) => id !== '');
}

/** The sound inputs of this machine, followed while `active`: plugging in shows at once. */
export function useDevices(active: boolean): Devices {
  const [inputs, setInputs] = useState<readonly InputDevice[]>();
  const [named, setNamed] = useState(false);
  const look = useCallback(() => {
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    if (mediaDevices === undefined) return setInputs([]);
    mediaDevices.enumerateDevices().then(
      (found) => {
        setInputs(inputsOf(found));
        setNamed(found.some(({ label }) => label !== ''));
      },
      // A browser that does not tell has only its own choice to offer.
      () => setInputs([]),
    );
  }, []);
  useEffect(() => {
    if (!active) return;
    look();
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    mediaDevices?.addEventListener('devicechange', look);
    return () => mediaDevices?.removeEventListener('devicechange', look);
  }, [active, look]);
  return { inputs, named, again: look };
}
