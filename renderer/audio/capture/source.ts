import type { ChannelSource } from '#domain/call.ts';
import type { Settings } from '#domain/settings.ts';

/** @file One open stream of sound: of an input device, or of what somebody shared. */

export interface OpenSource {
  readonly stream: MediaStream;
  readonly source: ChannelSource;
  /** Of an input device. */
  readonly deviceId?: string;
  /** Sides that the device gives. */
  readonly channels: number;
  /** Called once when the stream ends by itself: unplugged, or sharing was ended. */
  onEnded(listener: () => void): void;
  /** Called when the system mutes or unmutes it. */
  onMuted(listener: (muted: boolean) => void): void;
  isLive(): boolean;
  /** Its sound is nothing while disabled. */
  enable(enabled: boolean): void;
  close(): void;
}

/** The shared stream holds a picture that Earshot never looks at. */
class NoSharedSound extends Error {
  override readonly name = 'NoSharedSound';
}
export const isNoSharedSound = (error: unknown): boolean => error instanceof NoSharedSound;

function wrap(
  stream: MediaStream,
  track: MediaStreamTrack,
  source: ChannelSource,
  deviceId?: string,
): OpenSource {
  const settings = track.getSettings();
  return {
    stream,
    source: { ...source, label: source.label.slice(0, 200) },
    ...(deviceId !== undefined && { deviceId }),
    channels: settings.channelCount ?? 1,
    onEnded: (listener) => track.addEventListener('ended', listener, { once: true }),
    onMuted: (listener) => {
      track.addEventListener('mute', () => listener(true));
      track.addEventListener('unmute', () => listener(false));
      if (track.muted) listener(true);
    },
    isLive: () => track.readyState === 'live',
    enable: (enabled) => {
      track.enabled = enabled;
    },
    close: () => {
      for (const one of stream.getTracks()) one.stop();
    },
  };
}

export interface DeviceWish {
  readonly kind: 'microphone' | 'device' | 'left';
  /** Empty: the system's own choice. */
  readonly deviceId: string;
  readonly sound: Pick<Settings['sound'], 'echoCancellation' | 'noiseSuppression'>;
}

/**
 * Opens an input device. Echo cancellation and noise suppression are for a microphone only: they
 * would take a telephone's voice for noise, and they make one side of two. The gain is left to
 * follow the voice of a microphone (people move), not that of a line.
 * Rejects with the browser's own DOMException.
 */
export async function openDevice(
  media: Pick<MediaDevices, 'getUserMedia'>,
  { kind, deviceId, sound }: DeviceWish,
): Promise<OpenSource> {
  const isMicrophone = kind === 'microphone';
  const stream = await media.getUserMedia({
    audio: {
      ...(deviceId !== '' && { deviceId: { exact: deviceId } }),
      echoCancellation: isMicrophone && sound.echoCancellation,
      noiseSuppression: isMicrophone && sound.noiseSuppression,
      autoGainControl: isMicrophone,
      channelCount: { ideal: kind === 'left' ? 2 : 1 },
    },
  });
  const [track] = stream.getAudioTracks();
  if (!track) throw new DOMException('The device gave no sound.', 'NotFoundError');
  const label = track.label || 'Microphone';
  return wrap(stream, track, { kind, label }, track.getSettings().deviceId ?? deviceId);
}

/** Chromium's own: not in the DOM library yet. */
type ShareOptions = DisplayMediaStreamOptions & {
  readonly systemAudio: 'include';
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'include';
  readonly monitorTypeSurfaces: 'include';
};

/**
 * Asks for the sound of a tab, a window or the system: a dialog in a browser, loopback in Electron
 * (electron/main/loopback.ts answers). Needs a click just before. The picture that comes with it
 * cannot be declined; it is never looked at. In Chromium the sound goes on when the picture's track
 * is stopped (seen in tests/e2e/capture.e2e.ts), so nothing is filmed.
 * Rejects with the browser's DOMException, or one that `isNoSharedSound`.
 */
export async function openShare(media: Pick<MediaDevices, 'getDisplayMedia'>): Promise<OpenSource> {
  const options: ShareOptions = {
    video: { width: { max: 16 }, height: { max: 16 }, frameRate: { max: 1 } },
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    systemAudio: 'include',
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
    monitorTypeSurfaces: 'include',
  };
  const stream = await media.getDisplayMedia(options);
  const [video] = stream.getVideoTracks();
  const [track] = stream.getAudioTracks();
  if (!track) {
    for (const one of stream.getTracks()) one.stop();
    throw new NoSharedSound('What was shared has no sound.');
  }
  const surface = video?.getSettings().displaySurface;
  const label = surface === undefined ? 'Shared sound' : (sharedLabels[surface] ?? 'Shared sound');
  for (const one of stream.getVideoTracks()) one.stop();
  return wrap(new MediaStream([track]), track, { kind: 'system', label });
}

const sharedLabels: Readonly<Record<string, string>> = {
  browser: 'Shared tab',
  window: 'Shared window',
  monitor: 'Sound of this computer',
};
