import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWav } from '#core/measure/wav.ts';
import { agentSentences, customerSentences } from './sentences.ts';
import { resampled, standardRate } from './sound.ts';
import { agentVoice, customerVoice, folder, recordedName, spoken } from './spoken.ts';

/** @file Run by hand after a sentence was changed; needs espeak-ng. Telephone quality is enough. */
const rate = 8_000;
mkdirSync(folder, { recursive: true });
for (const [sentences, voice] of [
  [agentSentences, agentVoice],
  [customerSentences, customerVoice],
] as const)
  for (const text of sentences)
    writeFileSync(
      join(folder, recordedName(text)),
      writeWav({ rate, channels: [resampled(spoken(text, voice), standardRate, rate)] }, 'mulaw'),
    );
