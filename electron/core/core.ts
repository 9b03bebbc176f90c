import { join } from 'node:path';
import { ConversationId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import { ok, type Failure, type Result } from '#domain/result.ts';
import type { ConversationView } from '#domain/view.ts';
import { createOutboxRunner } from './act/index.ts';
import { createGate, createTakeApproved } from './approve/index.ts';
import { createBus } from './bus.ts';
import { createActions } from './core-actions.ts';
import { createAnswers, noConversation } from './core-answers.ts';
import { openCalls } from './core-call-wiring.ts';
import { createCards } from './core-cards.ts';
import { readDemoRecords } from './core-crm.ts';
import { createHealthDesk } from './core-health.ts';
import { openIntents } from './core-intent-versions.ts';
import { createIntentDesk } from './core-intents.ts';
import { openKnowledge } from './core-knowledge-wiring.ts';
import { createLatencyLedger } from './core-latency.ts';
import { createLive } from './core-live.ts';
import { createMirrorSync } from './core-mirror.ts';
import { openPacks } from './core-packs.ts';
import { createReadiness } from './core-readiness.ts';
import { openShelf } from './core-shelf.ts';
import { createRecordings } from './core-recordings.ts';
import { openStorage } from './core-storage.ts';
import { createTalks } from './core-talks.ts';
import { createViews } from './core-views.ts';
import { openVoices } from './core-voice-wiring.ts';
import { createWrapUps } from './core-wrapup.ts';
import { type Log, messageOf } from './log.ts';
import type { Prepared } from './core-prepared.ts';
import type { Clock, Ids, Notifier, Random, Secrets } from './ports.ts';
import type { Core } from './surface.ts';
import { createRedactor, openForgetfulSession, redactText } from './understand/index.ts';

export interface CoreOptions {
  /** Holds the database, the local CRM, the logs and the secrets. */
  readonly dataFolder: string;
  /** `packs/` and `crm/` as they come with the product. */
  readonly resourcesFolder: string;
  /** `registry.json` and `weights/`. */
  readonly modelsFolder: string;
  /** Without it a first start makes what it needs of the packs, for some seconds each. */
  readonly prepared?: Prepared;
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

/** The composition root: opens the parts and wires the stages on the bus. */
export async function createCore(options: CoreOptions): Promise<Result<Core, Failure>> {
  const { clock, ids, log } = options;
  const storage = await openStorage(options);
  if (!storage.ok) return storage;
  const { store, crm, audit } = storage.value;
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
      throw Object.assign(
        new Error(`The pack ${view.conversation.pack} of this conversation is not loaded.`),
        { mend: 'Start Earshot with this pack too.' },
      );
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
  const intents = openIntents({
    ...options,
    packs: loaded,
    store,
    bus,
    readiness: () => readiness,
  });
  const shelf = await openShelf({
    ...options,
    memory: (name) => {
      const model = readiness
        .now()
        ?.models.engine.stats()
        .models.find((one) => one.name === name && one.loaded);
      return model && { residentBytes: Math.max(0, model.residentGrowth) };
    },
    onChosen: (task) => {
      // The page loads the recogniser itself, with the next call; voices have a thread of their own.
      if (task === 'speech' || task === 'speaker') return;
      readiness.renew().then(
        () => log.info('Another model is in use.', { task }),
        (thrown: unknown) =>
          log.error('The chosen model could not be loaded; the former one stays in use.', {
            task,
            reason: messageOf(thrown),
          }),
      );
    },
  });
  const readiness = createReadiness({
    ...options,
    chosen: shelf.chosen,
    packs: loaded,
    first: () => settings().pack,
    knowledge: store.knowledge,
    intents,
  });
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
    agentSaid: (turn) => calls.agentSaid(turn),
    ready: (pack) => readiness.get(pack),
  });
  const redactor = createRedactor();
  const talks = createTalks({
    bus,
    clock,
    ids,
    store,
    live,
    redactor,
    settings,
    viewOf,
    packs: packs.value,
  });
  const calls = openCalls({
    ...options,
    bus,
    store,
    talks,
    live,
    readiness,
    shelf,
    settings,
    packs: packs.value,
    packOf,
    viewOf,
    redact: (text) => redactText(text),
  });
  const voices = openVoices({ ...options, bus, store, shelf, actions, settings, packOf, viewOf });
  const wrapUps = createWrapUps({
    bus,
    clock,
    actions,
    settings,
    packOf,
    viewOf,
    redact: redactText,
  });
  bus.on('action.changed', ({ conversation, action }) => {
    const view = viewOf(conversation);
    // It failed because the CRM holds something else than the mirror did: look again.
    if (action.state === 'failed' && view?.conversation.customer !== undefined)
      void mirror.refresh(view.conversation.customer, conversation, view.recordEvidence ?? []);
    if (action.state === 'succeeded' && view !== undefined)
      wrapUps.refresh(view, action.payload.kind);
  });
  const cards = createCards({ bus, clock, actions, settings, viewOf, redact: redactText });

  const knowledge = openKnowledge({
    ...options,
    store,
    packs: packs.value,
    readiness,
    viewOf,
    bus,
    settings,
    redact: (text) => redactText(text),
    anonymise: (text) => openForgetfulSession('questions').redact(text).text,
  });

  const health = createHealthDesk({ bus, store, connector: crm, mirror, latency });

  const end: Core['end'] = async (id) => {
    await live.settled(id);
    const view = viewOf(id);
    return view === undefined ? noConversation : wrapUps.end(view);
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
  calls.begin();
  voices.begin();
  knowledge.begin();

  return ok(
    createAnswers({
      clock,
      storage: storage.value,
      packs: packs.value,
      bus,
      viewOf,
      live,
      talks,
      cards,
      actions,
      wrapUps,
      recordings,
      readiness,
      mirror,
      health,
      runner,
      settings,
      end,
      intentDesk: createIntentDesk({ intents, actor: () => settings().agent }),
      shelf,
      calls,
      voices,
      knowledge,
      stop: () => {
        expiring = false;
        intents.close();
      },
    }),
  );
}
