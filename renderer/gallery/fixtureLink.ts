import type { ConversationFrame } from '#contract/shapes.ts';
import type { Action, ActionState } from '#domain/action.ts';
import { noFaults } from '#domain/connector.ts';
import type { ConversationState } from '#domain/conversation.ts';
import { RecordedEvent } from '#domain/events.ts';
import type { Settings } from '#domain/settings.ts';
import type { SuggestionState } from '#domain/suggestion.ts';
import type { Link } from '../data/link.ts';
import { callHandlers } from './fixtureCall.ts';
import { callEventHandlers, callStory } from './fixtureCallStory.ts';
import { deskHandlers, type Desk } from './fixtureDesk.ts';
import * as app from './fixtures-app.ts';
import * as beside from './fixtures-beside.ts';
import * as cards from './fixtures-cards.ts';
import * as base from './fixtures.ts';

/** @file A core made of fixtures, so that the whole console can be seen without one. */

export type Scene =
  | 'live'
  | 'empty'
  | 'silent'
  | 'approval'
  | 'queued'
  | 'wrapup'
  | 'closed'
  | 'welcome'
  | 'call'
  | 'declined';

const conversation = base.conversation.id;

function story(scene: Scene): readonly unknown[] {
  if (scene === 'call' || scene === 'declined') return callStory(scene);
  const start = [{ type: 'conversation.started', conversation: base.conversation }];
  if (scene === 'empty') return start;
  const talk = base.turns.flatMap((turn) => [
    { type: 'turn.added', conversation, turn },
    ...(base.insights[turn.id] === undefined
      ? []
      : [
          {
            type: 'insights.found',
            conversation,
            turn: turn.id,
            insights: base.insights[turn.id],
            ms: 4,
          },
        ]),
  ]);
  const known = [
    {
      type: 'customer.identified',
      conversation,
      record: beside.record,
      evidence: [base.words(2, '#12345')],
    },
    { type: 'form.changed', conversation, form: beside.form },
  ];
  if (scene === 'silent')
    return [
      ...start,
      ...talk,
      ...known,
      { type: 'silence.kept', conversation, silence: cards.silence },
    ];
  const shown = cards.cards.map((suggestion) => ({
    type: 'suggestion.proposed',
    conversation,
    suggestion,
  }));
  const action = (state: ActionState, more: Readonly<Record<string, unknown>> = {}) => ({
    type: 'action.changed',
    conversation,
    action: base.makeAction({ state, ...more }),
    reasoning: 'The agent accepted the card.',
  });
  const moved = (state: ConversationState) => ({ type: 'conversation.moved', conversation, state });
  const accepted = {
    type: 'suggestion.moved',
    conversation,
    suggestion: 'card-action',
    state: 'accepted',
  };
  const story = [...start, ...talk, ...known, ...shown];
  switch (scene) {
    case 'approval':
      return [...story, accepted, action('awaiting')];
    case 'queued':
      return [
        ...story,
        accepted,
        action('queued', { problem: 'The CRM does not answer; next try in 14 s.' }),
      ];
    case 'wrapup':
      return [
        ...story,
        accepted,
        action('succeeded'),
        moved('wrapping'),
        { type: 'wrapup.changed', conversation, wrapUp: beside.wrapUp },
      ];
    case 'closed':
      return [
        ...story,
        accepted,
        action('succeeded'),
        moved('wrapping'),
        { type: 'wrapup.changed', conversation, wrapUp: beside.wrapUp },
        moved('closed'),
      ];
    default:
      return story;
  }
}

type Handler = (input: Record<string, string>, signal: AbortSignal | undefined) => unknown;

const never = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));

