import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWav } from '../../electron/core/measure/wav.ts';
import { agentSentences, customerSentences } from '../../tests/fakes/sentences.ts';
import { joined, mixed, noise, silence, standardRate, stereo } from '../../tests/fakes/sound.ts';
import { agentVoice, customerVoice, spoken, type Voice } from '../../tests/fakes/spoken.ts';
import { settled, withCallBed } from './call-bed.ts';
import { coresUsed } from './process-use.ts';
import type { Line } from './report.ts';

/** Seconds of each half of the sound, and of each measurement within it. */
const half = 60;
const measured = 30;

/** One side talking without a stop, with the pauses of breath. */
export function monologue(sentences: readonly string[], voice: Voice): Float32Array {
  const once = joined(...sentences.flatMap((text) => [spoken(text, voice), silence(0.25)]));
  const times = Math.ceil((half * standardRate) / once.length);
  return joined(...Array.from({ length: times }, () => once)).subarray(0, half * standardRate);
}

/** A minute in which nobody speaks (a quiet room is not digital silence), then a minute of both. */
function twoSides(): Uint8Array {
  const room = (seed: number): Float32Array => noise(2 * half, { db: -62, seed });
  const side = (sentences: readonly string[], voice: Voice, seed: number): Float32Array =>
    mixed(joined(silence(half), monologue(sentences, voice)), room(seed));
  return writeWav({
    rate: standardRate,
    channels: stereo(
      side(agentSentences, agentVoice, 1),
      side(customerSentences, customerVoice, 2),
    ),
  });
}

/** Runs in the page: the device alone, as it is in the call, and nobody who listens. */
async function holdDevice(seconds: number): Promise<void> {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 2, ...plain },
  });
  setTimeout(() => stream.getTracks().forEach((track) => track.stop()), seconds * 1000);
}

/** Processor time of host and browser, everything included, in a call through a fake device. */
export async function cpuInCall(): Promise<Line[]> {
  if (process.platform !== 'linux') return [];
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-cpu-'));
  const file = join(folder, 'two-sides.wav');
  writeFileSync(file, twoSides());
  try {
    return await withCallBed(
      {
        arguments: [
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          `--use-file-for-fake-audio-capture=${file}`,
        ],
      },
      async (bed) => {
        const { page, caller, roots } = bed;
        await settled(bed);
        await page.evaluate(holdDevice, 2 + measured);
        await page.waitForTimeout(1_000);
        const device = await coresUsed(roots, measured);
        await page.waitForTimeout(2_000);
        await caller.listen('stereo');
        const from = performance.now();
        const until = async (second: number): Promise<void> =>
          page.waitForTimeout(Math.max(0, from + second * 1000 - performance.now()));
        await until(10);
        const inSilence = await coresUsed(roots, measured);
        await until(half + 5);
        const inSpeech = await coresUsed(roots, measured);
        const lines = await caller.lines().count();
        const note = 'per cent of one core, host and browser';
        return [
          {
            what: 'processor in a call, silence',
            n: 1,
            unit: '%',
            value: inSilence.all,
            budget: { value: 5 },
            note: `${note}: ${inSilence.by}; before the call, with the fake device open and nobody listening, ${device.all.toFixed(1)}`,
          },
          {
            what: 'processor in a call, both speaking',
            n: 1,
            unit: '%',
            value: inSpeech.all,
            budget: { value: 100 },
            note: `${lines} lines: ${inSpeech.by}`,
          },
        ];
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
