import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { AudioPart, Capture } from '#domain/call.ts';
import { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import { createCallAudio, packetMs, withoutSpan } from './core-call-audio.ts';
import { hasBegun } from './core-call-capture.ts';
import { createLog } from './log.ts';
import type { CallRepository } from './ports.ts';
import { createVirtualClock } from './replay-ports.ts';

const part = (startMs: number, packets: number) => ({
  speaker: 'customer' as const,
  startMs,
  packets: Array.from({ length: packets }, (_, index) => `p${index}`),
});

/** A call whose sound is kept, over a repository that is a list. */
function listening() {
  const kept: { startMs: number; packets: readonly string[] }[] = [];
  const clock = createVirtualClock(1_000_000);
  let channel = 'call';
  const warned: string[] = [];
  let capture: Partial<Capture> = { state: 'running', keepsAudio: true, startedAt: 1_000_000 };
  const settings = Settings.parse({ keepAudio: { on: true, days: 1 } });
  const calls = { keepAudio: (_: string, piece: AudioPart) => void kept.push(piece) };
  const open = () =>
    createCallAudio({
      clock,
      lagMs: 50_000,
      calls: calls as unknown as CallRepository,
      bus: undefined as unknown as Bus,
      settings: () => settings,
      viewOf: () =>
        ({ conversation: { channel }, call: { capture } }) as unknown as ConversationView,
      log: createLog({
        level: 'warn',
        now: () => 0,
        redact: (text) => text,
        write: (line) => warned.push(line),
      }),
    });
  return {
    kept,
    clock,
    warned,
    open,
    audio: open(),
    become: (state: Capture['state']) => {
      capture = { ...capture, state };
    },
    beginAnew: () => {
      capture = { ...capture, state: 'running', startedAt: clock.now() };
    },
    isRecording: () => {
      channel = 'recorded';
    },
  };
}
const starts = ({ kept }: ReturnType<typeof listening>): number[] =>
  kept.map(({ startMs }) => startMs);

describe('sound of card data', () => {
  it('is not kept when it comes after the words that gave it away', () => {
    const call = listening();
    call.audio.listen('c', true);
    call.audio.drop('c', 1_000, 2_000);
    for (const startMs of [0, 1_000, 2_000]) call.audio.desk.keepAudio('c', part(startMs, 50));
    call.audio.flush('c');
    expect(starts(call)).toEqual([0, 2_000]);
  });

  it('waits for the words again when a device that was gone came back', () => {
    const call = listening();
    call.audio.listen('c', true);
    call.audio.desk.keepAudio('c', part(0, 50));
    call.become('interrupted');
    call.audio.flush('c');
    expect(starts(call)).toEqual([0]);
    call.audio.desk.keepAudio('c', part(1_000, 50));
    call.become('running');
    call.audio.listen('c', false);
    call.clock.advance(50_000);
    call.audio.desk.keepAudio('c', part(55_000, 50));
    expect(starts(call)).toEqual([0, 1_000]);
    call.audio.drop('c', 55_000, 56_000);
    call.audio.desk.keepAudio('c', part(110_000, 50));
    call.audio.flush('c');
    expect(starts(call)).toEqual([0, 1_000, 110_000]);
  });

  it('is not kept when it comes after the end, and what is said then still counts', () => {
    const call = listening();
    call.audio.listen('c', true);
    call.audio.drop('c', 1_000, 2_000);
    call.become('ended');
    call.audio.flush('c');
    for (const startMs of [1_000, 2_000, 3_000]) call.audio.desk.keepAudio('c', part(startMs, 50));
    call.audio.drop('c', 3_000, 4_000);
    expect(starts(call)).toEqual([]);
    call.clock.advance(50_000);
    expect(starts(call)).toEqual([2_000]);
  });

  it('is not kept when nobody knows any more what was said', () => {
    const call = listening();
    call.become('ended');
    expect(call.open().desk.keepAudio('c', part(0, 50)).ok).toBe(true);
    call.clock.advance(60_000);
    expect(starts(call)).toEqual([]);
    expect(call.warned).toHaveLength(1);
  });
});

describe('sound of a call that goes on after a crash', () => {
  it('is kept from when this core began, whatever comes late, and that is said once', () => {
    const call = listening();
    call.audio.listen('c', true);
    call.clock.advance(60_000);
    const next = call.open();
    next.listen('c', false);
    call.clock.advance(20_000);
    // The page hands over what it has: an old minute, the second of the restart, new ones.
    for (const startMs of [0, 59_000, 61_000, 62_000, 63_000, 70_000])
      next.desk.keepAudio('c', part(startMs, 60));
    next.drop('c', 70_000, 70_400);
    next.flush('c');
    // The two clocks differ by up to two seconds.
    expect(starts(call)).toEqual([62_000, 62_000, 63_000, 70_400]);
    expect(call.warned).toHaveLength(1);
  });

  it('is cut there also when the device was gone meanwhile, and the window says it goes on', () => {
    const call = listening();
    call.clock.advance(60_000);
    const next = call.open();
    call.become('interrupted');
    next.flush('c');
    next.desk.keepAudio('c', part(0, 50));
    call.become('running');
    next.listen('c', false);
    next.desk.keepAudio('c', part(1_000, 50));
    next.desk.keepAudio('c', part(90_000, 50));
    next.flush('c');
    expect(starts(call)).toEqual([90_000]);
    expect(call.warned).toHaveLength(1);
  });

  it('is kept whole when a window began anew since', () => {
    const call = listening();
    call.clock.advance(60_000);
    const next = call.open();
    next.listen('c', false);
    call.beginAnew();
    next.listen('c', true);
    next.desk.keepAudio('c', part(0, 50));
    next.flush('c');
    expect(starts(call)).toEqual([0]);
    expect(call.warned).toEqual([]);
  });

  it('counts as begun only by a window whose clock is new', () => {
    const at = (startedAt: number): Capture => ({
      state: 'running',
      keepsAudio: true,
      startedAt,
      at: 0,
    });
    expect(hasBegun(undefined, at(1), 60_000)).toBe(true);
    expect(hasBegun(at(1), at(1), 0)).toBe(false);
    expect(hasBegun(at(1), at(90_000), 300)).toBe(true);
    // The machine slept: the window's clock stood still, and sound of before may come yet.
    expect(hasBegun(at(1), at(90_000), 60_000)).toBe(false);
  });

  it('is not kept where it is a recording: its clock says nothing of when this core began', () => {
    const call = listening();
    call.isRecording();
    const next = call.open();
    next.listen('c', false);
    next.desk.keepAudio('c', part(90_000, 50));
    next.flush('c');
    expect(starts(call)).toEqual([]);
    const whole = call.open();
    whole.listen('c', true);
    whole.desk.keepAudio('c', part(0, 50));
    whole.flush('c');
    expect(starts(call)).toEqual([0]);
  });
});

describe('sound without a span', () => {
  it('cuts the packets that touch the span and keeps the rest where it was', () => {
    expect(withoutSpan(part(1_000, 5), 1_030, 1_050)).toEqual([
      { speaker: 'customer', startMs: 1_000, packets: ['p0'] },
      { speaker: 'customer', startMs: 1_060, packets: ['p3', 'p4'] },
    ]);
    expect(withoutSpan(part(0, 3), 5_000, 6_000)).toEqual([part(0, 3)]);
    expect(withoutSpan(part(0, 3), 0, 60)).toEqual([]);
  });

  it('keeps every packet outside and none inside, wherever the span lies', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(12_000),
        fc.nat(3_000),
        (startMs, count, from, length) => {
          const until = from + length;
          const pieces = withoutSpan(part(startMs, count), from, until);
          const kept = new Map(
            pieces.flatMap((piece) =>
              piece.packets.map((packet, index) => [packet, piece.startMs + index * packetMs]),
            ),
          );
          for (let index = 0; index < count; index += 1) {
            const at = startMs + index * packetMs;
            const inside = at + packetMs > from && at < until;
            expect(kept.get(`p${index}`)).toBe(inside ? undefined : at);
          }
        },
      ),
    );
  });
});