/** Opens a link to a pretended core that plays one scene and answers the simpler commands. */
export function fixtureLink(
  scene: Scene,
  theme: Settings['theme'],
  desk: Desk = 'usual',
  closed: Promise<void> = new Promise(() => undefined),
): Link {
  const frames: ConversationFrame[] = [];
  const wakes = new Set<() => void>();
  let turns = base.turns.length;

  const publish = (event: unknown): void => {
    const recorded = RecordedEvent.parse({
      position: frames.length + 1,
      at: Date.now(),
      actor: 'Dana Whitfield',
      event,
    });
    frames.push({ kind: 'event', recorded });
    for (const wake of [...wakes]) wake();
  };
  for (const event of story(scene)) publish(event);
  const backlog = frames.length;
  let action = base.makeAction();

  const moveCard = (
    suggestion: string | undefined,
    state: SuggestionState,
  ): Record<string, never> => {
    publish({ type: 'suggestion.moved', conversation, suggestion, state });
    return {};
  };
  const moveAction = (change: Partial<Action>): Action => {
    action = { ...action, ...change };
    publish({
      type: 'action.changed',
      conversation,
      action,
      reasoning: 'Asked for in the gallery.',
    });
    return action;
  };

  async function* watch(after: number, signal: AbortSignal | undefined) {
    for (let next = after; signal?.aborted !== true;) {
      const frame = frames[next];
      if (next >= backlog && next === Math.max(after, backlog))
        yield { kind: 'live', position: next };
      if (frame !== undefined) {
        yield frame;
        next += 1;
        continue;
      }
      await new Promise<void>((resolve) => {
        wakes.add(resolve);
        signal?.addEventListener('abort', () => resolve());
      });
    }
  }
  async function* health(signal: AbortSignal | undefined) {
    yield scene === 'queued' ? app.offlineHealth : app.goodHealth;
    await never(signal);
  }

  const handlers: Readonly<Record<string, Handler>> = {
    ...deskHandlers(desk),
    ...callHandlers(desk === 'empty' ? 'empty' : 'usual'),
    ...callEventHandlers(publish),
    'app.info': () => app.info,
    'app.settings': () => ({ ...app.settings, theme }),
    'app.saveSettings': (input) => input,
    'app.watchHealth': (_input, signal) => health(signal),
    'conversations.list': () => app.conversations,
    'conversations.start': () => base.conversation,
    'conversations.watch': (input, signal) => watch(Number(input['after'] ?? 0), signal),
    'conversations.say': ({ speaker, text }) => {
      turns += 1;
      const turn = {
        id: `turn-${turns}`,
        conversation,
        sequence: turns,
        speaker,
        kind: 'message',
        text,
        at: Date.now(),
        redactions: 0,
      };
      publish({ type: 'turn.added', conversation, turn });
      return turn;
    },
    'conversations.end': () => {
      publish({ type: 'conversation.moved', conversation, state: 'wrapping' });
      publish({ type: 'wrapup.changed', conversation, wrapUp: beside.wrapUp });
      return beside.wrapUp;
    },
    'suggestions.accept': ({ suggestion }) => {
      moveCard(suggestion, 'accepted');
      return suggestion === 'card-action' ? { action: moveAction({ state: 'awaiting' }) } : {};
    },
    'suggestions.dismiss': ({ suggestion }) => moveCard(suggestion, 'dismissed'),
    'suggestions.now': () => ({ cards: [], silence: cards.silence }),
    'actions.approve': () => moveAction({ state: 'succeeded' }),
    'actions.reject': () => moveAction({ state: 'rejected' }),
    'actions.edit': (input) => {
      const payload = {
        ...action.payload,
        version: action.payload.version + 1,
        input: input['input'] as unknown as Action['payload']['input'],
      };
      return moveAction({ payload, payloadHash: base.fakeHash(payload) });
    },
    'customers.search': () => [beside.record],
    'audit.trail': () => app.trail,
    'audit.verify': () => ({ ok: true, entries: 122, head: base.model.sha256, heads: 4 }),
    'connector.faults': () => noFaults,
    'connector.setFaults': (input) => input,
  };

  return {
    call: async (path, input, { signal }) =>
      handlers[path.join('.')]?.((input ?? {}) as Record<string, string>, signal) ?? {},
    closed,
    close: () => undefined,
  };
}
