import { z } from 'zod';

export const Settings = z.object({
  agent: z.string().min(1).max(80).default('Agent'),
  pack: z.string().default('retail'),
  /** `quiet`: only what is asked for. `normal`: the best card. `full`: up to four. */
  verbosity: z.enum(['quiet', 'normal', 'full']).default('full'),
  tone: z.enum(['friendly', 'formal', 'short']).default('friendly'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
});
export type Settings = z.infer<typeof Settings>;
