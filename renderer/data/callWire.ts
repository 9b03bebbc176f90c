/**
 * @file How the windows of Earshot know which of them captures a call: a lock that the browser
 * gives back when a page ends or crashes, and a channel for "pause" and "go on".
 */

export interface CallOrder {
  readonly do: 'pause' | 'resume';
  readonly conversation: string;
}

export interface CallWire {
  /** Takes the call for this window. @returns how to let go, or undefined when another one has it */
  readonly take: (conversation: string) => Promise<(() => void) | undefined>;
  /** Whether any window captures it. */
  readonly isTaken: (conversation: string) => Promise<boolean>;
  readonly send: (order: CallOrder) => void;
  readonly onOrder: (listener: (order: CallOrder) => void) => () => void;
}

const lockOf = (conversation: string): string => `earshot.call.${conversation}`;

function orderOf(data: unknown): CallOrder | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (!('do' in data && 'conversation' in data)) return undefined;
  const { do: what, conversation } = data;
  if (typeof conversation !== 'string' || (what !== 'pause' && what !== 'resume')) return undefined;
  return { do: what, conversation };
}

/** The windows of this origin. */
export function openCallWire(): CallWire {
  const channel = new BroadcastChannel('earshot.call');
  const { locks } = navigator;
  return {
    take: (conversation) =>
      new Promise((resolve, reject) => {
        locks
          .request(lockOf(conversation), { ifAvailable: true }, (lock) => {
            if (lock === null) return resolve(undefined);
            return new Promise<void>((letGo) => resolve(() => letGo()));
          })
          .catch(reject);
      }),
    isTaken: async (conversation) => {
      const { held = [] } = await locks.query();
      return held.some(({ name }) => name === lockOf(conversation));
    },
    send: (order) => channel.postMessage(order),
    onOrder: (listener) => {
      const onMessage = (event: MessageEvent): void => {
        const order = orderOf(event.data);
        if (order !== undefined) listener(order);
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
  };
}
