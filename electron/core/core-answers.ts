import { DocumentId, RecordId, SuggestionId, ConversationId } from '#domain/ids.ts';
import type { Conversation } from '#domain/conversation.ts';
import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { OutboxRunner } from './act/index.ts';
import { verifyAudit } from './audit/index.ts';
import type { Bus } from './bus.ts';
import { readRecordings } from './channels/index.ts';
import type { Actions } from './core-actions.ts';
import type { OpenedCalls } from './core-call-wiring.ts';
import type { Cards } from './core-cards.ts';
import { watchConversation } from './core-frames.ts';
import type { HealthDesk } from './core-health.ts';
import type { Live } from './core-live.ts';
import type { MirrorSync } from './core-mirror.ts';
import type { OpenedPack } from './core-packs.ts';
import type { Shelf } from './core-shelf.ts';
import type { Readiness } from './core-readiness.ts';
import type { Recordings } from './core-recordings.ts';
import type { Storage } from './core-storage.ts';
import type { Talks } from './core-talks.ts';
import type { OpenedVoices } from './core-voice-wiring.ts';
import type { WrapUps } from './core-wrapup.ts';
import type { Clock } from './ports.ts';
import type { Answer, Core, CoreFailure } from './surface.ts';

const listedConversations = 200;

export const noConversation = err<CoreFailure>({
  code: 'NOT_FOUND',
  message: 'This conversation is not there.',
  mend: 'Choose one from the list or start a new one.',
});

