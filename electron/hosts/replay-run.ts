import type { VirtualClock } from '#core/replay-ports.ts';
import type { Core } from '#core/surface.ts';
import type { DomainEvent, RecordedEvent } from '#domain/events.ts';
import type { Recording, RecordedDecision, RecordedTurn } from '#domain/recording.ts';
import type { WrapUp } from '#domain/wrapup.ts';
import { awaitingActions, openCards } from '#domain/view.ts';
import { refuse } from './cli-output.ts';

export interface ReplayOptions {
  readonly core: Core;
  readonly clock: VirtualClock;
  readonly pack: string;
  readonly recording: Recording;
  /** Waits real time between the turns: 1 is as it was, 8 is eight times as fast. */
  readonly speed: 'instant' | '1' | '8';
  readonly onEvent: (recorded: RecordedEvent) => void;
}

type Step =
  | { readonly at: number; readonly turn: RecordedTurn; readonly index: number }
  | { readonly at: number; readonly decision: RecordedDecision };

/** Turns and decisions in order of time; a decision comes after a turn of the same moment. */
function stepsOf(recording: Recording): Step[] {
  const turns = recording.turns.map((turn, index) => ({ at: turn.offsetMs, turn, index }));
  const decisions = recording.decisions.map((decision) => ({ at: decision.offsetMs, decision }));
  return [...turns, ...decisions].sort((a, b) => a.at - b.at);
}

const valueOf = <T>(
  answer: { ok: true; value: T } | { ok: false; error: { message: string } },
): T => {
  if (!answer.ok) throw refuse(answer.error);
  return answer.value;
};

/**
 * Plays one recorded conversation through a core and wraps it up. The virtual clock moves with the
 * recording, so that deadlines and "today" are the recording's.
 */
export async function runReplay(options: ReplayOptions): Promise<WrapUp> {
  const { core, clock, recording } = options;
  const conversation = valueOf(
    core.start({
      pack: options.pack,
      channel: 'recorded',
      id: recording.header.session,
      ...(recording.header.title !== undefined && { title: recording.header.title }),
    }),
  );
  const frames = valueOf(core.watch({ conversation: conversation.id, after: 0 }));
  const iterator = frames[Symbol.asyncIterator]();
  const listening = (async () => {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
      if (next.value.kind === 'event') options.onEvent(next.value.recorded);
  })();

  const startedAt = clock.now();
  try {
    for (const step of stepsOf(recording)) {
      const wait = Math.max(0, step.at - (clock.now() - startedAt));
      if (options.speed !== 'instant' && wait > 0)
        await new Promise((resolve) => setTimeout(resolve, wait / Number(options.speed)));
      clock.advance(wait);
      if ('turn' in step) {
        valueOf(
          core.say({
            conversation: conversation.id,
            speaker: step.turn.speaker,
            text: step.turn.text,
            key: `${recording.header.session}#${step.index}`.padEnd(8, '#'),
            at: clock.now(),
            kind: step.turn.durationMs === undefined ? 'message' : 'utterance',
            ...(step.turn.durationMs !== undefined && { durationMs: step.turn.durationMs }),
          }),
        );
      } else {
        await decide(core, conversation.id, step.decision);
      }
      await core.settled(conversation.id);
      await core.drained();
    }
    return valueOf(await core.end(conversation.id));
  } finally {
    // Events are delivered in the order of commits; one tick lets the last of them out.
    await new Promise((resolve) => setImmediate(resolve));
    await iterator.return?.();
    await listening;
  }
}

/** Does what the agent did: the newest open card or waiting action of the kind. */
async function decide(core: Core, id: string, decision: RecordedDecision): Promise<void> {
  const view = core.view(id);
  if (view === undefined) return;
  const fits = (kind: string): boolean => decision.kind === undefined || decision.kind === kind;
  if (decision.decide === 'accept' || decision.decide === 'dismiss') {
    const card = openCards(view).find(({ body }) =>
      fits(body.kind === 'action' ? body.actionKind : body.kind),
    );
    if (card === undefined)
      throw refuse({
        message: `No open card of kind ${decision.kind ?? 'any'} to ${decision.decide}.`,
      });
    if (decision.decide === 'accept') valueOf(await core.acceptSuggestion(id, card.id));
    else valueOf(core.dismissSuggestion(id, card.id, 'not_now'));
    return;
  }
  if (decision.decide === 'end') return;
  const action = awaitingActions(view).findLast(({ payload }) => fits(payload.kind));
  if (action === undefined)
    throw refuse({ message: `No action of kind ${decision.kind ?? 'any'} waits for a decision.` });
  if (decision.decide === 'approve') valueOf(core.approveAction(action.id, action.payloadHash));
  else valueOf(core.rejectAction(action.id, 'Rejected in the recording.'));
}

/** One line of `earshot replay --json`; undefined for events that it does not show. */
export function replayLine(event: DomainEvent): Record<string, unknown> | undefined {
  switch (event.type) {
    case 'turn.added':
      return { type: 'turn', conversation: event.conversation, turn: event.turn };
    case 'insights.found':
      return {
        type: 'insight',
        conversation: event.conversation,
        turn: event.turn,
        insights: event.insights,
        ms: event.ms,
      };
    case 'suggestion.proposed':
      return { type: 'suggestion', conversation: event.conversation, suggestion: event.suggestion };
    case 'silence.kept':
      return {
        type: 'suggestion',
        conversation: event.conversation,
        suggestion: null,
        silence: event.silence,
      };
    case 'action.changed':
      return event.action.state === 'succeeded' || event.action.state === 'failed'
        ? {
            type: 'outcome',
            conversation: event.conversation,
            action: event.action.id,
            state: event.action.state,
            reasoning: event.reasoning,
            ...(event.action.tellCustomer !== undefined && {
              tellCustomer: event.action.tellCustomer,
            }),
          }
        : {
            type: 'action',
            conversation: event.conversation,
            action: event.action,
            reasoning: event.reasoning,
          };
    case 'approval.given':
      return { type: 'approval', conversation: event.conversation, approval: event.approval };
    default:
      return undefined;
  }
}

/** The closing line of a replayed conversation. */
export const wrapUpLine = (wrapUp: WrapUp): Record<string, unknown> => ({
  type: 'wrapup',
  conversation: wrapUp.conversation,
  intent: wrapUp.intent,
  disposition: wrapUp.disposition,
  form: formValues(wrapUp),
  summary: wrapUp.summary.map(({ section, text, turns }) => ({ section, text, turns })),
  actions: wrapUp.actions,
});

/** Field name to normalised value, of the fields that hold one. */
export const formValues = (wrapUp: WrapUp): Record<string, string> =>
  Object.fromEntries(
    (wrapUp.form?.fields ?? []).flatMap(({ name, value, state }) =>
      value === undefined || state === 'cleared' ? [] : [[name, value]],
    ),
  );
