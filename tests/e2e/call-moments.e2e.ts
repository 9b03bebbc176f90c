import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type FakeSoundDevices, fakeSoundDevices } from '#tests/fakes/fake-sound-devices.ts';
import { customerSentences } from '#tests/fakes/sentences.ts';
import { standardRate } from '#tests/fakes/sound.ts';
import { customerVoice, spoken } from '#tests/fakes/spoken.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';
import { createCaller } from './caller.ts';

/** @file Moments of a call: what a flag stands on, and how long the call runs, in both windows. */

const chromium = await findChromium();
const [first, second] = customerSentences;
const [whenFirst, whenSecond] = [/tuesday|should/i, /jacket|bought/i];

describe.skipIf(chromium === undefined)('a moment of a call', () => {
  let product: Product;
  let sound: FakeSoundDevices;
  beforeAll(async () => {
    product = await openProduct();
    // The devices are there before the page's own scripts.
    sound = await fakeSoundDevices(product.page);
    await product.page.reload();
  });
  afterAll(() => product.close());

  it('is that of the key, though more was said until the note was written', async () => {
    const { page } = product;
    const caller = createCaller(page);
    await caller.listen();
    await page.getByText('The speech model is being loaded.').waitFor({ state: 'detached' });
    const say = async (text: string): Promise<void> => {
      const voice = spoken(text, customerVoice);
      await sound.play('customer', voice);
      await page.waitForTimeout((voice.length / standardRate) * 1000 + 700);
    };
    const speaking = say(first);
    // In the middle of the sentence: it is not written down yet.
    await page.waitForTimeout(900);
    await page.keyboard.press('Control+Shift+F');
    const note = page.getByRole('textbox', { name: 'Flag this moment' });
    await note.waitFor();
    await speaking;
    await caller.heard(whenFirst);
    await say(second);
    await caller.heard(whenSecond);
    await note.fill('Listen again');
    await note.press('Enter');
    await page.getByRole('button', { name: /^Flags\s*1?$/ }).click();
    const flagged = page.getByRole('button', { name: /Listen again/ });
    await flagged.waitFor();
    expect(await flagged.textContent()).toMatch(whenFirst);
    expect(await flagged.textContent()).not.toMatch(whenSecond);

    const overlay = await product.browser.newPage({ viewport: { width: 380, height: 300 } });
    onTestFinished(() => overlay.close());
    await overlay.goto(product.url.replace('/#', '/?view=overlay#'));
    const indicator = overlay.getByText(/^Listening\d+:\d\d$/);
    await indicator.waitFor();
    const seconds = async (from: typeof indicator): Promise<number> => {
      const [, minutes = '', rest = ''] = /(\d+):(\d\d)/.exec(await from.innerText()) ?? [];
      return Number(minutes) * 60 + Number(rest);
    };
    const shown = await seconds(indicator);
    const own = await seconds(caller.bar());
    expect(shown).toBeGreaterThan(5);
    expect(Math.abs(own - shown)).toBeLessThanOrEqual(2);
    await expect.poll(() => seconds(indicator), { timeout: 5_000 }).toBeGreaterThan(shown);
    await caller.end();
    await indicator.waitFor({ state: 'detached' });
  });
});
