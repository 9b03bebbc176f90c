import { join } from 'node:path';
import { ConversationId, DocumentId, RecordId, SuggestionId } from '#domain/ids.ts';
import type { Conversation } from '#domain/conversation.ts';
import type { Pack } from '#domain/pack.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import type { ConversationView } from '#domain/view.ts';
import { createOutboxRunner } from './act/index.ts';
import { createGate, createTakeApproved } from './approve/index.ts';
import { verifyAudit } from './audit/index.ts';
import { createBus } from './bus.ts';
import { readRecordings } from './channels/index.ts';
import { createActions } from './core-actions.ts';
import { createCards } from './core-cards.ts';
import { readDemoRecords } from './core-crm.ts';
import { streamOf, watchConversation } from './core-frames.ts';
import { createLatencyLedger } from './core-latency.ts';
import { createLive } from './core-live.ts';
import { createMirrorSync } from './core-mirror.ts';
import { openPacks } from './core-packs.ts';
import { createReadiness } from './core-readiness.ts';
import { createRecordings } from './core-recordings.ts';
import { openStorage } from './core-storage.ts';
import { createTalks } from './core-talks.ts';
import { createViews } from './core-views.ts';
import { createWrapUps } from './core-wrapup.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock, Ids, Notifier, Random, Secrets } from './ports.ts';
import type { Answer, Core, CoreFailure, CoreHealth } from './surface.ts';
import { createRedactor, redactText } from './understand/index.ts';

