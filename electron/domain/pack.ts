import { z } from 'zod';
import { FieldValue, RecordKind } from './connector.ts';
import { PackName } from './ids.ts';
import { Risk } from './action.ts';
import { ConsentMode } from './call.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'use lower case letters, digits and _');

export const PackIntent = z
  .object({
    name,
    title: z.string(),
    /** For the agent, and for zero-shot when there are no examples. */
    description: z.string().default(''),
    /** Five or more; or none, and the description alone says what is meant. */
    examples: z.array(z.string().min(1)).default([]),
  })
  .refine(
    ({ examples, description }) =>
      examples.length >= 5 || (examples.length === 0 && description.trim() !== ''),
    { path: ['examples'], message: 'needs five entries or more, or none and a description' },
  );
export type PackIntent = z.infer<typeof PackIntent>;

/** A pack's own entity: a pattern (with cue words near it), or a closed list of values. */
export const PackEntity = z.object({
  name,
  title: z.string(),
  /** Regular expression, case-insensitive; group 1 is the value if there is one. */
  pattern: z.string().optional(),
  /** Words that must stand within 40 characters before the match, if given. */
  cues: z.array(z.string()).default([]),
  /** Normalised value -> the ways it is said. */
  values: z.record(z.string(), z.array(z.string()).min(1)).optional(),
});
export type PackEntity = z.infer<typeof PackEntity>;

export const PackFormField = z.object({
  name,
  title: z.string(),
  required: z.boolean().default(false),
  /** Entity kinds that may fill it, in order of preference. */
  entities: z.array(z.string()).default([]),
  /** A fixed value, when choosing the form already says it. */
  value: z.string().optional(),
  /** Words just before the entity that make it this field's: "from" my savings account. */
  cues: z.array(z.string()).default([]),
  /** Words just before the entity that make it not this field's. */
  notCues: z.array(z.string()).default([]),
  /** Questions by the agent whose answer fills it. */
  asked: z.array(z.string()).default([]),
});
export type PackFormField = z.infer<typeof PackFormField>;

export const PackForm = z.object({
  name,
  title: z.string(),
  intents: z.array(name).min(1),
  fields: z.array(PackFormField).min(1),
});
export type PackForm = z.infer<typeof PackForm>;

/** `{input.order}`, `{order.total}`, `{customer.name}`, `{today}` are filled from the conversation. */
const template = z.string();

export const PackActionInput = z.object({
  name,
  title: z.string(),
  type: z.enum(['text', 'money', 'date', 'record']),
  required: z.boolean().default(true),
  /** Where its first value comes from: `entity:order_number`, `order.total`, `text:damaged in transit`. */
  from: z.string().optional(),
});

export const PackActionChange = z.object({
  operation: z.enum(['create', 'update']),
  record: RecordKind,
  /** Which record: `order`, `customer`, `subscription`: the one in focus of the conversation. */
  target: RecordKind.optional(),
  set: z.record(z.string(), z.union([template, FieldValue])),
});

export const PackAction = z.object({
  kind: name,
  title: z.string(),
  /** Said on the button: "Send a replacement". */
  risk: Risk,
  reversible: z.boolean(),
  input: z.array(PackActionInput).default([]),
  changes: z.array(PackActionChange).min(1),
  /** What is told to the customer after it succeeded. */
  tellCustomer: template.optional(),
  /** Seconds until an unanswered request is a no. */
  expiresAfterSeconds: z.number().int().positive().default(600),
});
export type PackAction = z.infer<typeof PackAction>;

/**
 * A rule that proposes an action or a step. Its expected value, in minor units:
 * `resolves * issueValue + retains * lifetimeValue - cost`, each part shown on the card.
 */
