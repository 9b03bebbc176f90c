import type { Capture } from '#domain/call.ts';
import type { Conversation } from '#domain/conversation.ts';
import type { CallDesk } from './surface.ts';

/** A page's clock of a call, told by a message, differs by the way the message took. */
export const clockSlackMs = 2_000;
/** A window that begins says so before its own clock is at this. */
const beginsWithinMs = 5_000;

/** Whether a window began to capture, and did not go on with a clock that it had before. */
export const hasBegun = (
  before: Capture | undefined,
  now: Capture,
  elapsedMs: number | undefined,
): boolean =>
  before === undefined || (before.startedAt !== now.startedAt && (elapsedMs ?? 0) < beginsWithinMs);

/**
 * What is on record of a capture after a window said that it changed. A page whose device was gone
 * for a while goes on with the clock that it had; another page begins anew.
 */
export function captureAfter(
  conversation: Conversation,
  before: Capture | undefined,
  change: Parameters<CallDesk['capture']>[0],
  { keepsAudio, now }: { readonly keepsAudio: boolean; readonly now: number },
): Capture {
  const clockBegan = Math.round(now - (change.elapsedMs ?? 0));
  const former = before?.startedAt;
  const isSameClock = former !== undefined && Math.abs(former - clockBegan) < clockSlackMs;
  // A page that was loaded anew counts from 0 again, and nobody may have said that the former is gone.
  const isNewClock = (change.elapsedMs ?? Infinity) < beginsWithinMs && !isSameClock;
  const listens = before?.state === 'running' || before?.state === 'paused';
  const goesOn = isSameClock || (listens && !isNewClock);
  const agent = change.agent ?? before?.agent;
  const customer = change.customer ?? before?.customer;
  return {
    state: change.state,
    ...(agent && { agent }),
    ...(customer && { customer }),
    ...(change.reason !== undefined && { reason: change.reason }),
    keepsAudio,
    startedAt:
      conversation.channel === 'recorded'
        ? conversation.startedAt
        : ((goesOn ? former : undefined) ?? clockBegan),
    at: now,
  };
}

/** Whether a window said again what is on record. */
export const sameCapture = (before: Capture, next: Capture): boolean =>
  before.state === next.state &&
  before.startedAt === next.startedAt &&
  before.reason === next.reason &&
  before.agent?.label === next.agent?.label &&
  before.agent?.kind === next.agent?.kind &&
  before.customer?.label === next.customer?.label &&
  before.customer?.kind === next.customer?.kind;
