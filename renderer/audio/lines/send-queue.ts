/**
 * @file What the core has to hear, in order and at least once. It is kept here until the core has
 * said that it has it; a core that is gone is asked again.
 *
 * Lines are sent as they come, without waiting for the answers to those before: the core holds digits
 * back until it knows what they are, and what comes next is what tells it. So a line that the core alone
 * could not take comes behind those that were under way with it; after a lost connection all are in order.
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

/** What comes behind a `change` is sent when the change has arrived: without it, it would be refused. */
export type SendKind = 'line' | 'change';

export interface SendQueueParts {
  /** Milliseconds until the next try; 0 is the first one again. */
  readonly delayMs: (attempt: number) => number;
  readonly now: () => number;
  readonly onChange: () => void;
  /** Told when the core was not reached, and with undefined when it is again. */
  readonly onTrouble: (error: unknown) => void;
}

/** After a long time without the core the next one is not given everything at once. */
const mostUnderWay = 32;

interface Entry {
  readonly send: () => Promise<unknown>;
  readonly kind: SendKind;
  underWay: boolean;
}

export function createSendQueue(parts: SendQueueParts): SendQueue {
  let entries: Entry[] = [];
  let emptied: (() => void)[] = [];
  let attempt = 0;
  let failed = false;
  let dueAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const underWay = (): number => entries.filter((entry) => entry.underWay).length;

  const start = async (entry: Entry): Promise<void> => {
    entry.underWay = true;
    try {
      await entry.send();
      entries = entries.filter((other) => other !== entry);
      if (attempt > 0 && !failed) {
        attempt = 0;
        parts.onTrouble(undefined);
      }
    } catch (error) {
      entry.underWay = false;
      if (attempt === 0 && !failed) parts.onTrouble(error);
      failed = true;
    }
    if (entries.length === 0) {
      for (const done of emptied) done();
      emptied = [];
    }
    parts.onChange();
    goOn();
  };

  const goOn = (): void => {
    if (closed || dueAt !== undefined) return;
    if (failed) {
      // Whatever else was under way is lost with it, or comes through: then the order is known again.
      if (underWay() > 0) return;
      failed = false;
      const wait = parts.delayMs(attempt);
      attempt += 1;
      dueAt = parts.now() + wait;
      timer = setTimeout(again, wait);
      return;
    }
    for (const entry of [...entries]) {
      if (!entry.underWay) {
        if (failed || underWay() >= mostUnderWay) return;
        void start(entry);
      }
      if (entry.kind === 'change') return;
    }
  };
  const again = (): void => {
    clearTimeout(timer);
    dueAt = undefined;
    goOn();
  };

  return {
    push: (send, kind) => {
      entries.push({ send, kind, underWay: false });
      parts.onChange();
      goOn();
    },
    unsent: () => entries.filter(({ kind }) => kind === 'line').length,
    size: () => entries.length,
    empty: () =>
      entries.length === 0
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
