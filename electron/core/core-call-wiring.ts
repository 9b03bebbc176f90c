import type { Turn } from '#domain/conversation.ts';
import type { PartialTurn } from '#domain/events.ts';
import type { Pack } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import { createCallAttendance } from './core-call-attendance.ts';
import { createCallAudio } from './core-call-audio.ts';
import { createCallHelp } from './core-call-help.ts';
import { audioLagMs, createCallLines } from './core-call-lines.ts';
import { speechModelOf } from './core-call-setup.ts';
import { createCallWords } from './core-call-words.ts';
import { createCalls } from './core-calls.ts';
import type { Live } from './core-live.ts';
import type { Readiness } from './core-readiness.ts';
import type { Shelf } from './core-shelf.ts';
import type { Talks } from './core-talks.ts';
import type { Log } from './log.ts';
import type { Clock, Ids, Store } from './ports.ts';
import type { CallDesk } from './surface.ts';
import { vocabularyOf } from './understand/index.ts';

export interface OpenedCalls {
  readonly desk: CallDesk;
  onPartial(listener: (partial: PartialTurn) => void): () => void;
  agentSaid(turn: Turn): Promise<void>;
  /** After a start: calls that were running when the core died, kept sound that is due. */
  begin(): void;
  close(): void;
}

/** Customers whose names are listened for. */
const peopleKnown = 200;
/** How many of the newest conversations may have been calls when the core died. */
const looked = 50;

/** Live calls, wired: capture, lines, sound, words and help. */
export function openCalls(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly store: Store;
  readonly talks: Talks;
  readonly live: Live;
  readonly readiness: Readiness;
  readonly shelf: Pick<Shelf, 'chosen'>;
  readonly settings: () => Settings;
  readonly packs: ReadonlyMap<string, { readonly pack: Pack }>;
  readonly packOf: (view: ConversationView) => Pack;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly redact: (text: string) => string;
}): OpenedCalls {
  const { bus, clock, store } = parts;
  const lines = createCallLines({
    clock,
    packs: parts.packs,
    learned: (pack) => store.calls.learned(pack),
    people: () => store.mirror.names(peopleKnown),
    redact: parts.redact,
    onDropped: (conversation, startMs, endMs) => audio.drop(conversation, startMs, endMs),
  });
  const audio = createCallAudio({ ...parts, calls: store.calls, lagMs: audioLagMs });
  const attendance = createCallAttendance({
    clock,
    onGone: (conversation) => {
      const state = parts.viewOf(conversation)?.call?.capture?.state;
      if (state !== 'running' && state !== 'paused') return;
      calls.capture({
        conversation,
        state: 'interrupted',
        reason: 'The window that listened is gone.',
      });
    },
  });
  const calls = createCalls({
    ...parts,
    lines,
    audio,
    attendance,
    speechModel: () => speechModelOf(() => parts.shelf.chosen('speech')),
  });
  const words = createCallWords({
    ...parts,
    calls: store.calls,
    vocabularyOf: (pack) => vocabularyOf(pack),
    onWords: (pack) => lines.renew(pack),
  });
  const help = createCallHelp({
    ...parts,
    encoder: async () => (await parts.readiness.models()).encoder,
    settled: (conversation) => parts.live.settled(conversation),
  });
  const stop = bus.on('conversation.moved', ({ conversation, state }) => {
    if (state === 'live') return;
    const capture = parts.viewOf(conversation)?.call?.capture?.state;
    if (capture !== undefined && capture !== 'ended')
      calls.capture({ conversation, state: 'ended', reason: 'The conversation ended.' });
    if (state === 'closed') lines.forget(conversation);
  });
  const { onPartial, ...capturing } = calls;

  return {
    desk: { ...capturing, ...words, ...help.desk, ...audio.desk },
    onPartial,
    agentSaid: help.agentSaid,
    begin: () => {
      audio.begin();
      for (const { started, state } of store.events.conversations(looked)) {
        if (state !== 'live' || started.event.type !== 'conversation.started') continue;
        const { id, channel } = started.event.conversation;
        if (channel !== 'call' && channel !== 'recorded') continue;
        audio.listen(id, false);
        attendance.expect(id);
      }
    },
    close: () => {
      stop();
      attendance.close();
      lines.close();
      audio.close();
    },
  };
}