export const PackNextStep = z.object({
  name,
  intents: z.array(name).min(1),
  /** Facts that must be known first: `customer`, `order`, `subscription`, `entity:order_number`. */
  needs: z.array(z.string()).default([]),
  action: name.optional(),
  step: template.optional(),
  because: template,
  /** What solving this issue is worth, minor units. */
  issueValue: z.number().int().nonnegative(),
  /** Chance that this solves the issue, 0 to 1. */
  resolves: z.number().min(0).max(1),
  /** By how much it raises the chance that the customer stays, 0 to 1, times lifetime value. */
  retains: z.number().min(0).max(1).default(0),
  /** What it costs: minor units, or a fact such as `order.total`, times `costShare`. */
  cost: z.union([z.number().int(), z.string()]).default(0),
  costShare: z.number().min(0).max(1).default(1),
});
export type PackNextStep = z.infer<typeof PackNextStep>;

export const PackReply = z.object({
  name,
  intents: z.array(name).min(1),
  needs: z.array(z.string()).default([]),
  /** By tone; `friendly` is used where another is missing. */
  text: z.object({
    friendly: template,
    formal: template.optional(),
    short: template.optional(),
  }),
  /** Path of the article the reply is made from; its passage is cited. */
  article: z.string().optional(),
});
export type PackReply = z.infer<typeof PackReply>;

export const PackDisposition = z.object({
  name,
  title: z.string(),
  intents: z.array(name).default([]),
});
export type PackDisposition = z.infer<typeof PackDisposition>;

export const PackChecklistItem = z.object({
  name,
  title: z.string(),
  /** Has to be done in every call. */
  mandatory: z.boolean().default(false),
  /** Counts only in conversations about these; in all when empty. */
  intents: z.array(name).default([]),
  /** Ways an agent says it; matched by words and by meaning, in the agent's turns only. */
  cues: z.array(z.string().min(1)).default([]),
});
export type PackChecklistItem = z.infer<typeof PackChecklistItem>;

export const PackManifest = z.object({
  name: PackName,
  title: z.string(),
  version: z.string(),
  language: z.string().default('en'),
  currency: z.string().length(3),
  /** Region for phone numbers, ISO 3166. */
  region: z.string().length(2).default('US'),
  company: z.string(),
  intents: z.array(PackIntent).min(2),
  /** Things customers say that are none of the intents; they calibrate *unknown*. */
  outOfScope: z.array(z.string()).default([]),
  entities: z.array(PackEntity).default([]),
  forms: z.array(PackForm).default([]),
  dispositions: z.array(PackDisposition).min(1),
  actions: z.array(PackAction).default([]),
  next: z.array(PackNextStep).default([]),
  /** What stands around an answer drafted from articles, by tone; `{answer}` is the cited sentences. */
  answer: z
    .object({
      friendly: template,
      formal: template.optional(),
      short: template.optional(),
    })
    .optional(),
  /** Facts given to Cedar are documented in docs/packs.md; limits live in the policies. */
  checklist: z.array(PackChecklistItem).max(12).default([]),
  /** Whether a policy of the pack reads the verdict on a voice; without that purpose none is compared. */
  comparesVoices: z.boolean().default(false),
  /** What has to be agreed before a call is written down, and how the agent may put it. */
  recording: z
    .object({
      consent: ConsentMode.default('announce'),
      sentence: z
        .string()
        .min(1)
        .default('This call is written down on my computer so that I can help you faster.'),
    })
    .prefault({}),
});
export type PackManifest = z.infer<typeof PackManifest>;

export const PackArticle = z.object({
  path: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  audience: z.enum(['agent', 'customer']).default('customer'),
  language: z.string().default('en'),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  /** Markdown without front matter. */
  body: z.string(),
});
export type PackArticle = z.infer<typeof PackArticle>;

/** A whole pack in memory, as `core/packs` loads it from its folder. */
export interface Pack {
  readonly manifest: PackManifest;
  readonly articles: readonly PackArticle[];
  readonly replies: readonly PackReply[];
  /** Cedar source by policy file name. */
  readonly policies: Readonly<Record<string, string>>;
  /** Recorded conversations that come with it: file name without extension -> JSONL text. */
  readonly replays: Readonly<Record<string, string>>;
  /** SHA-256 over all files, for the record. */
  readonly sha256: string;
}
