import { describe, expect, it } from 'vitest';
import type { Capture } from '#domain/call.ts';
import type { Conversation } from '#domain/conversation.ts';
import { captureAfter, hasBegun, sameCapture } from './core-call-capture.ts';

const call = { id: 'c', channel: 'call', startedAt: 0 } as unknown as Conversation;
const began = 1_000_000;
const running: Capture = { state: 'running', keepsAudio: false, startedAt: began, at: began };

/** What is on record after a page told of a change, so many milliseconds after capture began. */
const after = (
  ms: number,
  elapsedMs: number | undefined,
  before: Capture | undefined = running,
): Capture =>
  captureAfter(
    call,
    before,
    { conversation: 'c', state: 'running', ...(elapsedMs !== undefined && { elapsedMs }) },
    { keepsAudio: false, now: began + ms },
  );

describe('the clock of a capture', () => {
  it('is that of the page that began it', () => {
    expect(
      captureAfter(
        call,
        undefined,
        { conversation: 'c', state: 'running', elapsedMs: 300 },
        { keepsAudio: false, now: began },
      ).startedAt,
    ).toBe(began - 300);
  });

  it('stays while the page goes on, told sooner or later', () => {
    expect(after(60_000, 60_000).startedAt).toBe(began);
    expect(after(60_000, 58_700).startedAt).toBe(began);
    expect(after(1_500, 1_400).startedAt).toBe(began);
    expect(after(60_000, undefined).startedAt).toBe(began);
  });

  it('stays when the machine slept: what is said then is a little early, and in order', () => {
    expect(after(3_600_000, 90_000).startedAt).toBe(began);
  });

  it('begins anew with a page that was loaded anew, though nobody said that the former is gone', () => {
    const anew = after(60_000, 400);
    expect(anew.startedAt).toBe(began + 59_600);
    expect(hasBegun(running, anew, 400)).toBe(true);
    expect(sameCapture(running, anew)).toBe(false);
    expect(sameCapture(running, after(60_000, 60_000))).toBe(true);
    expect(after(60_000, 400, { ...running, state: 'paused' }).startedAt).toBe(began + 59_600);
  });

  it('begins anew after an end or a lost device, unless the page has the clock that it had', () => {
    const gone: Capture = { ...running, state: 'interrupted' };
    expect(after(60_000, 60_300, gone).startedAt).toBe(began);
    expect(hasBegun(gone, after(60_000, 60_300, gone), 60_300)).toBe(false);
    expect(after(60_000, 200, gone).startedAt).toBe(began + 59_800);
  });

  it('of a recording is that of the recording', () => {
    const recording = { ...call, channel: 'recorded', startedAt: 7 } as Conversation;
    const change = { conversation: 'c', state: 'running', elapsedMs: 0 } as const;
    expect(
      captureAfter(recording, undefined, change, { keepsAudio: false, now: 9 }).startedAt,
    ).toBe(7);
  });
});
