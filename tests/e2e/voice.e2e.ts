import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeSoundDevices, fakeSoundDevices } from '#tests/fakes/fake-sound-devices.ts';
import { agentSentences, customerSentences } from '#tests/fakes/sentences.ts';
import { joined, silence, standardRate } from '#tests/fakes/sound.ts';
import { agentVoice, customerVoice, spoken, type Voice } from '#tests/fakes/spoken.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';
import { type Caller, createCaller } from './caller.ts';

/**
 * @file A customer's voice from the admin's switch to the second proof, with the product's own
 * capture and model. Only the devices are made up.
 */

const chromium = await findChromium();

describe.skipIf(chromium === undefined)("a caller's voice", () => {
  let product: Product;
  let page: Page;
  let sound: FakeSoundDevices;
  let caller: Caller;

  beforeAll(async () => {
    product = await openProduct();
    await product.page.close();
    page = await product.browser.newPage({ viewport: { width: 1400, height: 1100 } });
    page.on('dialog', (dialog) => void dialog.accept());
    sound = await fakeSoundDevices(page);
    caller = createCaller(page);
    await page.goto(product.url);
  });
  afterAll(() => product.close());

  const panel = (): Locator => page.getByRole('region', { name: 'Voice', exact: true });
  /** A call of the software company's. */
  const listen = async (): Promise<void> => {
    await page
      .getByLabel(/^(Line of business|Pack for new conversations)$/)
      .filter({ visible: true })
      .first()
      .selectOption('saas');
    await caller.listen();
  };
  const find = async (): Promise<void> => {
    const customer = page.getByRole('region', { name: 'Customer', exact: true });
    await customer.getByLabel('Find a customer').fill('Anika Bose');
    await customer
      .getByRole('button', { name: /Anika Bose/ })
      .first()
      .click();
  };
  /** With a customer whom the agent found. */
  const call = async (): Promise<void> => {
    await listen();
    await find();
  };
  const openAdmin = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'Calls', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /Calls/ }).waitFor();
  };
  const say = async (sentences: readonly string[], voice: Voice): Promise<void> => {
    const talk = joined(...sentences.flatMap((text) => [spoken(text, voice), silence(0.3)]));
    await sound.play('customer', talk);
    await page.waitForTimeout((talk.length / standardRate) * 1000);
  };

  it('is not spoken of before an admin turned it on', async () => {
    await call();
    await page.getByRole('region', { name: 'Checklist', exact: true }).waitFor();
    expect(await panel().count()).toBe(0);
    await caller.end();
    await openAdmin();
    await page.getByLabel('Compare voices').check();
    await page.getByText('No voice is enrolled', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Back to the conversations' }).click();
  });

  it('is enrolled with consent, by what the customer said', async () => {
    await listen();
    // Opened before anybody knows who it is, it stays open.
    await panel()
      .getByRole('button', { name: /^Voice/ })
      .click();
    await panel().getByText('Not known who it is').waitFor();
    await find();
    const enrol = panel().getByRole('button', { name: 'Enrol the voice' });
    await panel().getByLabel('What the customer answered').fill('Yes, go ahead.');
    await panel().getByRole('checkbox').check();
    expect(await enrol.isEnabled()).toBe(false);
    await say(customerSentences.slice(0, 3), customerVoice);
    await enrol.click();
    await panel()
      .getByText(/^Enrolled /)
      .waitFor();
    await caller.end();
  });

  it('that is another one is said to be different, and asks for a second proof', async () => {
    await call();
    await panel().getByText('Needs 3 s', { exact: false }).waitFor();
    await say(agentSentences, agentVoice);
    await panel().getByRole('button', { name: 'Compare the voice' }).click();
    await panel().getByText('Different', { exact: true }).first().waitFor();
    await panel().getByText('How often this is wrong').click();
    await panel()
      .getByText(/pairs of one person/)
      .waitFor();
    await panel().getByLabel('Second proof').selectOption('last_invoice');
    await panel().getByRole('button', { name: 'It was right' }).click();
    await panel()
      .getByText(/^Second proof noted/)
      .waitFor();
    await caller.end();
  });

  it('is deleted for good by an admin', async () => {
    await openAdmin();
    await page.getByRole('button', { name: 'Delete the voice of Anika Bose' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No voice is enrolled', { exact: true }).waitFor();
  });
});
