import type { Turn } from '#domain/conversation.ts';
import type { Pack } from '#domain/pack.ts';
import { err, ok } from '#domain/result.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import { noConversation } from './core-answers.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock, Encoder } from './ports.ts';
import { askCall, summariseCall, ticksFor } from './suggest/index.ts';
import type { CallDesk } from './surface.ts';

export interface CallHelp {
  readonly desk: Pick<CallDesk, 'summary' | 'ask'>;
  /** Ticks what the agent's words did. Never rejects: a point can always be ticked by hand. */
  agentSaid(turn: Turn): Promise<void>;
}

/** What the talk so far says: its checklist, its summary, answers about it. */
export function createCallHelp(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly packOf: (view: ConversationView) => Pack;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly encoder: () => Promise<Pick<Encoder, 'embed'>>;
  readonly settled: (conversation: string) => Promise<void>;
  readonly redact: (text: string) => string;
}): CallHelp {
  const embed = async (texts: readonly string[]): Promise<Float32Array[]> =>
    (await parts.encoder()).embed(texts, { priority: 'live' });

  return {
    desk: {
      summary: async (conversation, kind) => {
        // What was said last counts, if it is still being understood.
        await parts.settled(conversation);
        const view = parts.viewOf(conversation);
        if (view === undefined) return noConversation;
        const from = parts.clock.monotonic();
        const summary = summariseCall({
          view,
          pack: parts.packOf(view),
          kind,
          now: parts.clock.now(),
        });
        return ok({ ...summary, ms: parts.clock.monotonic() - from });
      },
      ask: async (conversation, question) => {
        const view = parts.viewOf(conversation);
        if (view === undefined) return noConversation;
        const from = parts.clock.monotonic();
        try {
          const answer = await askCall({
            view,
            pack: parts.packOf(view),
            question: parts.redact(question),
            embed,
          });
          return ok({ ...answer, ms: parts.clock.monotonic() - from });
        } catch (thrown) {
          return err({
            code: 'UNAVAILABLE',
            message: `The call cannot be searched right now: ${messageOf(thrown)}`,
            mend: 'Try again in a moment.',
          });
        }
      },
    },
    agentSaid: async (turn) => {
      try {
        const view = parts.viewOf(turn.conversation);
        if (view === undefined) return;
        const ticks = await ticksFor({
          pack: parts.packOf(view),
          turns: view.turns,
          insights: view.insights,
          ticked: view.checklist ?? {},
          embed,
        });
        parts.bus.transact(() => {
          for (const tick of ticks)
            parts.bus.publish(
              { type: 'checklist.changed', conversation: turn.conversation, tick },
              'earshot',
            );
        }, 'normal');
      } catch (thrown) {
        parts.log.warn('The checklist could not be read for a turn.', {
          turn: turn.id,
          reason: messageOf(thrown),
        });
      }
    },
  };
}
