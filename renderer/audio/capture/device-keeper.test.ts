import { describe, expect, it } from 'vitest';
import type { ChannelChange } from './capture.ts';
import { createDeviceKeeper } from './device-keeper.ts';
import { createDeviceList } from './devices.ts';

/** A track of a device, as the browser gives it. */
class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  muted = false;
  readonly label: string;
  readonly deviceId: string;
  constructor(deviceId: string) {
    super();
    this.deviceId = deviceId;
    this.label = `The ${deviceId}`;
  }
  getSettings = () => ({ deviceId: this.deviceId, channelCount: 1 });
  stop = (): void => {
    this.readyState = 'ended';
  };
}

/** The system's devices at the edge of the browser; "default" stands for the first of them. */
function system(...plugged: string[]) {
  let ids = plugged;
  const tracks: FakeTrack[] = [];
  let refusal: string | undefined;
  const events = new EventTarget();
  const media = Object.assign(events, {
    enumerateDevices: async () =>
      ['default', ...ids].map((deviceId) => ({ kind: 'audioinput', deviceId, label: deviceId })),
    getUserMedia: async ({ audio }: { audio: { deviceId?: { exact: string } } }) => {
      const id = audio.deviceId?.exact ?? ids[0];
      if (refusal !== undefined) throw new DOMException('no', refusal);
      if (id === undefined || !ids.includes(id)) throw new DOMException('no', 'NotFoundError');
      const track = new FakeTrack(id);
      tracks.push(track);
      return { getAudioTracks: () => [track], getTracks: () => [track] };
    },
  });
  return {
    media: media as unknown as MediaDevices,
    tracks,
    refuse: (name: string | undefined) => {
      refusal = name;
    },
    plug: (...next: string[]) => {
      const gone = ids.filter((id) => !next.includes(id));
      ids = next;
      for (const track of tracks)
        if (gone.includes(track.deviceId) && track.readyState === 'live') {
          track.readyState = 'ended';
          track.dispatchEvent(new Event('ended'));
        }
      events.dispatchEvent(new Event('devicechange'));
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function open(
  devices: ReturnType<typeof system>,
  deviceId: string,
  kind: 'microphone' | 'device' = 'microphone',
) {
  const changes: ChannelChange[] = [];
  const list = createDeviceList(devices.media);
  const keeper = createDeviceKeeper({
    media: devices.media,
    devices: list,
    kind,
    sound: { echoCancellation: true, noiseSuppression: true },
    fallsBack: kind === 'microphone',
    onChange: (_source, change) => changes.push(change),
  });
  await keeper.use(deviceId);
  const last = () => {
    const change = changes.at(-1);
    return [change?.state, change?.source?.label, change?.problem?.message];
  };
  return { keeper, changes, last };
}

describe('a microphone', () => {
  it('that is pulled out gives way to the next one, and comes back by itself', async () => {
    const devices = system('desk', 'headset');
    const { changes, last } = await open(devices, 'headset');
    expect(last()).toEqual(['live', 'The headset', undefined]);
    devices.plug('desk');
    await settled();
    expect(changes.map(({ state }) => state)).toEqual(['live', 'lost', 'live']);
    expect(last()).toEqual([
      'live',
      'The desk',
      '"The headset" is not there, so "The desk" is used.',
    ]);
    devices.plug('desk', 'headset');
    await settled();
    expect(last()).toEqual(['live', 'The headset', undefined]);
    // The other one was let go, after the next was open.
    expect(devices.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'live']);
  });

  it('that was the only one is waited for', async () => {
    const devices = system('headset');
    const { last } = await open(devices, '');
    devices.plug();
    await settled();
    expect(last()).toEqual(['lost', undefined, 'There is no microphone.']);
    devices.plug('headset');
    await settled();
    expect(last()[0]).toBe('live');
  });

  it('that is not allowed is not looked for elsewhere', async () => {
    const devices = system('desk', 'headset');
    devices.refuse('NotAllowedError');
    const { last } = await open(devices, 'headset');
    expect(last()).toEqual(['lost', undefined, 'Earshot may not use the microphone.']);
  });

  it('that another program holds gives way, and both held is said in one sentence', async () => {
    const devices = system('desk');
    devices.refuse('NotReadableError');
    const { last } = await open(devices, '');
    expect(last()[2]).toContain('another program holds it');
  });

  it('that is chosen while another runs takes over only when it is open', async () => {
    const devices = system('desk', 'headset');
    const { keeper, last } = await open(devices, 'desk');
    await keeper.use('gone');
    expect(last()).toEqual(['live', 'The desk', undefined]);
    expect(devices.tracks[0]?.readyState).toBe('live');
  });

  it('says when the system mutes it, and when no more', async () => {
    const devices = system('desk');
    const { last } = await open(devices, '');
    devices.tracks[0]?.dispatchEvent(new Event('mute'));
    expect(last()[2]).toContain('muted');
    devices.tracks[0]?.dispatchEvent(new Event('unmute'));
    expect(last()).toEqual(['live', 'The desk', undefined]);
  });
});

it("the customer's device is never replaced by a microphone", async () => {
  const devices = system('desk', 'monitor');
  const { last } = await open(devices, 'monitor', 'device');
  devices.plug('desk');
  await settled();
  expect(last()[0]).toBe('lost');
  devices.plug('desk', 'monitor');
  await settled();
  expect(last()).toEqual(['live', 'The monitor', undefined]);
});

it('stays silent while it is disabled, also when it changes', async () => {
  const devices = system('desk', 'headset');
  const { keeper } = await open(devices, 'desk');
  keeper.enable(false);
  await keeper.use('headset');
  expect(devices.tracks.map(({ enabled }) => enabled)).toEqual([false, false]);
});
