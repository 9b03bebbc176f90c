import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digitsOf, longestLeft } from '#core/understand/personal-data/card-watch-play.ts';
import { type FakeSoundDevices, fakeSoundDevices } from '#tests/fakes/fake-sound-devices.ts';
import { joined, silence, standardRate } from '#tests/fakes/sound.ts';
import { customerVoice, spoken } from '#tests/fakes/spoken.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';
import { type Caller, createCaller } from './caller.ts';

/**
 * @file A card number that nobody asked for, read out in pieces into a real recogniser: what was said
 * first may only be written when what comes next is known, so the page must not wait with that.
 */

const chromium = await findChromium();

/** Passes the check of card numbers; nobody's. */
const number = '4556737586899855';
const pieces = [
  'four five five six',
  'seven three seven five',
  'eight six eight nine',
  'nine eight five five',
];
/** The bound of the card watch. */
const mostLeft = 3;

describe.skipIf(chromium === undefined)('a card number in a call', () => {
  let product: Product;
  let page: Page;
  let sound: FakeSoundDevices;
  let caller: Caller;

  beforeAll(async () => {
    product = await openProduct();
    await product.page.close();
    page = await product.browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.on('dialog', (dialog) => void dialog.accept());
    sound = await fakeSoundDevices(page);
    caller = createCaller(page);
    await page.goto(product.url);
    await caller.listen();
  });
  afterAll(() => product.close());

  it('that comes in pieces is in no line and no caption', async () => {
    await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBeGreaterThan(0);
    await page.getByText('The speech model is being loaded.').waitFor({ state: 'detached' });
    const shown: string[] = [];
    const talk = joined(
      ...pieces.flatMap((piece) => [spoken(piece, customerVoice), silence(0.9)]),
      spoken('I hope that is the right one', customerVoice),
    );
    await sound.play('customer', talk);
    const until = Date.now() + (talk.length / standardRate) * 1_000 + 2_000;
    const transcript = page.getByRole('region', { name: 'Transcript', exact: true });
    while (Date.now() < until) {
      shown.push(await transcript.innerText());
      await page.waitForTimeout(100);
    }
    await caller.heard(/hope|right/i);
    const lines = await caller.lines().allInnerTexts();
    expect(lines.join(' ')).toContain('[card number]');
    for (const text of [...shown, lines.join(' ')])
      expect(longestLeft(number, digitsOf([text])), text).toBeLessThanOrEqual(mostLeft);
  });
});
