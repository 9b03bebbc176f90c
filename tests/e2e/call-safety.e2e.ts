import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSoundDevices, fakeSoundDevices } from '#tests/fakes/fake-sound-devices.ts';
import { customerSentences } from '#tests/fakes/sentences.ts';
import { standardRate } from '#tests/fakes/sound.ts';
import { customerVoice, spoken } from '#tests/fakes/spoken.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';
import { type Caller, createCaller } from './caller.ts';

/**
 * @file A call is never lost: whatever dies while somebody speaks, every line said before is there
 * once and in order, and what is said after it is heard again. The sound is made up; microphone and
 * line are the only parts that are not real.
 */

const chromium = await findChromium();

/** Words of each sentence that stand in no other one; one of them is recognised on a busy machine. */
const marks = [/tuesday|should/i, /jacket|bought/i, /lamp|damaged|refund/i];
const [first, second, third] = customerSentences;
const [whenFirst, whenSecond, whenThird] = marks as [RegExp, RegExp, RegExp];

describe.skipIf(chromium === undefined)('a call in which things die', () => {
  let product: Product;
  let page: Page;
  let sound: FakeSoundDevices;
  let caller: Caller;

  beforeAll(async () => {
    product = await openProduct();
    ({ page } = product);
  });
  afterAll(() => product.close());

  /** A window of its own for every call, as the last one may have crashed. */
  const openWindow = async (conversation?: string): Promise<void> => {
    const next = await product.browser.newPage({ viewport: { width: 1280, height: 860 } });
    await page.close();
    page = next;
    // The page asks before it is left in a call.
    page.on('dialog', (dialog) => void dialog.accept());
    sound = await fakeSoundDevices(page);
    caller = createCaller(page);
    await page.goto(
      conversation === undefined ? product.url : `${product.url}&conversation=${conversation}`,
    );
  };
  beforeEach(async () => {
    await openWindow();
    await caller.listen();
    await recogniserReady();
  });
  /** Sound that waits for a model is heard late, and the tests count seconds. */
  const recogniserReady = async (): Promise<void> => {
    await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBeGreaterThan(0);
    await page.getByText('The speech model is being loaded.').waitFor({ state: 'detached' });
  };

  /** Says a sentence; resolves when it was said, not when it was heard. */
  const say = async (text: string): Promise<void> => {
    const voice = spoken(text, customerVoice);
    await sound.play('customer', voice);
    await page.waitForTimeout((voice.length / standardRate) * 1000 + 700);
  };
  /** Every sentence up to this one stands there once, in order. */
  const expectAll = async (count: number): Promise<void> => {
    const all = await caller.lines().allInnerTexts();
    const places = marks.slice(0, count).map((mark) => {
      const found = all.flatMap((text, index) => (mark.test(text) ? [index] : []));
      expect(found, `${String(mark)} in ${JSON.stringify(all)}`).toHaveLength(1);
      return found[0] ?? -1;
    });
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(all).toHaveLength(count);
  };
  const listening = (): Promise<void> =>
    caller.bar().getByRole('status').filter({ hasText: 'Listening' }).waitFor();

  it('keeps every line when the core is killed while somebody speaks', async () => {
    await say(first);
    await caller.heard(whenFirst);
    const before = product.hostPid();
    const speaking = say(second);
    await page.waitForTimeout(800);
    process.kill(before, 'SIGKILL');
    await speaking;
    await say(third);
    await caller.heard(whenThird);
    expect(product.hostPid()).not.toBe(before);
    await listening();
    await expectAll(3);
  });

  it('keeps every line when the recogniser dies while somebody speaks', async () => {
    await say(first);
    await caller.heard(whenFirst);
    const workers = page.workers().filter((worker) => /vosk/.test(worker.url()));
    expect(workers.length).toBeGreaterThan(0);
    const speaking = say(second);
    await page.waitForTimeout(900);
    // Gone without a word, as when the system takes its memory.
    for (const worker of workers) await worker.evaluate(() => self.close());
    await speaking;
    await say(third);
    await caller.heard(whenThird);
    await expectAll(3);
  });

  it('keeps every line when the page is reloaded, says so, and goes on', async () => {
    await say(first);
    await caller.heard(whenFirst);
    await say(second);
    await caller.heard(whenSecond);
    await page.reload();
    await page.getByText(/Capture stopped/).waitFor();
    await expectAll(2);
    await page.getByRole('button', { name: 'Go on' }).click();
    await listening();
    await recogniserReady();
    await say(third);
    await caller.heard(whenThird);
    await expectAll(3);
  });

  it('keeps every line when the page crashes, and another window goes on', async () => {
    await say(first);
    await caller.heard(whenFirst);
    const conversation = await page.evaluate(() => sessionStorage.getItem('earshot.conversation'));
    const crashed = page.waitForEvent('crash');
    // Never answered: the process behind the page is gone.
    page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    await openWindow(conversation ?? '');
    await page.getByText(/Capture stopped/).waitFor();
    await expectAll(1);
    await page.getByRole('button', { name: 'Go on' }).click();
    await listening();
    await recogniserReady();
    await say(second);
    await caller.heard(whenSecond);
    await expectAll(2);
  });

  it('loses nothing when the page hangs and its sound comes in one burst', async () => {
    await say(first);
    await caller.heard(whenFirst);
    const speaking = say(second);
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      const until = performance.now() + 3_000;
      while (performance.now() < until);
    });
    await speaking;
    await caller.heard(whenSecond);
    await expectAll(2);
  });

  it('opens the microphone again when it was pulled out and put in again', async () => {
    await sound.unplug('agent');
    await say(first);
    await caller.heard(whenFirst);
    await expectAll(1);
    await listening();
  });
});
