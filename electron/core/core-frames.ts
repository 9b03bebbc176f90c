import { conversationOf, type PartialTurn } from '#domain/events.ts';
import type { ConversationId } from '#domain/ids.ts';
import type { Bus } from './bus.ts';
import type { Recordings } from './core-recordings.ts';
import type { EventLog } from './ports.ts';
import type { Frame } from './surface.ts';

/** A window that reads slower than this many events is cut off and resumes from the log. */
const maximumBacklog = 10_000;

/**
 * Turns pushes into an async iterable. `subscribe` is called at once, so that nothing that happens
 * between the call and the first `next()` is missed; it is undone when the reader leaves.
 */
export function streamOf<T>(
  subscribe: (push: (item: T) => void) => () => void,
  signal?: AbortSignal,
): AsyncIterableIterator<T> {
  const waiting: T[] = [];
  let wake: (() => void) | undefined;
  let over = false;
  const stop = subscribe((item) => {
    if (over) return;
    if (waiting.length >= maximumBacklog) finish();
    else waiting.push(item);
    wake?.();
  });
  const finish = (): void => {
    if (over) return;
    over = true;
    stop();
    wake?.();
  };
  if (signal?.aborted === true) finish();
  signal?.addEventListener('abort', finish, { once: true });

  const next = async (): Promise<IteratorResult<T>> => {
    for (;;) {
      const item = waiting.shift();
      if (item !== undefined) return { done: false, value: item };
      if (over) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = undefined;
    }
  };
  return {
    next,
    return: () => {
      finish();
      waiting.length = 0;
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Stored events after a position, a `live` mark, then what happens. */
export function watchConversation(
  sources: {
    readonly bus: Bus;
    readonly log: EventLog;
    readonly recordings: Pick<Recordings, 'plays' | 'onChange'>;
    readonly calls: { onPartial(listener: (partial: PartialTurn) => void): () => void };
  },
  conversation: ConversationId,
  after: number,
  signal?: AbortSignal,
): AsyncIterableIterator<Frame> {
  const { bus, log, recordings, calls } = sources;
  return streamOf<Frame>((push) => {
    push({ kind: 'playing', playing: recordings.plays(conversation) });
    let last = after;
    for (const recorded of log.read(conversation, after)) {
      last = recorded.position;
      push({ kind: 'event', recorded });
    }
    push({ kind: 'live', position: last });
    const stops = [
      recordings.onChange((changed, playing) => {
        if (changed === conversation) push({ kind: 'playing', playing });
      }),
      calls.onPartial((partial) => {
        if (partial.conversation === conversation) push({ kind: 'partial', partial });
      }),
      bus.onAny((recorded) => {
        if (recorded.position > last && conversationOf(recorded.event) === conversation)
          push({ kind: 'event', recorded });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, signal);
}
