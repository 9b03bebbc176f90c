import { z } from 'zod';
import { ConsentMode } from './call.ts';

export const Settings = z.object({
  agent: z.string().min(1).max(80).default('Agent'),
  pack: z.string().default('retail'),
  /** `quiet`: only what is asked for. `normal`: the best card. `full`: up to four. */
  verbosity: z.enum(['quiet', 'normal', 'full']).default('full'),
  tone: z.enum(['friendly', 'formal', 'short']).default('friendly'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Where the sound of a call comes from on this machine; empty is the system's own choice. */
  sound: z
    .object({
      microphone: z.string().max(300).default(''),
      /** `stereo`: the microphone's right side is the customer. `none`: the agent's side only. */
      customer: z.enum(['system', 'device', 'stereo', 'none']).default('system'),
      customerDevice: z.string().max(300).default(''),
      echoCancellation: z.boolean().default(true),
      noiseSuppression: z.boolean().default(true),
    })
    .prefault({}),
  /** An admin's own consent mode per pack, instead of the pack's. */
  consent: z.record(z.string(), ConsentMode).default({}),
  /** Sound of calls is kept only when an admin says so, encrypted, and for so many days. */
  keepAudio: z
    .object({ on: z.boolean().default(false), days: z.int().min(1).max(3_650).default(30) })
    .prefault({}),
  /** Whether a caller's voice may be compared with an enrolled one. */
  voiceSignal: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;
