import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Page } from 'playwright-core';
import { writeWav } from '../../electron/core/measure/wav.ts';
import { agentSentences, customerSentences } from '../../tests/fakes/sentences.ts';
import { joined, mixed, noise, resampled, silence, standardRate } from '../../tests/fakes/sound.ts';
import { agentVoice, customerVoice, spoken } from '../../tests/fakes/spoken.ts';
import { settled, withCallBed } from './call-bed.ts';
import { megabytesOf } from './process-use.ts';
import type { Line } from './report.ts';

const hours = 2;
/** Seconds of one turn with the pause after it: talk, and long waits while something is looked up. */
const turnSeconds = 15;
const points = 10;
const telephoneRate = 8_000;

/** One round of all sentences, both sides in turn, stereo, as a telephone system records it. */
function round(): Uint8Array {
  const turns = [
    ...agentSentences.map((text) => ({ side: 0, sound: spoken(text, agentVoice) })),
    ...customerSentences.map((text) => ({ side: 1, sound: spoken(text, customerVoice) })),
  ];
  const sides = [0, 1].map((side) =>
    joined(
      ...turns.flatMap((turn) => {
        const sound = turn.side === side ? turn.sound : silence(turn.sound.length / standardRate);
        return [sound, silence(turnSeconds - sound.length / standardRate)];
      }),
    ),
  );
  const channels = sides.map((side, seed) =>
    resampled(
      mixed(side, noise(side.length / standardRate, { db: -62, seed: seed + 1 })),
      standardRate,
      telephoneRate,
    ),
  );
  return writeWav({ rate: telephoneRate, channels }, 'mulaw');
}

/** The round, again and again, in one WAV file. @returns its turns */
export async function writeLongCall(file: string): Promise<number> {
  const once = round();
  const sound = once.subarray(44);
  const rounds = Math.floor((hours * 3600 * telephoneRate * 2) / sound.length);
  const head = once.slice(0, 44);
  const view = new DataView(head.buffer);
  view.setUint32(4, 36 + rounds * sound.length, true);
  view.setUint32(40, rounds * sound.length, true);
  const out = createWriteStream(file);
  out.write(head);
  for (let index = 0; index < rounds; index += 1) out.write(sound);
  out.end();
  await finished(out);
  return rounds * (agentSentences.length + customerSentences.length);
}

/** Drops a file on the window, as a person does. */
export async function dropFile(page: Page, file: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-file';
    document.body.append(input);
  });
  await page.setInputFiles('#bench-file', file);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#bench-file');
    const [dropped] = input?.files ?? [];
    if (dropped === undefined) throw new Error('There is no file to drop.');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(dropped);
    input?.remove();
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
}

interface Point {
  readonly share: number;
  readonly core: number;
  readonly renderer: number;
}

/** Memory of core and page while a two-hour call is read from a file, as fast as it goes. */
export async function memoryOverCall(): Promise<Line[]> {
  if (process.platform !== 'linux') return [];
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-long-'));
  try {
    const file = join(folder, 'long-call.wav');
    const turns = await writeLongCall(file);
    return await withCallBed({}, async (bed) => {
      const { page, core, renderer } = bed;
      await settled(bed);
      await dropFile(page, file);
      await page.getByLabel('This recording may be written down').click();
      await page.getByRole('button', { name: 'Write it down' }).click();
      const bar = page.getByRole('progressbar', { name: /Writing down/ });
      await bar.waitFor();
      const session = await page.context().newCDPSession(page);
      const seen: Point[] = [];
      const from = performance.now();
      while ((await bar.count()) > 0) {
        const now = await bar.getAttribute('aria-valuenow').catch(() => null);
        const share = Number(now) / 100;
        if (share >= (seen.length + 1) / points) {
          // What is garbage is no growth.
          await session.send('HeapProfiler.collectGarbage');
          seen.push({ share, core: megabytesOf(core()), renderer: megabytesOf(renderer()) });
        }
        await page.waitForTimeout(250);
      }
      const seconds = (performance.now() - from) / 1000;
      return ['core', 'renderer'].map((which): Line => {
        const values = seen.map((point) => point[which as 'core' | 'renderer']);
        // The first fifth is warming up: models, caches, the first screens full of lines.
        const settled = values.slice(1);
        const growth = ((settled.at(-1) ?? NaN) / (settled[0] ?? NaN) - 1) * 100;
        return {
          what: `memory over a call of ${hours} h, ${which}, growth from its second tenth on`,
          n: seen.length,
          unit: '%',
          value: growth,
          budget: { value: 5 },
          note: `${values.map((value) => value.toFixed(0)).join(', ')} MB; ${turns} turns in ${seconds.toFixed(0)} s`,
        };
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
