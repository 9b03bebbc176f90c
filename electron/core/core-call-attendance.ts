import type { ConversationId } from '#domain/ids.ts';
import { streamOf } from './core-frames.ts';
import type { Clock } from './ports.ts';

/** How long a window that captures may be away before capture counts as interrupted. */
export const graceMs = 6_000;

export interface CallAttendance {
  /** A window captures this conversation as long as the stream is open. */
  attend(
    conversation: ConversationId,
    signal: AbortSignal | undefined,
    onHolding: (listener: (holding: boolean) => void) => () => void,
  ): AsyncIterable<{ readonly holding: boolean }>;
  /** Nobody may be capturing it: after a moment without a window it is told so. */
  expect(conversation: ConversationId): void;
  close(): void;
}

/** Notices that the window of a running call has gone, whatever took it. */
export function createCallAttendance(parts: {
  readonly clock: Clock;
  /** The window has been away too long. */
  readonly onGone: (conversation: ConversationId) => void;
}): CallAttendance {
  const present = new Map<string, number>();
  const waiting = new Map<string, () => void>();

  const expect = (conversation: ConversationId): void => {
    waiting.get(conversation)?.();
    waiting.set(
      conversation,
      parts.clock.after(graceMs, () => {
        waiting.delete(conversation);
        if ((present.get(conversation) ?? 0) === 0) parts.onGone(conversation);
      }),
    );
  };

  return {
    attend: (conversation, signal, onHolding) =>
      streamOf((push) => {
        present.set(conversation, (present.get(conversation) ?? 0) + 1);
        waiting.get(conversation)?.();
        waiting.delete(conversation);
        push({ holding: false });
        const stop = onHolding((holding) => push({ holding }));
        return () => {
          stop();
          const left = (present.get(conversation) ?? 1) - 1;
          if (left > 0) present.set(conversation, left);
          else {
            present.delete(conversation);
            expect(conversation);
          }
        };
      }, signal),
    expect,
    close: () => {
      for (const stop of waiting.values()) stop();
      waiting.clear();
    },
  };
}
