import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Action, ActionInput } from '#domain/action.ts';
import { AuditVerdict } from '#domain/audit.ts';
import { Conversation, Speaker, Turn } from '#domain/conversation.ts';
import { CustomerRecord } from '#domain/customer.ts';
import { DismissReason } from '#domain/feedback.ts';
import { Form } from '#domain/form.ts';
import { GapState, KnowledgeGap } from '#domain/knowledge-gap.ts';
import {
  DocumentListing,
  ImportJob,
  IndexStatus,
  KnowledgeSource,
  SourceDefaults,
} from '#domain/knowledge-import.ts';
import { KnowledgeDocument } from '#domain/knowledge.ts';
import { ModelListing } from '#domain/model-listing.ts';
import { Settings } from '#domain/settings.ts';
import { Silence, Suggestion } from '#domain/suggestion.ts';
import {
  ExampleProblem,
  IntentComparison,
  IntentModel,
  LabelledExample,
  TrainingProgress,
} from '#domain/taxonomy.ts';
import { WrapUp } from '#domain/wrapup.ts';
import { callContract } from './call-contract.ts';
import { errors } from './errors.ts';
import {
  ActionDraft,
  AppInfo,
  ConversationFrame,
  ConversationSummary,
  Faults,
  FieldDecision,
  Health,
  KnowledgeAnswer,
  TrailEntry,
} from './shapes.ts';

/**
 * The one table of what crosses the wire between a window and the core. Calls are commands and
 * queries; `watch…` are event streams that resume after the last event id (the event's position).
 */
const call = oc.errors(errors);
const inConversation = z.object({ conversation: z.string() });
const inPack = z.object({ pack: z.string() });
const inModel = z.object({ model: z.string() });
const named = z.object({ name: z.string() });
const nothing = z.object({});

