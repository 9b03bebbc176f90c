import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeLongCall } from '../../tests/fakes/long-call.ts';
import { settled, withCallBed } from './call-bed.ts';
import { megabytesOf } from './process-use.ts';
import type { Line } from './report.ts';

const hours = 2;
/** Seconds of one turn with the pause after it: talk, and waits while something is looked up. */
const turnSeconds = 15;
const points = 10;

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
    const turns = await writeLongCall(file, { hours, turnSeconds });
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
