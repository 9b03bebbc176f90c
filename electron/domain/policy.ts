import { z } from 'zod';

/** Who asks: the agent after looking, or Earshot by itself. */
export const PolicyPrincipal = z.enum(['agent', 'automation']);
export type PolicyPrincipal = z.infer<typeof PolicyPrincipal>;

/** Facts a policy may read. Cedar has whole numbers, strings and booleans, so have these. */
export const PolicyContext = z.record(
  z.string(),
  z.union([z.string(), z.number().int(), z.boolean()]),
);
export type PolicyContext = z.infer<typeof PolicyContext>;

export const PolicyDecision = z.object({
  decision: z.enum(['permit', 'forbid']),
  /** Ids of the policies that decided; empty when nothing permits. */
  policies: z.array(z.string()),
  /** One sentence from the deciding policy's `@reason`, or "No policy permits this." */
  reason: z.string(),
  /** Article named by the policy's `@article`, where the rule is written for people. */
  article: z.string().optional(),
});
export type PolicyDecision = z.infer<typeof PolicyDecision>;

/** One test of a pack's policies: what must come out for these facts. */
export const PolicyTest = z.object({
  name: z.string().min(1),
  principal: PolicyPrincipal,
  /** The action's kind. */
  action: z.string(),
  context: PolicyContext.default({}),
  expect: z.enum(['permit', 'forbid']),
  /** Ids of the policies that must be among those that decided. */
  by: z.array(z.string()).default([]),
});
export type PolicyTest = z.infer<typeof PolicyTest>;
