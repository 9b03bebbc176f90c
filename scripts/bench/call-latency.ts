import type { Page } from 'playwright-core';
import { findSpeech } from '../../electron/core/measure/speech-bounds.ts';
import { fakeSoundArguments, fakeSoundDevices } from '../../tests/fakes/fake-sound-devices.ts';
import { customerSentences } from '../../tests/fakes/sentences.ts';
import { joined, silence, standardRate } from '../../tests/fakes/sound.ts';
import { canSpeak, customerVoice, spoken } from '../../tests/fakes/spoken.ts';
import { settled, withCallBed } from './call-bed.ts';
import { type Line, percentileOf } from './report.ts';

/** Calls of one sentence of each kind: a card that is on screen already does not come again. */
const calls = 6;
/** Longer without a card counts as none. */
const patienceMs = 6_000;

interface Painted {
  readonly at: number;
  readonly name: string;
}

/** Runs in the page: notes when a card that is new in the document was painted. */
function watchCards(): void {
  const painted: Painted[] = [];
  Object.assign(window, { earshotPainted: painted });
  const seen = new WeakSet<Element>();
  new MutationObserver(() => {
    for (const card of document.querySelectorAll('article')) {
      if (seen.has(card)) continue;
      seen.add(card);
      // The first callback comes before the frame with the card, the second after it.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          painted.push({ at: performance.now(), name: card.getAttribute('aria-label') ?? '' }),
        ),
      );
    }
  }).observe(document, { childList: true, subtree: true });
}

const firstAfter = (page: Page, from: number): Promise<number | undefined> =>
  page.evaluate(
    async ([since, patience]) => {
      const painted = (window as unknown as { earshotPainted: Painted[] }).earshotPainted;
      for (;;) {
        const found = painted.find(({ at }) => at > since);
        if (found !== undefined) return found.at;
        if (performance.now() > since + patience) return undefined;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    [from, patienceMs] as const,
  );

/**
 * From the last sound of a sentence to the frame that shows a card for it. The sentence comes out of
 * a made-up line at the speed of life; worklet, gate, recogniser, core and window are the product's.
 */
export async function speechToCard(): Promise<Line[]> {
  const times: number[] = [];
  const silent: string[] = [];
  await withCallBed(
    {
      arguments: fakeSoundArguments,
      prepare: async (page) => {
        await page.addInitScript(watchCards);
      },
    },
    async (bed) => {
      const { page, caller } = bed;
      await settled(bed);
      const sound = await fakeSoundDevices(page);
      await page.reload();
      for (let call = 0; call < calls; call += 1) {
        await caller.listen();
        await page.waitForTimeout(call === 0 ? 4_000 : 1_000);
        for (const text of customerSentences) {
          const said = spoken(text, { ...customerVoice, speed: 140 + call * 6 });
          const end = findSpeech(said, standardRate)?.endMs ?? 0;
          const startedAt = await sound.play('customer', joined(said, silence(0.2)));
          const painted = await firstAfter(page, startedAt);
          if (painted === undefined) silent.push(text.split(' ').slice(0, 4).join(' '));
          else times.push(painted - startedAt - end);
          await page.waitForTimeout(1_500);
        }
        await caller.end();
        await caller.bar().waitFor({ state: 'detached' });
      }
    },
  );
  return [
    {
      what: 'end of speech to card painted',
      n: times.length,
      unit: 'ms',
      p50: percentileOf(times, 0.5),
      p95: percentileOf(times, 0.95),
      budget: { p50: 1_000, p95: 2_000 },
      note: `${canSpeak() ? 'sentences spoken by espeak-ng' : 'recorded sentences'}, ${silent.length} without a card not counted${silent.length > 0 ? ` (${silent.join(', ')})` : ''}`,
    },
  ];
}
