import type { Core, CoreFailureCode, CoreHealth, Frame } from '#core/surface.ts';
import type { RecordedEvent } from '#domain/events.ts';
import { ConversationId } from '#domain/ids.ts';

/**
 * @file A core that answers what a test tells it to, behind the real router: the suite is about
 * the wire, and needs failures, bugs and streams that a healthy core does not have.
 */

const health: CoreHealth = {
  waiting: [],
  connector: { name: 'scripted', reachable: true },
  latency: { n: 0, p50: 0, p99: 0 },
};

/** A stored event with this position. */
const recorded = (position: number): RecordedEvent => ({
  position,
  at: position,
  actor: 'test',
  event: {
    type: 'conversation.moved',
    conversation: ConversationId.parse('conversation-1'),
    state: 'live',
  },
});

export interface ScriptedCore {
  readonly core: Core;
  /** Texts that `say` was given. */
  readonly said: string[];
  /** Voices that were to be compared. */
  readonly voices: Float32Array[];
  /** Streams that are open now. */
  readonly subscribers: () => number;
  /** Adds a stored event and tells the streams. */
  readonly publish: () => void;
}

export function createScriptedCore(stored: number): ScriptedCore {
  const said: string[] = [];
  const voices: Float32Array[] = [];
  const listeners = new Set<() => void>();
  let last = stored;

  async function* frames(after: number, signal: AbortSignal | undefined): AsyncGenerator<Frame> {
    let position = after;
    let wake = Promise.withResolvers<undefined>();
    const listener = (): void => wake.resolve(undefined);
    listeners.add(listener);
    signal?.addEventListener('abort', listener);
    try {
      let live = false;
      while (signal?.aborted !== true) {
        while (position < last) {
          position += 1;
          yield { kind: 'event', recorded: recorded(position) };
        }
        if (!live) yield { kind: 'live', position };
        live = true;
        await wake.promise;
        wake = Promise.withResolvers();
      }
    } finally {
      listeners.delete(listener);
    }
  }

  const fail = (code: CoreFailureCode, message: string, mend?: string) => ({
    ok: false as const,
    error: { code, message, ...(mend !== undefined && { mend }) },
  });

  const scripted: Partial<Core> = {
    packs: [],
    models: [],
    health: () => health,
    async *watchHealth() {
      yield await Promise.resolve(health);
      throw new Error('the secret of the machine room');
    },
    start: ({ pack }) =>
      fail('NOT_FOUND', `There is no pack "${pack}".`, 'Choose one of the list.'),
    watch: ({ conversation, after, signal }) =>
      conversation === 'conversation-1'
        ? { ok: true, value: frames(after, signal) }
        : fail('NOT_FOUND', 'There is no such conversation.'),
    say: ({ text }) => {
      said.push(text);
      return fail('INVALID', `${text.length} characters`);
    },
    /** Takes a while that depends on its name, and says how much text came with it. */
    importTranscript: async ({ name, text }) => {
      await new Promise((resolve) => setTimeout(resolve, (Number(name) * 7) % 30));
      return {
        ok: true,
        value: {
          conversations: [],
          problems: [{ line: text.length, problem: `${name}:${text.slice(-3)}` }],
        },
      };
    },
    verify: () => {
      throw new Error('the secret of the machine room');
    },
  };
  /** The desk of calls stands in a table of its own: what holds for the whole must hold there. */
  const callDesk: Partial<Core['callDesk']> = {
    consent: () => fail('FORBIDDEN', 'Nobody was asked.', 'Ask first.'),
    setup: () => {
      throw new Error('the secret of the machine room');
    },
    attend: () => ({
      ok: true,
      value: (async function* () {
        yield await Promise.resolve({ holding: false });
        throw new Error('the secret of the machine room');
      })(),
    }),
  };
  const voiceDesk: Partial<Core['voiceDesk']> = {
    compare: (_conversation, samples) => {
      voices.push(samples);
      return Promise.resolve(fail('INVALID', 'Only 1 of 3 seconds of speech were heard.'));
    },
  };
  return {
    core: { ...scripted, callDesk, voiceDesk } as Core,
    said,
    voices,
    subscribers: () => listeners.size,
    publish: () => {
      last += 1;
      for (const listener of [...listeners]) listener();
    },
  };
}
