import type { Speaker, Turn } from '#domain/conversation.ts';
import type { DomainEvent } from '#domain/events.ts';
import type { Form } from '#domain/form.ts';
import type { ConversationId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { Silence, Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import type { Actions } from './core-actions.ts';
import { factsOf } from './core-facts.ts';
import type { LatencyLedger } from './core-latency.ts';
import { createTurnstile } from './core-turnstile.ts';
import type { Understanding } from './core-understanding.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock, PolicyEngine, Store } from './ports.ts';
import { entitiesOf, identify, type Suggest, type SuggestOutput } from './suggest/index.ts';
import { fillForm, formFor } from './suggest/forms.ts';
import type { Answer, CoreFailure } from './surface.ts';

export interface Live {
  /** A final turn is stored; what it leads to is worked out behind it, in order. */
  follow(turn: Turn, acceptedAt: number): void;
  settled(conversation?: string): Promise<void>;
  now(
    view: ConversationView,
  ): Promise<Answer<{ readonly cards: Suggestion[]; readonly silence?: Silence }>>;
}

/** Turns in work at once, over all conversations: while one waits for the encoder another goes on. */
const turnsAtWork = 2;

interface Lane {
  tail: Promise<void>;
  /** Turns of the customer that wait behind the one in work. */
  waiting: number;
}

/** The last thing the same side has said since, or the turn itself. */
const newestAfter = (view: ConversationView, turn: Turn): Turn =>
  view.turns
    .slice(view.turns.findIndex(({ id }) => id === turn.id))
    .findLast(({ speaker }) => speaker === turn.speaker) ?? turn;

/** The fast path of the composition root: turn -> insights -> customer, form -> cards or silence. */
export function createLive(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Pick<Store, 'mirror'>;
  readonly latency: LatencyLedger;
  readonly actions: () => Actions;
  readonly settings: () => Settings;
  readonly packOf: (view: ConversationView) => Pack;
  readonly policyOf: (view: ConversationView) => PolicyEngine;
  readonly viewOf: (conversation: ConversationId) => ConversationView | undefined;
  /** What the agent said was read: the checklist may tick itself. Never rejects. */
  readonly agentSaid: (turn: Turn, vector: Float32Array | undefined) => Promise<void>;
  /** Models, heads and index; rejects with a sentence when they cannot be had. */
  readonly ready: (pack: string) => Promise<{
    readonly understanding: Understanding;
    readonly suggest: Suggest;
  }>;
}): Live {
  const { bus, clock } = parts;
  const lanes = new Map<string, Lane>();
  const turnstile = createTurnstile(turnsAtWork);

  const publish = (event: DomainEvent): void => {
    bus.publish(event, 'earshot');
  };

  const identifyCustomer = (view: ConversationView): void => {
    // Who the agent chose by hand stays chosen.
    if (view.record !== undefined && view.recordEvidence?.length === 0) return;
    const found = identify({ entities: entitiesOf(view), mirror: parts.store.mirror });
    if (found.kind !== 'found' || found.record.customer.id === view.record?.customer.id) return;
    publish({
      type: 'customer.identified',
      conversation: view.conversation.id,
      record: found.record,
      evidence: [...found.evidence],
    });
  };

  const refreshForm = (view: ConversationView): void => {
    const pack = parts.packOf(view);
    const form = formFor({ view, pack });
    if (form === undefined) return;
    const filled = fillForm({
      form,
      pack,
      turns: view.turns,
      insights: view.insights,
      ...(view.form !== undefined && { previous: view.form }),
    });
    if (JSON.stringify(filled) === JSON.stringify(view.form)) return;
    publish({ type: 'form.changed', conversation: view.conversation.id, form: filled });
  };

  const suggestFor = async (
    suggest: Suggest,
    view: ConversationView,
    turn: Turn,
    given: {
      readonly acceptedAt: number;
      readonly origin: Suggestion['origin'];
      readonly vector?: Float32Array;
      readonly formBefore?: Form;
    },
  ): Promise<SuggestOutput> => {
    const settings = parts.settings();
    const pack = parts.packOf(view);
    const policy = parts.policyOf(view);
    return suggest.forTurn({
      ...given,
      view,
      turn,
      pack,
      facts: factsOf(view, pack, settings, clock),
      decide: (kind, context) =>
        policy.decide({
          principal: 'agent',
          actor: settings.agent,
          kind,
          context,
          resource: { type: 'Conversation', id: view.conversation.id },
        }),
      verbosity: settings.verbosity,
      tone: settings.tone,
    });
  };

  /** Low-risk kinds that policy releases run without a click; the gate decides, not this. */
  const runReleased = (view: ConversationView, output: SuggestOutput): void => {
    for (const { suggestion, draft } of output.drafts) {
      if (draft.risk !== 'low') continue;
      const alone = parts.policyOf(view).decide({
        principal: 'automation',
        actor: 'policy',
        kind: draft.kind,
        context: draft.policyContext,
        resource: { type: 'Conversation', id: view.conversation.id },
      });
      const card = output.cards.find(({ id }) => id === suggestion);
      if (alone.decision !== 'permit' || card === undefined) continue;
      const drafted = parts.actions().draft({ view, kind: draft.kind, suggestion: card });
      if (drafted.ok)
        publish({
          type: 'suggestion.moved',
          conversation: view.conversation.id,
          suggestion,
          state: 'accepted',
          reason: alone.reason,
        });
      else parts.log.warn('A released action was not drafted.', { reason: drafted.error.message });
    }
  };

  const show = (view: ConversationView, output: SuggestOutput): void => {
    const conversation = view.conversation.id;
    bus.transact(() => {
      for (const { suggestion, reason } of output.expire)
        publish({ type: 'suggestion.moved', conversation, suggestion, state: 'expired', reason });
      for (const suggestion of output.cards)
        publish({ type: 'suggestion.proposed', conversation, suggestion });
      if (output.silence !== undefined && output.silence.reason !== 'agent_turn')
        publish({ type: 'silence.kept', conversation, silence: output.silence });
    }, 'normal');
  };

  const silence = (turn: Turn, reason: Silence['reason'], text: string): void =>
    publish({
      type: 'silence.kept',
      conversation: turn.conversation,
      silence: { conversation: turn.conversation, turn: turn.id, reason, text, considered: [] },
    });

  const viewNow = (turn: Turn): ConversationView => {
    const view = parts.viewOf(turn.conversation);
    if (view === undefined) throw new Error(`Conversation ${turn.conversation} is not in the log.`);
    return view;
  };

  const work = async (turn: Turn, acceptedAt: number, lane: Lane): Promise<void> => {
    const { understanding, suggest } = await parts.ready(viewNow(turn).conversation.pack);
    const before = viewNow(turn);
    // It was put right meanwhile: the turn that supersedes it comes next.
    if (before.superseded?.[turn.id] !== undefined) return;
    const read = await understanding.read(turn, before, parts.packOf(before));
    const now = viewNow(turn);
    const formBefore = now.form;
    const heard = { ...now, insights: { ...now.insights, [turn.id]: read.insights } };
    // One write for all that is known of a turn: each commit costs as much as the reading did.
    bus.transact(() => {
      publish({
        type: 'insights.found',
        conversation: turn.conversation,
        turn: turn.id,
        insights: [...read.insights],
        ms: read.ms,
      });
      identifyCustomer(heard);
      refreshForm(heard);
    }, 'normal');
    await turnstile.breathe();
    if (turn.speaker === 'agent') await parts.agentSaid(turn, read.vector);
    if (viewNow(turn).conversation.state !== 'live') return;
    if (turn.speaker === 'customer' && lane.waiting > 0)
      return silence(
        turn,
        'superseded',
        'The customer has said more since; the newest turn is answered.',
      );
    const view = viewNow(turn);
    // A correction of older words changes what the newest ones lead to.
    const newest = turn.supersedes === undefined ? turn : newestAfter(view, turn);
    const output = await suggestFor(suggest, view, newest, {
      acceptedAt,
      origin: 'pushed',
      ...(newest === turn && read.vector !== undefined && { vector: read.vector }),
      ...(formBefore !== undefined && { formBefore }),
    });
    await turnstile.breathe();
    // While it was worked out the customer went on: what was found is stale before it is seen.
    if (turn.speaker === 'customer' && lane.waiting > 0)
      return silence(
        turn,
        'superseded',
        'The customer has said more since; the newest turn is answered.',
      );
    show(view, output);
    if (output.cards.length > 0) parts.latency.add(clock.monotonic() - acceptedAt);
    runReleased(viewNow(turn), output);
  };

  const follow: Live['follow'] = (turn, acceptedAt) => {
    const lane = lanes.get(turn.conversation) ?? { tail: Promise.resolve(), waiting: 0 };
    lanes.set(turn.conversation, lane);
    const counts = turn.speaker === 'customer' ? 1 : 0;
    lane.waiting += counts;
    const tail = lane.tail
      .then(() =>
        turnstile.run(() => {
          lane.waiting -= counts;
          return work(turn, acceptedAt, lane);
        }),
      )
      .catch((thrown: unknown) => {
        // The words are stored; only the help for them is missing, and the agent is told.
        parts.log.error('A turn could not be worked on.', {
          turn: turn.id,
          reason: messageOf(thrown),
          stack: thrown instanceof Error ? thrown.stack : undefined,
        });
        try {
          silence(turn, 'not_ready', `No help for this turn: ${messageOf(thrown)}`);
        } catch (again) {
          // A full disk refuses this too; the next thing the agent does is told so.
          parts.log.error('The agent could not be told.', { reason: messageOf(again) });
        }
      })
      .finally(() => {
        if (lane.tail === tail) lanes.delete(turn.conversation);
      });
    lane.tail = tail;
  };

  return {
    follow,
    settled: async (conversation) => {
      for (;;) {
        const open =
          conversation === undefined
            ? [...lanes.values()].map(({ tail }) => tail)
            : [lanes.get(conversation)?.tail].filter((tail) => tail !== undefined);
        if (open.length === 0) return;
        await Promise.all(open);
      }
    },
    now: async (view) => {
      const turn = view.turns.findLast(({ speaker }) => speaker === ('customer' satisfies Speaker));
      if (turn === undefined)
        return err<CoreFailure>({
          code: 'INVALID',
          message: 'The customer has not said anything yet.',
          mend: 'Ask again after the first words.',
        });
      const acceptedAt = clock.monotonic();
      try {
        const { suggest } = await parts.ready(view.conversation.pack);
        await (lanes.get(turn.conversation)?.tail ?? Promise.resolve());
        const now = viewNow(turn);
        const output = await suggestFor(suggest, now, turn, { acceptedAt, origin: 'pulled' });
        show(now, output);
        return ok({
          cards: [...output.cards],
          ...(output.silence !== undefined && { silence: output.silence }),
        });
      } catch (thrown) {
        return err<CoreFailure>({
          code: 'UNAVAILABLE',
          message: `Help cannot be given right now: ${messageOf(thrown)}`,
          mend: 'Try again in a moment; earshot doctor says what is missing.',
        });
      }
    },
  };
}
