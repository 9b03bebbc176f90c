/** @file The input devices of this machine, kept up to date while they are plugged in and out. */

export interface InputDevice {
  readonly id: string;
  /** Empty until the microphone was allowed once. */
  readonly label: string;
  /** The sound of an output, offered as an input (PulseAudio and PipeWire name them so). */
  readonly isMonitor: boolean;
}

export interface DeviceList {
  /** As the system has them now; the system's own choice (an empty id) is not among them. */
  current(): readonly InputDevice[];
  /** Asks the system anew; for after a permission was given, which brings the labels. */
  refresh(): Promise<readonly InputDevice[]>;
  /** Told after every change. Returns how to stop. */
  subscribe(listener: (devices: readonly InputDevice[]) => void): () => void;
  close(): void;
}

/** Stands for "whatever the system's own choice is" in Chromium; no device of its own. */
const aliases: ReadonlySet<string> = new Set(['', 'default', 'communications']);

export const isMonitorLabel = (label: string): boolean =>
  /^monitor of |\.monitor$|\bstereo mix\b|\bblackhole\b|\bvb-?audio\b|\bloopback\b/i.test(label);

/** @param media `navigator.mediaDevices`, or a test's */
export function createDeviceList(
  media: Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>,
): DeviceList {
  let devices: readonly InputDevice[] = [];
  const listeners = new Set<(devices: readonly InputDevice[]) => void>();
  const refresh = async (): Promise<readonly InputDevice[]> => {
    const found = await media.enumerateDevices();
    const next = found
      .filter(({ kind, deviceId }) => kind === 'audioinput' && !aliases.has(deviceId))
      .map(({ deviceId, label }) => ({ id: deviceId, label, isMonitor: isMonitorLabel(label) }));
    const same =
      next.length === devices.length &&
      next.every(
        (one, index) => one.id === devices[index]?.id && one.label === devices[index].label,
      );
    if (!same) {
      devices = next;
      for (const listener of listeners) listener(devices);
    }
    return devices;
  };
  const changed = (): void => {
    // A list that cannot be read now is read at the next change; the old one still holds.
    refresh().catch(() => undefined);
  };
  media.addEventListener('devicechange', changed);
  return {
    current: () => devices,
    refresh,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      media.removeEventListener('devicechange', changed);
      listeners.clear();
    },
  };
}
