import type { Conversation, Turn } from '#domain/conversation.ts';
import { ConversationId, PackName, TurnId } from '#domain/ids.ts';
import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import type { Live } from './core-live.ts';
import { createIngest } from './ingest/index.ts';
import type { Clock, Ids, Store } from './ports.ts';
import type { Core, CoreFailure } from './surface.ts';
import type { Redactor } from './understand/index.ts';

/** Titles that give way to the customer's first words. */
const provisional: Readonly<Record<Conversation['channel'], string>> = {
  practice: 'Practice conversation',
  recorded: 'Recorded conversation',
  call: 'Call',
  chat: 'Chat',
  email: 'E-mail',
};
const longestTitle = 60;
/** Turns that tell the redactor again what was being talked about before a restart. */
const reheardTurns = 12;

/** How many of the newest open conversations are looked at after a restart. */
const resumed = 50;

export interface Talks {
  readonly start: Core['start'];
  readonly say: Core['say'];
  /** Takes up turns that were stored and not worked on when the core died. */
  resume(): void;
}

/** Opening conversations and putting words into them. */
export function createTalks(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Store;
  readonly live: Live;
  readonly redactor: Redactor;
  readonly settings: () => Settings;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly packs: ReadonlyMap<string, unknown>;
}): Talks {
  const { bus, clock, ids, live } = parts;
  const heard = new Set<string>();
  /** After a restart the redactor does not know that a card was being dictated. */
  const rehear = (view: ConversationView): void => {
    const conversation = view.conversation.id;
    if (heard.has(conversation)) return;
    heard.add(conversation);
    for (const { speaker, text } of view.turns.slice(-reheardTurns))
      parts.redactor.redact({ conversation, speaker, text });
  };
  bus.on('conversation.moved', ({ conversation, state }) => {
    if (state !== 'closed') return;
    heard.delete(conversation);
    parts.redactor.forget(conversation);
  });

  /** The list shows what a talk is about; the words are redacted already. */
  const title = (view: ConversationView, turn: Turn): void => {
    if (
      turn.speaker !== 'customer' ||
      view.conversation.title !== provisional[view.conversation.channel]
    )
      return;
    const words = turn.text.replaceAll(/\s+/g, ' ').trim();
    if (words.split(' ').length < 3) return;
    bus.publish(
      {
        type: 'conversation.titled',
        conversation: view.conversation.id,
        title:
          words.length > longestTitle ? `${words.slice(0, longestTitle - 1).trimEnd()}…` : words,
      },
      'earshot',
    );
  };

  const ingest = createIngest({
    clock,
    ids,
    redact: (request) => parts.redactor.redact(request),
    turns: (conversation) => parts.viewOf(conversation)?.turns ?? [],
    superseded: (conversation) => parts.viewOf(conversation)?.superseded ?? {},
    publish: (event) => bus.publish(event, 'channel'),
  });

  const start: Talks['start'] = (input) => {
    if (!parts.packs.has(input.pack))
      return err<CoreFailure>({
        code: 'INVALID',
        message: `There is no pack "${input.pack}".`,
        mend: `Choose one of: ${[...parts.packs.keys()].join(', ')}.`,
      });
    const id = ConversationId.parse(input.id ?? ids.make('conversation'));
    if (input.id !== undefined && parts.viewOf(id) !== undefined)
      return err<CoreFailure>({
        code: 'INVALID',
        message: `There is a conversation "${input.id}" already.`,
        mend: 'Use a fresh data folder for this recording.',
      });
    const conversation: Conversation = {
      id,
      channel: input.channel ?? 'practice',
      pack: PackName.parse(input.pack),
      title: input.title ?? provisional[input.channel ?? 'practice'],
      agent: parts.settings().agent,
      state: 'live',
      startedAt: input.startedAt ?? clock.now(),
    };
    bus.publish({ type: 'conversation.started', conversation }, conversation.agent);
    return ok(conversation);
  };

  const say: Talks['say'] = (input) => {
    const acceptedAt = clock.monotonic();
    const view = parts.viewOf(input.conversation);
    if (view === undefined)
      return err<CoreFailure>({
        code: 'NOT_FOUND',
        message: 'This conversation is not there.',
        mend: 'Choose one from the list or start a new one.',
      });
    const known = new Set<string>(view.turns.map(({ id }) => id));
    if (view.conversation.state === 'closed')
      return err<CoreFailure>({
        code: 'INVALID',
        message: 'The conversation is closed.',
        mend: 'Start a new one.',
      });
    rehear(view);
    const accepted = ingest.accept({
      conversation: view.conversation.id,
      speaker: input.speaker,
      kind: input.kind ?? 'message',
      text: input.text,
      key: input.key,
      ...(input.at !== undefined && { at: input.at }),
      ...(input.durationMs !== undefined && { durationMs: input.durationMs }),
      ...(input.confidence !== undefined && { confidence: input.confidence }),
      ...(input.redactions !== undefined && { redactions: input.redactions }),
      ...(input.supersedes !== undefined && { supersedes: TurnId.parse(input.supersedes) }),
    });
    if (!accepted.ok) return err<CoreFailure>({ ...accepted.error, code: 'INVALID' });
    // A turn that was there before was followed before.
    if (!known.has(accepted.value.id)) {
      live.follow(accepted.value, acceptedAt);
      title(view, accepted.value);
    }
    return accepted;
  };

  return {
    start,
    say,
    resume: () => {
      for (const { started, state } of parts.store.events.conversations(resumed)) {
        if (state !== 'live' || started.event.type !== 'conversation.started') continue;
        // Started with fewer packs than before, there is nobody to read these turns.
        if (!parts.packs.has(started.event.conversation.pack)) continue;
        const view = parts.viewOf(started.event.conversation.id);
        const missed: readonly Turn[] = (view?.turns ?? []).filter(
          ({ id }) => view?.insights[id] === undefined,
        );
        for (const turn of missed) live.follow(turn, clock.monotonic());
      }
    },
  };
}