/** What the composition root wired, as the one surface that hosts ask. */
export function createAnswers(parts: {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly packs: ReadonlyMap<string, OpenedPack>;
  readonly bus: Bus;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly live: Live;
  readonly talks: Talks;
  readonly cards: Cards;
  readonly actions: Actions;
  readonly wrapUps: WrapUps;
  readonly recordings: Recordings;
  readonly readiness: Readiness;
  readonly mirror: MirrorSync;
  readonly health: HealthDesk;
  readonly runner: OutboxRunner;
  readonly settings: () => Settings;
  readonly end: Core['end'];
  readonly intentDesk: Core['intentDesk'];
  readonly shelf: Pick<Shelf, 'desk' | 'close'>;
  readonly calls: OpenedCalls;
  readonly voices: OpenedVoices;
  readonly knowledge: { readonly desk: Core['knowledgeDesk']; close(): Promise<void> };
  /** Ends the timers of the composition root. */
  readonly stop: () => void;
}): Core {
  const { storage, packs, bus, viewOf, live, talks, cards, actions, wrapUps } = parts;
  const { recordings, readiness, mirror, health, runner, settings } = parts;
  const { store, crm, audit, signer } = storage;

  const inView = <T>(id: string, run: (view: ConversationView) => T): T | Answer<never> => {
    const view = viewOf(id);
    return view === undefined ? noConversation : run(view);
  };

  const conversations = (): Conversation[] =>
    store.events.conversations(listedConversations).flatMap(({ started, state, title }) =>
      started.event.type === 'conversation.started'
        ? [
            {
              ...started.event.conversation,
              state: state as Conversation['state'],
              ...(title !== undefined && { title }),
            },
          ]
        : [],
    );

  return {
    callDesk: parts.calls.desk,
    voiceDesk: parts.voices.desk,
    intentDesk: parts.intentDesk,
    modelDesk: parts.shelf.desk,
    packs: [...packs.values()].map(({ pack }) => pack),
    get models() {
      return readiness.now()?.models.inUse ?? [];
    },
    ready: async () => {
      await readiness.all();
    },
    knowledgeDesk: parts.knowledge.desk,
    knowledgeSize: async (pack) => ({
      passages: await (await readiness.get(pack)).retriever.warm(pack),
    }),
    health: () => health.now(),
    watchHealth: (signal) => health.watch(signal),
    settings,
    saveSettings: (next) => {
      if (!packs.has(next.pack))
        return err({ code: 'INVALID', message: `There is no pack "${next.pack}".` });
      store.settings.put(next);
      return ok(next);
    },

    conversations,
    view: viewOf,
    start: talks.start,
    watch: ({ conversation, after, signal }) =>
      inView(conversation, (view) =>
        ok(
          watchConversation(
            { bus, log: store.events, recordings, calls: parts.calls },
            view.conversation.id,
            after,
            signal,
          ),
        ),
      ),
    say: talks.say,
    settled: (conversation) => live.settled(conversation),
    chooseCustomer: async (id, customer) =>
      inView(id, async (view): Promise<Answer<null>> => {
        const record = store.mirror.record(RecordId.parse(customer));
        if (record === undefined)
          return err({ code: 'NOT_FOUND', message: 'This customer is not in the CRM any more.' });
        bus.publish(
          { type: 'customer.identified', conversation: view.conversation.id, record, evidence: [] },
          settings().agent,
        );
        return ok(null);
      }),
    end: parts.end,
    close: (id) => inView(id, (view) => wrapUps.close(view)),

    playRecording: async (pack, name, speed) => {
      const text = packs.get(pack)?.pack.replays[name];
      if (text === undefined)
        return err({ code: 'NOT_FOUND', message: `The pack has no recording "${name}".` });
      const read = readRecordings(`${name}.jsonl`, text, { text: 'human' });
      const recording = read.ok ? read.value[0] : undefined;
      if (recording === undefined)
        return err({ code: 'INVALID', message: `The recording "${name}" cannot be read.` });
      return recordings.play(recording, pack, speed);
    },
    importTranscript: recordings.importFile,
    stopRecording: recordings.stop,

    suggestNow: async (id) => inView(id, (view) => live.now(view)),
    showSuggestion: (id, suggestion) =>
      inView(id, (view) => cards.show(view, SuggestionId.parse(suggestion))),
    acceptSuggestion: async (id, suggestion, text) =>
      inView(id, (view) => cards.accept(view, SuggestionId.parse(suggestion), text)),
    copySuggestion: (id, suggestion) =>
      inView(id, (view) => cards.copy(view, SuggestionId.parse(suggestion))),
    dismissSuggestion: (id, suggestion, reason) =>
      inView(id, (view) => cards.dismiss(view, SuggestionId.parse(suggestion), reason)),
    decideField: (id, field, decision) =>
      inView(id, (view) => cards.decideField(view, field, decision)),

    draftAction: (id, kind, input) =>
      inView(id, (view) => actions.draft({ view, kind, ...(input !== undefined && { input }) })),
    editAction: actions.edit,
    approveAction: actions.approve,
    rejectAction: actions.reject,
    undoAction: actions.undo,
    retryAction: actions.retry,
    drained: () => runner.drained(),

    searchCustomers: (text) => store.mirror.search(text, 20),
    document: (id) => {
      const document = store.knowledge.document(DocumentId.parse(id));
      return document === undefined
        ? err({ code: 'NOT_FOUND', message: 'This article is not there any more.' })
        : ok(document);
    },

    chooseDisposition: (id, disposition) => inView(id, (view) => wrapUps.choose(view, disposition)),
    editSummary: (id, line, text) => inView(id, (view) => wrapUps.edit(view, line, text)),
    saveWrapUp: (id) => inView(id, (view) => wrapUps.save(view)),

    trail: (id) => store.audit.ofConversation(ConversationId.parse(id)),
    verify: () => {
      // Sealed first, so that the newest entries stand under a signature too.
      audit.seal();
      return verifyAudit(store.audit, { events: store.events, publicKey: signer.publicKey });
    },
    faults: () => ok(crm.faults.get()),
    setFaults: (faults) => {
      crm.faults.set(faults);
      void mirror.refreshAll().finally(() => {
        // Back from an outage: what waits need not sit out its back-off.
        if (mirror.state().reachable) runner.reachable(crm.name);
        health.changed();
      });
      return ok(faults);
    },

    shutdown: async () => {
      parts.stop();
      recordings.stopAll();
      await live.settled();
      parts.calls.close();
      parts.voices.close();
      await runner.stop();
      await parts.knowledge.close();
      await readiness.close();
      await parts.shelf.close();
      storage.close();
    },
  };
}
