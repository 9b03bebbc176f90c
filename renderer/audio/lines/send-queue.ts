/**
 * @file What the core has to hear, in order and at least once. It is kept here until the core has
 * said that it has it; a core that is gone is asked again, and nothing overtakes.
 */

export interface SendQueue {
  /** @param send rejects when it did not arrive; it is called again then. */
  push(send: () => Promise<unknown>, kind: SendKind): void;
  /** Lines that are not acknowledged. */
  unsent(): number;
  size(): number;
  /** Resolves when nothing is left to be sent. */
  empty(): Promise<void>;
  /** Time has passed: for pages in the background, whose timers are slow. */
  look(): void;
  close(): void;
}

export type SendKind = 'line' | 'change';

export interface SendQueueParts {
  /** Milliseconds until the next try; 0 is the first one again. */
  readonly delayMs: (attempt: number) => number;
  readonly now: () => number;
  readonly onChange: () => void;
  /** Told when the core was not reached, and with undefined when it is again. */
  readonly onTrouble: (error: unknown) => void;
}

export function createSendQueue(parts: SendQueueParts): SendQueue {
  const waiting: { readonly send: () => Promise<unknown>; readonly kind: SendKind }[] = [];
  let emptied: (() => void)[] = [];
  let attempt = 0;
  let dueAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let closed = false;

  const next = async (): Promise<void> => {
    const first = waiting[0];
    if (first === undefined || sending || closed || dueAt !== undefined) return;
    sending = true;
    try {
      await first.send();
      waiting.shift();
      if (attempt > 0) parts.onTrouble(undefined);
      attempt = 0;
    } catch (error) {
      if (attempt === 0) parts.onTrouble(error);
      const wait = parts.delayMs(attempt);
      attempt += 1;
      dueAt = parts.now() + wait;
      timer = setTimeout(again, wait);
    }
    sending = false;
    if (waiting.length === 0) {
      for (const done of emptied) done();
      emptied = [];
    }
    parts.onChange();
    void next();
  };
  const again = (): void => {
    clearTimeout(timer);
    dueAt = undefined;
    void next();
  };

  return {
    push: (send, kind) => {
      waiting.push({ send, kind });
      parts.onChange();
      void next();
    },
    unsent: () => waiting.filter(({ kind }) => kind === 'line').length,
    size: () => waiting.length,
    empty: () =>
      waiting.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            emptied.push(resolve);
          }),
    look: () => {
      if (dueAt !== undefined && parts.now() >= dueAt) again();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      for (const done of emptied) done();
      emptied = [];
    },
  };
}
