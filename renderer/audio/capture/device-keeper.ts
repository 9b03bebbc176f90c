import type { Settings } from '#domain/settings.ts';
import type { Problem } from '../session.ts';
import type { ChannelChange } from './capture.ts';
import type { DeviceList } from './devices.ts';
import { type DeviceWish, openDevice, type OpenSource } from './source.ts';
import { deviceGone, fellBack, mutedBySystem, openingProblem } from './source-problem.ts';

/**
 * @file Keeps one input device open: unplugged, it falls back to the system's own choice (a
 * microphone only: the customer's channel must not become the agent's) and comes back when the
 * device does. The next stream is open before the last one is closed.
 */

export interface DeviceKeeper {
  /** Another device, or the same one again. Resolves when it is open or was said to be missing. */
  use(deviceId: string): Promise<void>;
  /** After sleep: streams may be deaf without having ended. */
  reopen(): Promise<void>;
  enable(enabled: boolean): void;
  current(): OpenSource | undefined;
  close(): void;
}

export interface DeviceKeeperParts {
  readonly media: Pick<MediaDevices, 'getUserMedia'>;
  readonly devices: Pick<DeviceList, 'current' | 'refresh' | 'subscribe'>;
  readonly kind: DeviceWish['kind'];
  readonly sound: Pick<Settings['sound'], 'echoCancellation' | 'noiseSuppression'>;
  readonly fallsBack: boolean;
  /** A stream came, changed its state or went. */
  readonly onChange: (source: OpenSource | undefined, change: ChannelChange) => void;
}

/** Errors that another device may not have. */
const ofThisDevice: ReadonlySet<string> = new Set([
  'NotFoundError',
  'OverconstrainedError',
  'NotReadableError',
  'AbortError',
]);

export function createDeviceKeeper(parts: DeviceKeeperParts): DeviceKeeper {
  const { media, devices, kind, sound, onChange } = parts;
  const wanted = kind === 'device' ? 'device' : 'microphone';
  let wish = '';
  /** As the wished device was called when it was last seen. */
  let wishLabel: string | undefined;
  let current: OpenSource | undefined;
  let enabled = true;
  let closed = false;
  let queue: Promise<void> = Promise.resolve();

  const lose = (problem: Problem): void => {
    current?.close();
    current = undefined;
    onChange(undefined, { state: 'lost', problem });
  };
  const take = (next: OpenSource, problem?: Problem): void => {
    const last = current;
    current = next;
    next.enable(enabled);
    const live: ChannelChange = { state: 'live', source: next.source, ...(problem && { problem }) };
    onChange(next, live);
    last?.close();
    next.onEnded(() => {
      if (next !== current || closed) return;
      lose(deviceGone(next.source.label));
      void settle(false);
    });
    next.onMuted((muted) => {
      if (next !== current || closed) return;
      onChange(next, muted ? { ...live, problem: mutedBySystem(next.source.label) } : live);
    });
  };
  const open = (deviceId: string): Promise<OpenSource> =>
    openDevice(media, { kind, deviceId, sound });

  const openWished = async (): Promise<void> => {
    let next: OpenSource | undefined;
    let problem: Problem | undefined;
    try {
      next = await open(wish);
      if (wish !== '') wishLabel = next.source.label;
    } catch (error) {
      if (current?.isLive() === true && wish !== '' && !closed) return;
      const name = error instanceof Error ? error.name : '';
      if (!parts.fallsBack || wish === '' || !ofThisDevice.has(name)) {
        if (!closed) lose(openingProblem(wanted, error));
        return;
      }
      try {
        next = await open('');
        problem = fellBack(next.source.label, wishLabel);
      } catch (second) {
        if (!closed) lose(openingProblem(wanted, second));
        return;
      }
    }
    if (closed) next.close();
    else take(next, problem);
  };

  /** One at a time, so that the last wish wins. */
  const settle = (anew: boolean): Promise<void> => {
    queue = queue.then(async () => {
      if (closed) return;
      const live = current?.isLive() === true;
      if (live && !anew) {
        if (wish === '' || current?.deviceId === wish) return;
        // On the fallback: only worth a try when the wished one is there.
        if (!devices.current().some(({ id }) => id === wish)) return;
      }
      await openWished();
      // Labels come with the first permission.
      await devices.refresh().catch(() => undefined);
    });
    return queue;
  };
  const unsubscribe = devices.subscribe(() => void settle(false));

  return {
    use: (deviceId) => {
      wish = deviceId;
      wishLabel = devices.current().find(({ id }) => id === deviceId)?.label;
      return settle(true);
    },
    reopen: () => settle(true),
    enable: (next) => {
      enabled = next;
      current?.enable(next);
    },
    current: () => current,
    close: () => {
      closed = true;
      unsubscribe();
      current?.close();
      current = undefined;
    },
  };
}