export interface CoreOptions {
  /** Holds the database, the local CRM, the logs and the secrets. */
  readonly dataFolder: string;
  /** `packs/` and `crm/` as they come with the product. */
  readonly resourcesFolder: string;
  /** `registry.json` and `weights/`. */
  readonly modelsFolder: string;
  /** Which packs to load; all when absent. */
  readonly packs?: readonly string[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly notifier: Notifier;
  readonly log: Log;
}

/** How often requests that nobody answered are looked for. */
const expiryCheckMs = 1_000;
const listedConversations = 200;

/** The composition root: opens the parts and wires the stages on the bus. */
export async function createCore(options: CoreOptions): Promise<Result<Core, Failure>> {
  const { clock, ids, log } = options;
  const storage = await openStorage(options);
  if (!storage.ok) return storage;
  const { store, crm, audit, signer } = storage.value;
  const packs = await openPacks(join(options.resourcesFolder, 'packs'), options.packs, log);
  if (!packs.ok) {
    storage.value.close();
    return packs;
  }
  const loaded = [...packs.value.values()].map(({ pack }) => pack);

  for (const pack of loaded) {
    const records = await readDemoRecords(options.resourcesFolder, pack.manifest.name, clock.now());
    if (!records.ok) {
      storage.value.close();
      return records;
    }
    crm.seed(records.value);
  }

  const bus = createBus({
    store,
    clock,
    record: (recorded) => audit.record(recorded),
    onListenerError: (thrown, recorded) =>
      log.error('A listener failed.', { event: recorded.event.type, reason: messageOf(thrown) }),
  });
  const views = createViews(bus, store.events);
  const latency = createLatencyLedger();
  const settings = () => store.settings.get();
  const viewOf = (id: string) => views.get(ConversationId.parse(id));
  const openedPack = (view: ConversationView) => {
    const opened = packs.value.get(view.conversation.pack);
    if (opened === undefined)
      throw new Error(`The pack ${view.conversation.pack} of this conversation is not loaded.`);
    return opened;
  };
  const packOf = (view: ConversationView): Pack => openedPack(view).pack;

  const mirror = createMirrorSync({ connector: crm, mirror: store.mirror, bus, clock, log });
  await mirror.refreshAll();

  const gate = createGate({
    clock,
    ids,
    store,
    bus,
    policyFor: (conversation) => {
      const view = viewOf(conversation);
      if (view === undefined) throw new Error(`Conversation ${conversation} is not in the log.`);
      return openedPack(view).policy;
    },
    expirySeconds: 600,
  });
  const runner = createOutboxRunner({
    store,
    bus,
    clock,
    random: options.random,
    connectors: new Map([[crm.name, crm]]),
    takeApproved: createTakeApproved(store),
    onApplied: async (action) => {
      const view = viewOf(action.conversation);
      const customer = view?.conversation.customer;
      if (customer !== undefined)
        await mirror.refresh(customer, action.conversation, view?.recordEvidence ?? []);
      options.notifier.notify('Done', action.title);
    },
    onProblem: (thrown) => log.error('The outbox had a problem.', { reason: messageOf(thrown) }),
  });
  const actions = createActions({
    store,
    clock,
    ids,
    gate,
    runner,
    connector: crm.name,
    settings,
    packOf,
    viewOf,
  });
  const readiness = createReadiness({ ...options, packs: loaded, knowledge: store.knowledge });
  const live = createLive({
    bus,
    clock,
    log,
    store,
    latency,
    actions: () => actions,
    settings,
    packOf,
    policyOf: (view) => openedPack(view).policy,
    viewOf,
    ready: () => readiness.get(),
  });
  const redactor = createRedactor();
  const talks = createTalks({ bus, clock, ids, store, live, redactor, settings, viewOf, packs: packs.value });
  const wrapUps = createWrapUps({ bus, clock, actions, settings, packOf, viewOf, redact: redactText });
  const cards = createCards({ bus, clock, actions, settings, viewOf, redact: redactText });

  const inView = <T>(id: string, run: (view: ConversationView) => T): T | Answer<never> => {
    const view = viewOf(id);
    return view === undefined ? noConversation : run(view);
  };

  const health = (): CoreHealth => ({
    waiting: store.outbox.waiting().flatMap((entry) => {
      const action = store.actions.get(entry.action);
      return action === undefined ? [] : [{ entry, action }];
    }),
    connector: { name: crm.name, ...connectorState(crm.faults.get().outage, mirror.state()) },
    latency: latency.summary(),
  });
  const healthListeners = new Set<(health: CoreHealth) => void>();
  const tellHealth = (): void => {
    if (healthListeners.size === 0) return;
    const now = health();
    for (const listener of healthListeners) listener(now);
  };
  bus.onAny(({ event }) => {
    if (event.type === 'action.changed' || event.type === 'suggestion.proposed') tellHealth();
  });

  const end: Core['end'] = async (id) => {
    await live.settled(id);
    return inView(id, (view) => wrapUps.end(view));
  };
  const recordings = createRecordings({
    clock,
    log,
    start: talks.start,
    say: talks.say,
    settled: live.settled,
    end,
  });

  runner.start();
  // A killed core comes back to requests whose time ran out meanwhile; then it looks every second.
  let expiring = true;
  const expire = (): void => {
    if (!expiring) return;
    gate.expire(clock.now());
    clock.after(expiryCheckMs, expire);
  };
  expire();
  void readiness.get().catch(() => undefined);
  talks.resume();

  const conversations = (): Conversation[] =>
    store.events.conversations(listedConversations).flatMap(({ started, state }) =>
      started.event.type === 'conversation.started'
        ? [{ ...started.event.conversation, state: state as Conversation['state'] }]
        : [],
    );

  const core: Core = {
    packs: loaded,
    get models() {
      const ready = readiness.now();
      return ready === undefined
        ? []
        : [
            { task: 'embedding', model: ready.models.encoder.model },
            { task: 'sentiment', model: ready.models.sentiment.model },
          ];
    },
    ready: async () => {
      await readiness.get();
    },
    knowledgeSize: async (pack) => ({ passages: (await readiness.get()).retriever.warm(pack) }),
    health,
    watchHealth: (signal) =>
      streamOf<CoreHealth>((push) => {
        push(health());
        healthListeners.add(push);
        return () => healthListeners.delete(push);
      }, signal),
    settings,
    saveSettings: (next) => {
      if (!packs.value.has(next.pack))
        return err({ code: 'INVALID', message: `There is no pack "${next.pack}".` });
      store.settings.put(next);
      return ok(next);
    },

    conversations,
    view: viewOf,
    start: talks.start,
    watch: ({ conversation, after, signal }) =>
      inView(conversation, (view) =>
        ok(watchConversation(bus, store.events, view.conversation.id, after, signal)),
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
    end,
    close: (id) => inView(id, (view) => wrapUps.close(view)),

    playRecording: async (pack, name, speed) => {
      const text = packs.value.get(pack)?.pack.replays[name];
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
    showSuggestion: (id, suggestion) => inView(id, (view) => cards.show(view, SuggestionId.parse(suggestion))),
    acceptSuggestion: async (id, suggestion, text) =>
      inView(id, (view) => cards.accept(view, SuggestionId.parse(suggestion), text)),
    copySuggestion: (id, suggestion) => inView(id, (view) => cards.copy(view, SuggestionId.parse(suggestion))),
    dismissSuggestion: (id, suggestion, reason) =>
      inView(id, (view) => cards.dismiss(view, SuggestionId.parse(suggestion), reason)),
    decideField: (id, field, decision) => inView(id, (view) => cards.decideField(view, field, decision)),

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
    searchKnowledge: async (pack, text) => {
      try {
        const { retriever } = await readiness.get();
        const { hits, ms } = await retriever.search({ pack, text, history: [], k: 8 });
        return ok({ hits: [...hits], ms });
      } catch (thrown) {
        return err({ code: 'UNAVAILABLE', message: `Articles cannot be searched: ${messageOf(thrown)}` });
      }
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
      runner.wake();
      void mirror.refreshAll().finally(tellHealth);
      return ok(faults);
    },

    shutdown: async () => {
      expiring = false;
      recordings.stopAll();
      await live.settled();
      await runner.stop();
      await readiness.close();
      storage.value.close();
    },
  };
  return ok(core);
}

const noConversation = err<CoreFailure>({
  code: 'NOT_FOUND',
  message: 'This conversation is not there.',
  mend: 'Choose one from the list or start a new one.',
});

const connectorState = (
  outage: boolean,
  mirror: { readonly reachable: boolean; readonly syncedAt?: number; readonly problem?: string },
): Omit<CoreHealth['connector'], 'name'> =>
  outage
    ? { ...mirror, reachable: false, problem: 'The CRM does not answer; approved actions wait.' }
    : mirror;
