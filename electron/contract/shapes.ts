import { z } from 'zod';
import { ActionInput } from '#domain/action.ts';
import { ConnectorFaults } from '#domain/connector.ts';
import { ConversationState } from '#domain/conversation.ts';
import { PartialTurn, RecordedEvent } from '#domain/events.ts';
import { Instant } from '#domain/ids.ts';
import { ModelRef } from '#domain/insight.ts';
import { LookUp, PassageHit, RecordHit } from '#domain/knowledge.ts';

/** @file Shapes that only the wire has; everything else is domain. */

export const ConversationSummary = z.object({
  id: z.string(),
  title: z.string(),
  pack: z.string(),
  channel: z.string(),
  state: ConversationState,
  startedAt: Instant,
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

/** One thing on a conversation's stream: stored events resume by position, partials do not. */
export const ConversationFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), recorded: RecordedEvent }),
  z.object({ kind: z.literal('partial'), partial: PartialTurn }),
  /** Everything stored so far has been sent; what follows happens now. */
  z.object({ kind: z.literal('live'), position: z.number().int() }),
  /** Whether a recording plays into this conversation; sent first and at every change. */
  z.object({ kind: z.literal('playing'), playing: z.boolean() }),
]);
export type ConversationFrame = z.infer<typeof ConversationFrame>;

export const PackSummary = z.object({
  name: z.string(),
  title: z.string(),
  version: z.string(),
  company: z.string(),
  currency: z.string(),
  intents: z.array(z.object({ name: z.string(), title: z.string() })),
  dispositions: z.array(z.object({ name: z.string(), title: z.string() })),
  actions: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      risk: z.string(),
      input: z.array(z.object({ name: z.string(), title: z.string(), type: z.string() })),
    }),
  ),
  replays: z.array(z.object({ name: z.string(), title: z.string(), turns: z.number().int() })),
  checklist: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      mandatory: z.boolean(),
      intents: z.array(z.string()),
    }),
  ),
  articles: z.number().int(),
});
export type PackSummary = z.infer<typeof PackSummary>;

export const AppInfo = z.object({
  version: z.string(),
  protocol: z.number().int(),
  host: z.enum(['electron', 'node', 'cli']),
  dataFolder: z.string(),
  models: z.array(z.object({ task: z.string(), model: ModelRef })),
  secrets: z.string(),
  packs: z.array(PackSummary),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** What the status bar shows. */
export const Health = z.object({
  /** Actions approved and not yet written to the CRM. */
  waiting: z.array(
    z.object({
      action: z.string(),
      title: z.string(),
      conversation: z.string(),
      attempts: z.number().int(),
      nextAttemptAt: Instant,
      problem: z.string().optional(),
    }),
  ),
  connector: z.object({
    name: z.string(),
    reachable: z.boolean(),
    /** When the CRM was last read. */
    syncedAt: Instant.optional(),
    problem: z.string().optional(),
  }),
  /** Newest first-card times on this machine, milliseconds from message to card. */
  latency: z.object({ n: z.number().int(), p50: z.number(), p99: z.number() }),
});
export type Health = z.infer<typeof Health>;

/** What a search gave: passages of articles, records of the customer at hand, and the reason for few. */
export const KnowledgeAnswer = z.object({
  hits: z.array(PassageHit),
  records: z.array(RecordHit),
  /** The question as it was understood, where the talk was needed to understand it. */
  understoodAs: z.string().optional(),
  lookUp: LookUp.optional(),
  /** Passages that may be cited today; 0: nothing was imported yet. */
  passages: z.number().int().nonnegative(),
  ms: z.number(),
});
export type KnowledgeAnswer = z.infer<typeof KnowledgeAnswer>;

export const FieldDecision = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('accept') }),
  z.object({ verdict: z.literal('edit'), value: z.string().max(2000) }),
  z.object({ verdict: z.literal('clear') }),
]);

export const TrailEntry = z.object({
  sequence: z.number().int(),
  at: Instant,
  actor: z.string(),
  verb: z.string(),
  subject: z.string(),
  reasoning: z.string(),
  hash: z.string(),
});
export type TrailEntry = z.infer<typeof TrailEntry>;

export const ActionDraft = z.object({
  conversation: z.string(),
  kind: z.string(),
  input: ActionInput.optional(),
});

export const Faults = ConnectorFaults;
