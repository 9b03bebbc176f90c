import { implement, withEventMeta } from '@orpc/server';
import { contract } from '#contract/contract.ts';
import { protocolVersion } from '#contract/protocol.ts';
import type { AppInfo, Health } from '#contract/shapes.ts';
import type { Log } from '#core/log.ts';
import type { Core, CoreHealth } from '#core/surface.ts';
import { answer, done } from './answer.ts';
import { createBugReport } from './bugs.ts';
import { summarisePack } from './pack-summary.ts';
import { callRoutes } from './router-calls.ts';
import { voiceRoutes } from './router-voices.ts';

export interface RouterContext {
  readonly core: Core;
  readonly log: Log;
  readonly about: Pick<AppInfo, 'version' | 'host' | 'dataFolder' | 'secrets'>;
}

const toHealth = (health: CoreHealth): Health => ({
  connector: health.connector,
  latency: health.latency,
  waiting: health.waiting.map(({ entry, action }) => ({
    action: action.id,
    title: action.title,
    conversation: action.conversation,
    attempts: entry.attempts,
    nextAttemptAt: entry.nextAttemptAt,
    ...(entry.lastError && { problem: entry.lastError.message }),
  })),
});

/**
 * The contract, answered by a core. Inputs are validated before a handler runs (oRPC does it from
 * the contract); whatever is thrown unexpectedly is logged with a correlation id.
 */
