import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Action, ActionInput } from '#domain/action.ts';
import { AuditVerdict } from '#domain/audit.ts';
import { Conversation, Speaker, Turn } from '#domain/conversation.ts';
import { CustomerRecord } from '#domain/customer.ts';
import { DismissReason } from '#domain/feedback.ts';
import { Form } from '#domain/form.ts';
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
import { knowledgeContract } from './knowledge-contract.ts';
import {
  ActionDraft,
  AppInfo,
  ConversationFrame,
  ConversationSummary,
  Faults,
  FieldDecision,
  Health,
  TrailEntry,
} from './shapes.ts';
import { voiceContract } from './voice-contract.ts';

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
  voices: voiceContract,
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
  knowledge: knowledgeContract,
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
