import { z } from 'zod';

/**
 * @file What Electron's main process and the core's utility process say to each other. Windows are
 * not in it: each has a MessagePort of its own that carries the contract.
 */

export const ToCore = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    version: z.string(),
    dataFolder: z.string(),
    /** Holds `models/` and `resources/`. */
    appFolder: z.string(),
    packs: z.array(z.string()).optional(),
    /** The system's vault by name; absent where there is none worth the name. */
    vault: z.string().optional(),
  }),
  /** A window's port comes with it. */
  z.object({ type: z.literal('window') }),
  z.object({
    type: z.literal('secret'),
    id: z.number().int(),
    value: z.string().optional(),
    problem: z.string().optional(),
  }),
  z.object({ type: z.literal('close') }),
]);
export type ToCore = z.infer<typeof ToCore>;

export const FromCore = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), ms: z.number() }),
  /** It cannot run: one sentence why. The process ends after it. */
  z.object({ type: z.literal('failed'), sentence: z.string() }),
  /** Asks the vault for a secret; with `proposal`, to keep that one unless there is one. */
  z.object({
    type: z.literal('secret'),
    id: z.number().int(),
    name: z.string().regex(/^[a-z][a-z0-9-]*$/),
    proposal: z.string().optional(),
  }),
  z.object({ type: z.literal('notify'), title: z.string(), body: z.string() }),
]);
export type FromCore = z.infer<typeof FromCore>;