export function createRouter({ core, log, about }: RouterContext) {
  const bugs = createBugReport(log);
  const os = implement(contract).use(async ({ next, path }) => {
    const call = path.join('.');
    try {
      const result = await next();
      return { ...result, output: bugs.reportInStream(result.output, call) };
    } catch (thrown) {
      throw bugs.report(thrown, call);
    }
  });

  return os.router({
    app: {
      info: os.app.info.handler(() => ({
        ...about,
        protocol: protocolVersion,
        models: [...core.models],
        packs: core.packs.map(summarisePack),
      })),
      health: os.app.health.handler(() => toHealth(core.health())),
      watchHealth: os.app.watchHealth.handler(async function* ({ signal }) {
        for await (const health of core.watchHealth(signal)) yield toHealth(health);
      }),
      settings: os.app.settings.handler(() => core.settings()),
      saveSettings: os.app.saveSettings.handler(({ input }) => answer(core.saveSettings(input))),
    },
    conversations: {
      list: os.conversations.list.handler(() =>
        core.conversations().map((one) => ({
          id: one.id,
          title: one.title,
          pack: one.pack,
          channel: one.channel,
          state: one.state,
          startedAt: one.startedAt,
        })),
      ),
      start: os.conversations.start.handler(({ input }) => answer(core.start(input))),
      watch: os.conversations.watch.handler(async function* ({ input, signal, lastEventId }) {
        const resumed = lastEventId === undefined ? 0 : Number.parseInt(lastEventId, 10) || 0;
        const frames = await answer(
          core.watch({
            conversation: input.conversation,
            after: Math.max(input.after, resumed),
            ...(signal && { signal }),
          }),
        );
        for await (const frame of frames) {
          // Only stored events carry an id: a stream that breaks resumes after the last of them.
          yield frame.kind === 'event'
            ? withEventMeta(frame, { id: String(frame.recorded.position) })
            : frame;
        }
      }),
      say: os.conversations.say.handler(({ input }) => answer(core.say(input))),
      chooseCustomer: os.conversations.chooseCustomer.handler(({ input }) =>
        done(core.chooseCustomer(input.conversation, input.customer)),
      ),
      end: os.conversations.end.handler(({ input }) => answer(core.end(input.conversation))),
    },
    calls: os.calls.router(callRoutes(core.callDesk)),
    voices: os.voices.router(voiceRoutes(core.voiceDesk)),
    recordings: {
      play: os.recordings.play.handler(({ input }) =>
        answer(core.playRecording(input.pack, input.name, input.speed)),
      ),
      importFile: os.recordings.importFile.handler(({ input }) =>
        answer(core.importTranscript(input)),
      ),
      stop: os.recordings.stop.handler(({ input }) => done(core.stopRecording(input.conversation))),
    },
    suggestions: {
      now: os.suggestions.now.handler(({ input }) => answer(core.suggestNow(input.conversation))),
      shown: os.suggestions.shown.handler(({ input }) =>
        done(core.showSuggestion(input.conversation, input.suggestion)),
      ),
      accept: os.suggestions.accept.handler(({ input }) =>
        answer(core.acceptSuggestion(input.conversation, input.suggestion, input.text)),
      ),
      copied: os.suggestions.copied.handler(({ input }) =>
        done(core.copySuggestion(input.conversation, input.suggestion)),
      ),
      dismiss: os.suggestions.dismiss.handler(({ input }) =>
        done(core.dismissSuggestion(input.conversation, input.suggestion, input.reason)),
      ),
    },
    forms: {
      decide: os.forms.decide.handler(({ input }) =>
        answer(core.decideField(input.conversation, input.field, input.decision)),
      ),
    },
    actions: {
      draft: os.actions.draft.handler(({ input }) =>
        answer(core.draftAction(input.conversation, input.kind, input.input)),
      ),
      edit: os.actions.edit.handler(({ input }) =>
        answer(core.editAction(input.action, input.input)),
      ),
      approve: os.actions.approve.handler(({ input }) =>
        answer(core.approveAction(input.action, input.payloadHash)),
      ),
      reject: os.actions.reject.handler(({ input }) =>
        answer(core.rejectAction(input.action, input.reason)),
      ),
      undo: os.actions.undo.handler(({ input }) => answer(core.undoAction(input.action))),
      retry: os.actions.retry.handler(({ input }) => answer(core.retryAction(input.action))),
    },
    customers: {
      search: os.customers.search.handler(({ input }) => core.searchCustomers(input.text)),
    },
    knowledge: {
      document: os.knowledge.document.handler(({ input }) => answer(core.document(input.document))),
      search: os.knowledge.search.handler(({ input }) => answer(core.knowledgeDesk.search(input))),
      used: os.knowledge.used.handler(({ input }) =>
        done(core.knowledgeDesk.used(input.conversation, input.passage, input.quote)),
      ),
      documents: os.knowledge.documents.handler(({ input }) =>
        answer(core.knowledgeDesk.documents(input)),
      ),
      withdraw: os.knowledge.withdraw.handler(({ input }) =>
        done(core.knowledgeDesk.withdraw(input.document)),
      ),
      restore: os.knowledge.restore.handler(({ input }) =>
        done(core.knowledgeDesk.restore(input.document)),
      ),
      sources: os.knowledge.sources.handler(({ input }) =>
        answer(core.knowledgeDesk.sources(input.pack)),
      ),
      upload: os.knowledge.upload.handler(({ input }) => answer(core.knowledgeDesk.upload(input))),
      import: os.knowledge.import.handler(({ input }) => answer(core.knowledgeDesk.import(input))),
      watchImports: os.knowledge.watchImports.handler(async function* ({ signal }) {
        yield* core.knowledgeDesk.watchImports(signal);
      }),
      cancelImport: os.knowledge.cancelImport.handler(({ input }) =>
        answer(core.knowledgeDesk.cancelImport(input.job)),
      ),
      resumeImport: os.knowledge.resumeImport.handler(({ input }) =>
        answer(core.knowledgeDesk.resumeImport(input.job)),
      ),
      removeSource: os.knowledge.removeSource.handler(({ input }) =>
        done(core.knowledgeDesk.removeSource(input.source)),
      ),
      reindex: os.knowledge.reindex.handler(({ input }) =>
        done(core.knowledgeDesk.reindex(input.pack)),
      ),
      watchIndex: os.knowledge.watchIndex.handler(async function* ({ signal }) {
        yield* core.knowledgeDesk.watchIndex(signal);
      }),
      gaps: os.knowledge.gaps.handler(({ input }) => answer(core.knowledgeDesk.gaps(input.pack))),
      setGap: os.knowledge.setGap.handler(({ input }) =>
        done(core.knowledgeDesk.setGap(input.gap, input.state)),
      ),
      gapDraft: os.knowledge.gapDraft.handler(({ input }) =>
        answer(core.knowledgeDesk.gapDraft(input.pack, input.gap)),
      ),
    },
    wrapUp: {
      choose: os.wrapUp.choose.handler(({ input }) =>
        answer(core.chooseDisposition(input.conversation, input.disposition)),
      ),
      edit: os.wrapUp.edit.handler(({ input }) =>
        answer(core.editSummary(input.conversation, input.line, input.text)),
      ),
      save: os.wrapUp.save.handler(({ input }) => answer(core.saveWrapUp(input.conversation))),
      close: os.wrapUp.close.handler(({ input }) => done(core.close(input.conversation))),
    },
    intents: {
      list: os.intents.list.handler(({ input }) => answer(core.intentDesk.list(input.pack))),
      examples: os.intents.examples.handler(({ input }) =>
        answer(core.intentDesk.examples(input.model)),
      ),
      read: os.intents.read.handler(({ input }) =>
        answer(core.intentDesk.read(input.name, input.text)),
      ),
      train: os.intents.train.handler(async function* ({ input, signal }) {
        yield* await answer(core.intentDesk.train(input, signal));
      }),
      compare: os.intents.compare.handler(({ input }) =>
        answer(core.intentDesk.compare(input.model)),
      ),
      try: os.intents.try.handler(({ input }) =>
        answer(core.intentDesk.try(input.model, input.text)),
      ),
      use: os.intents.use.handler(({ input }) => answer(core.intentDesk.use(input.model))),
      remove: os.intents.remove.handler(({ input }) => answer(core.intentDesk.remove(input.model))),
    },
    models: {
      list: os.models.list.handler(() => core.modelDesk.list()),
      watch: os.models.watch.handler(async function* ({ signal }) {
        yield* core.modelDesk.watch(signal);
      }),
      install: os.models.install.handler(({ input }) => done(core.modelDesk.install(input))),
      cancel: os.models.cancel.handler(({ input }) => done(core.modelDesk.cancel(input.name))),
      verify: os.models.verify.handler(({ input }) => answer(core.modelDesk.verify(input.name))),
      remove: os.models.remove.handler(({ input }) => done(core.modelDesk.remove(input.name))),
      use: os.models.use.handler(({ input }) => answer(core.modelDesk.use(input.name))),
      measure: os.models.measure.handler(({ input }) => answer(core.modelDesk.measure(input.name))),
    },
    audit: {
      trail: os.audit.trail.handler(({ input }) => core.trail(input.conversation)),
      verify: os.audit.verify.handler(() => core.verify()),
    },
    connector: {
      faults: os.connector.faults.handler(() => answer(core.faults())),
      setFaults: os.connector.setFaults.handler(({ input }) => answer(core.setFaults(input))),
    },
  });
}

export type EarshotRouter = ReturnType<typeof createRouter>;