export const contract = {
  app: {
    info: call.output(AppInfo),
    health: call.output(Health),
    watchHealth: call.output(eventIterator(Health)),
    settings: call.output(Settings),
    saveSettings: call.input(Settings).output(Settings),
  },
  conversations: {
    list: call.output(z.array(ConversationSummary)),
    /** Opens the practice channel. */
    start: call.input(z.object({ pack: z.string() })).output(Conversation),
    /** All events after a position, then what happens. `after` 0 is from the start. */
    watch: call
      .input(inConversation.extend({ after: z.number().int().nonnegative().default(0) }))
      .output(eventIterator(ConversationFrame)),
    /** The same `key` again gives the same turn: safe to repeat after a lost connection. */
    say: call
      .input(
        inConversation.extend({
          speaker: Speaker,
          text: z.string().min(1).max(100_000),
          key: z.string().min(8).max(80),
        }),
      )
      .output(Turn),
    chooseCustomer: call.input(inConversation.extend({ customer: z.string() })).output(nothing),
    end: call.input(inConversation).output(WrapUp),
  },
  calls: callContract,
  recordings: {
    /** Plays a pack's recorded conversation into a new conversation. */
    play: call
      .input(z.object({ pack: z.string(), name: z.string(), speed: z.enum(['1', '8', 'instant']) }))
      .output(Conversation),
    /** A transcript file that the agent dropped; may hold several conversations. */
    importFile: call
      .input(
        z.object({
          pack: z.string(),
          name: z.string().max(255),
          text: z.string(),
          speed: z.enum(['1', '8', 'instant']).default('instant'),
        }),
      )
      .output(
        z.object({
          conversations: z.array(Conversation),
          problems: z.array(z.object({ line: z.number().int(), problem: z.string() })),
        }),
      ),
    stop: call.input(inConversation).output(nothing),
  },
  suggestions: {
    /** Pull: asks for help with the talk as it stands. */
    now: call
      .input(inConversation)
      .output(z.object({ cards: z.array(Suggestion), silence: Silence.optional() })),
    shown: call.input(inConversation.extend({ suggestion: z.string() })).output(nothing),
    /** Accepting an action card drafts the action; nothing runs before it is approved. */
    accept: call
      .input(
        inConversation.extend({ suggestion: z.string(), text: z.string().max(20_000).optional() }),
      )
      .output(z.object({ action: Action.optional() })),
    copied: call.input(inConversation.extend({ suggestion: z.string() })).output(nothing),
    dismiss: call
      .input(inConversation.extend({ suggestion: z.string(), reason: DismissReason }))
      .output(nothing),
  },
  forms: {
    decide: call
      .input(inConversation.extend({ field: z.string(), decision: FieldDecision }))
      .output(Form),
  },
  actions: {
    draft: call.input(ActionDraft).output(Action),
    edit: call.input(z.object({ action: z.string(), input: ActionInput })).output(Action),
    /** Yes to exactly the payload with this hash. */
    approve: call.input(z.object({ action: z.string(), payloadHash: z.string() })).output(Action),
    reject: call
      .input(z.object({ action: z.string(), reason: z.string().max(500) }))
      .output(Action),
    /** Drafts the action that takes it back; that one waits for a yes of its own. */
    undo: call.input(z.object({ action: z.string() })).output(Action),
    retry: call.input(z.object({ action: z.string() })).output(Action),
  },
  customers: {
    search: call.input(z.object({ text: z.string().max(200) })).output(z.array(CustomerRecord)),
  },
  knowledge: {
    document: call.input(z.object({ document: z.string() })).output(KnowledgeDocument),
    /**
     * What an agent types. With a conversation its talk and its customer count too: pronouns are
     * understood, and the CRM's records are searched beside the articles.
     */
    search: call
      .input(
        z.object({
          pack: z.string(),
          text: z.string().max(200_000),
          conversation: z.string().optional(),
          k: z.number().int().min(1).max(50).default(10),
        }),
      )
      .output(KnowledgeAnswer),
    /** The agent copied or sent a passage of the search page: it counts as used in this talk. */
    used: call
      .input(inConversation.extend({ passage: z.string(), quote: z.string().max(20_000) }))
      .output(nothing),
    documents: call
      .input(
        inPack.extend({
          text: z.string().max(200).optional(),
          source: z.string().optional(),
          offset: z.number().int().nonnegative().default(0),
          limit: z.number().int().min(1).max(200).default(50),
        }),
      )
      .output(z.object({ documents: z.array(DocumentListing), total: z.number().int() })),
    /** Never cited again, until it is put back. */
    withdraw: call.input(z.object({ document: z.string() })).output(nothing),
    restore: call.input(z.object({ document: z.string() })).output(nothing),
    sources: call.input(inPack).output(z.array(KnowledgeSource)),
    /**
     * A part of a dropped file, in order; the first has no `upload`. Parts of 1 MB at most, base64.
     * What was uploaded and not imported within a day is removed.
     */
    upload: call
      .input(
        z.object({
          upload: z.string().optional(),
          /** Relative path where a folder was dropped. */
          name: z.string().min(1).max(1_000),
          part: z.string().max(1_400_000),
        }),
      )
      .output(z.object({ upload: z.string() })),
    /** Files that were uploaded, or a path on this machine. Returns when the job is stored. */
    import: call
      .input(
        inPack.extend({
          uploads: z.array(z.string()).max(10_000).optional(),
          path: z.string().max(4_000).optional(),
          watch: z.boolean().default(false),
          defaults: SourceDefaults,
        }),
      )
      .output(ImportJob),
    /** Jobs, newest first: all at the start and after every change. */
    watchImports: call.output(eventIterator(z.array(ImportJob))),
    cancelImport: call.input(z.object({ job: z.string() })).output(ImportJob),
    /** Goes on with a cancelled or failed job; what was done stays done. */
    resumeImport: call.input(z.object({ job: z.string() })).output(ImportJob),
    /** The source and its documents. */
    removeSource: call.input(z.object({ source: z.string() })).output(nothing),
    /** Splits and embeds everything of a pack anew; the old index answers meanwhile. */
    reindex: call.input(inPack).output(nothing),
    watchIndex: call.output(eventIterator(z.array(IndexStatus))),
    /** Questions without an answer, most frequent first. */
    gaps: call.input(inPack).output(z.array(KnowledgeGap)),
    setGap: call.input(z.object({ gap: z.string(), state: GapState })).output(nothing),
    /** Markdown of an article to be written, with the questions it should answer. */
    gapDraft: call
      .input(inPack.extend({ gap: z.string() }))
      .output(z.object({ name: z.string(), markdown: z.string() })),
  },
  wrapUp: {
    choose: call.input(inConversation.extend({ disposition: z.string() })).output(WrapUp),
    edit: call
      .input(
        inConversation.extend({ line: z.number().int().nonnegative(), text: z.string().max(2000) }),
      )
      .output(WrapUp),
    /** Drafts the action that writes note and form to the CRM. */
    save: call.input(inConversation).output(Action),
    close: call.input(inConversation).output(nothing),
  },
  /** An admin's own intents: examples in, a measured head out, in use only when switched to. */
  intents: {
    /** The pack's own version and the admin's, newest first. */
    list: call.input(inPack).output(z.array(IntentModel)),
    /** What a version was trained from. */
    examples: call.input(inModel).output(z.array(LabelledExample)),
    /** Reads pasted or imported text; nothing is kept. */
    read: call
      .input(z.object({ name: z.string().max(255), text: z.string().max(20_000_000) }))
      .output(
        z.object({
          examples: z.array(LabelledExample),
          problems: z.array(ExampleProblem),
        }),
      ),
    /** Trains a version and measures it; ends with `done`. Ending the stream stops the training. */
    train: call
      .input(
        inPack.extend({
          name: z.string().min(1).max(80),
          base: z.enum(['pack', 'none']),
          examples: z.array(LabelledExample).min(1).max(100_000),
        }),
      )
      .output(eventIterator(TrainingProgress)),
    /** A version against the one in use. */
    compare: call.input(inModel).output(IntentComparison),
    /** A sentence against a version that need not be in use. */
    try: call.input(inModel.extend({ text: z.string().min(1).max(4_000) })).output(
      z.object({
        /** Null is *unknown*. */
        label: z.string().nullable(),
        threshold: z.number(),
        ranked: z.array(z.object({ label: z.string(), confidence: z.number() })),
        ms: z.number(),
      }),
    ),
    /** Switches to a version; the one before stays and can be switched back to. */
    use: call.input(inModel).output(z.array(IntentModel)),
    remove: call.input(inModel).output(z.array(IntentModel)),
  },
  models: {
    list: call.output(z.array(ModelListing)),
    /** The whole list at the start and after every change, progress of installs included. */
    watch: call.output(eventIterator(z.array(ModelListing))),
    /** From the configured mirror, another mirror, or a folder on this machine. Returns at once. */
    install: call
      .input(
        named.extend({
          mirror: z.string().max(2_000).optional(),
          folder: z.string().max(4_000).optional(),
          /** Takes files whose checksums were not known beforehand and pins them. */
          trust: z.boolean().default(false),
        }),
      )
      .output(nothing),
    cancel: call.input(named).output(nothing),
    verify: call.input(named).output(ModelListing),
    remove: call.input(named).output(nothing),
    /** Chooses the model of its task. */
    use: call.input(named).output(z.array(ModelListing)),
    /** Times it on this machine. */
    measure: call.input(named).output(ModelListing),
  },
  audit: {
    trail: call.input(inConversation).output(z.array(TrailEntry)),
    verify: call.output(AuditVerdict),
  },
  connector: {
    faults: call.output(Faults),
    setFaults: call.input(Faults).output(Faults),
  },
} as const;

export type Contract = typeof contract;
