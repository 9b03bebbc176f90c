import { reconnectDelayMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import { isRefusal } from './failure.ts';

/**
 * Reads an event stream for as long as the signal lives and subscribes again whenever the link
 * breaks; `subscribe` is asked anew each time, so it can say where to resume.
 * @returns the refusal that ended it, or undefined when it was stopped.
 */
export async function follow<T>(
  connection: Connection,
  subscribe: () => Promise<AsyncIterable<T>>,
  take: (item: T) => void,
  signal: AbortSignal,
): Promise<unknown> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      await connection.connected(signal);
      for await (const item of await subscribe()) {
        if (signal.aborted) return undefined;
        attempt = 0;
        take(item);
      }
    } catch (error) {
      if (signal.aborted) return undefined;
      if (isRefusal(error)) return error;
    }
    if (signal.aborted) return undefined;
    await new Promise((resolve) => setTimeout(resolve, reconnectDelayMs(attempt, Math.random())));
  }
  return undefined;
}
