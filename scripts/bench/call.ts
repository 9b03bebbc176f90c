import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWav } from '../../electron/core/measure/wav.ts';
import { runHeadless } from '../../electron/hosts/headless-run.ts';
import { chooseSpeechModel } from '../../electron/hosts/speech-models.ts';
import { findAppFolder } from '../../electron/hosts/app-folder.ts';
import { agentSentences, customerSentences } from '../../tests/fakes/sentences.ts';
import { standardRate, stereo } from '../../tests/fakes/sound.ts';
import { agentVoice, customerVoice } from '../../tests/fakes/spoken.ts';
import { cpuInCall, monologue } from './call-cpu.ts';
import { speechToCard } from './call-latency.ts';
import { memoryOverCall } from './call-memory.ts';
import { findChromium } from './process-tree.ts';
import type { Line } from './report.ts';

/** Both sides talking without a stop, as fast as two recognisers can. */
async function realTimeFactor(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-rtf-'));
  const file = join(folder, 'both.wav');
  const channels = stereo(
    monologue(agentSentences, agentVoice),
    monologue(customerSentences, customerVoice),
  );
  writeFileSync(file, writeWav({ rate: standardRate, channels }));
  try {
    const browser = await findChromium();
    const { name, folders } = await chooseSpeechModel({ dataFolder: folder });
    let factor = Number.NaN;
    let sound = 0;
    await runHeadless({
      surroundings: {
        findBrowser: () => browser,
        // The host that another part of this bench starts has built it.
        buildPage: async () => join(findAppFolder(), 'dist', 'renderer'),
      },
      model: name,
      models: folders,
      tasks: [{ id: 'both', pace: 'fast', file }],
      onTold: (told) => {
        if (told.kind === 'failed') throw new Error(told.message);
        if (told.kind !== 'done') return;
        sound = told.seconds;
        factor = told.ms / 1000 / told.seconds;
      },
    });
    return [
      {
        what: 'real-time factor, both channels at once',
        n: 1,
        unit: 'x',
        value: factor,
        budget: { value: 0.5 },
        note: `${sound.toFixed(0)} s of both sides talking, loading of the model included`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Live calls: EARSHOT_BENCH_CALL may name parts (card, cpu, rtf, memory), comma-separated. */
export async function liveCall(): Promise<Line[]> {
  const parts = { card: speechToCard, cpu: cpuInCall, rtf: realTimeFactor, memory: memoryOverCall };
  const wanted = process.env['EARSHOT_BENCH_CALL']?.split(',');
  const lines: Line[] = [];
  for (const [name, measure] of Object.entries(parts))
    if (wanted?.includes(name) !== false) lines.push(...(await measure()));
  return lines;
}
