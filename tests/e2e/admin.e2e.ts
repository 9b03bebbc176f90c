import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, createAgent } from './agent.ts';
import { overflow, violations } from './axe.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();

/** Written for this test: three things that no pack knows, eight examples of each. */
const pasted = `gift_wrapping:
Can you wrap it as a present?
I would like gift wrap on this parcel
Please put it in wrapping paper with a ribbon
Is there a gift box for the lamp?
It is a birthday present, can it be wrapped?
How much is the gift wrapping?
Could you add a card and wrap the vase?
I want the order gift wrapped

store_hours:
When does the shop in town open?
What are your opening hours on Sunday?
Is the store open tomorrow?
Until when are you open tonight?
Do you close early on Friday?
What time does the branch close?
Are you open on public holidays?
From when is the shop open in the morning?

job_application:
I would like to work for you
Do you have any open positions?
How do I apply for a job?
Where can I send my CV?
Are you hiring drivers?
Who reads the applications for the warehouse job?
I applied for a job and heard nothing
Is there an internship in your office?

out_of_scope:
What is the capital of Peru?
Tell me a joke
How tall is a giraffe?
Which film should I watch tonight?
Sing something
What is twelve times nine?`;

describe.skipIf(chromium === undefined)("an admin's own intents and models", () => {
  let product: Product;
  let agent: Agent;

  beforeAll(async () => {
    product = await openProduct();
    agent = createAgent(product.page);
  });
  afterAll(() => product.close());

  const headline = (): ReturnType<Agent['part']> => agent.part('How good it is');

  it('is reached from the settings by keyboard and stays after a reload', async () => {
    const { page } = product;
    await page.getByRole('button', { name: 'Settings', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Intents' }).focus();
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1, name: 'Intents' });
    await heading.waitFor();
    await page.reload();
    await heading.waitFor();
    const versions = page.getByRole('list', { name: 'Versions' });
    await versions.getByText('In use').first().waitFor();
    await versions.getByText('From the pack').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('reads pasted examples, trains, and opens the result with its figures', async () => {
    const { page } = product;
    await page.getByRole('button', { name: 'New version' }).click();
    await page.getByRole('textbox', { name: 'Paste examples' }).fill(`${pasted}\nno_text:\n`);
    const read = agent.part('What was read');
    await read.getByText('30 examples, 4 labels').waitFor();
    await page.getByText(/1 line to look at/).waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Shop questions');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Shop questions' }).waitFor();
    await headline()
      .getByText(/^Right on \d+ of \d+ held-out examples\.$/)
      .waitFor();
    await headline()
      .getByText(/^Says unknown to \d+ of 10/)
      .waitFor();
    await headline()
      .getByText(/fold cross-validation · seed \d+/)
      .waitFor();
    // With the pack's own there are many, worst first.
    await agent.part('Labels').getByRole('searchbox').fill('store');
    await agent.part('Labels').getByRole('rowheader', { name: 'store hours' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it('tries a sentence and compares with the one in use', async () => {
    const { page } = product;
    const box = page.getByRole('textbox', { name: 'A sentence a customer may say' });
    const answer = agent.part('Try a sentence').getByRole('status');
    await box.fill('Could you gift wrap my order?');
    await box.press('Enter');
    await answer.getByText('gift wrapping').waitFor();
    await box.fill('zxcv qwerty blorp');
    await box.press('Enter');
    await answer.getByText('Unknown.').waitFor();
    await agent
      .part('Compared with the one in use')
      .getByText(/Added labels: .*gift wrapping/)
      .waitFor();
  });

  it('answers with the version that was switched to', async () => {
    const { page } = product;
    await page.getByRole('button', { name: 'Switch to this' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/From the next customer message on/).waitFor();
    await dialog.getByRole('button', { name: 'Switch to this' }).click();
    await page.getByRole('button', { name: /^Go back to/ }).waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await agent.startPractice();
    await agent.sayAs('customer', 'Can you wrap it as a present, please?');
    await agent
      .part('Transcript')
      .getByText(/gift.wrapping \d+%/i)
      .waitFor();
  });

  it('goes back to the one before', async () => {
    const { page } = product;
    await page.goBack();
    await page.getByRole('button', { name: /^Go back to/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch to this' }).click();
    // What answers now opens.
    await page
      .getByRole('heading', { level: 1, name: 'Shop questions' })
      .waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    const own = page
      .getByRole('list', { name: 'Versions' })
      .getByRole('listitem')
      .filter({ hasText: 'Shop questions' });
    await own.waitFor();
    expect(await own.getByText('In use').count()).toBe(0);
  });

  it('lists the models that come with Earshot and measures one', async () => {
    const { page } = product;
    await page.getByRole('button', { name: 'Models', exact: true }).click();
    const embedded = page.getByRole('article', { name: 'Earshot encoder' });
    await embedded.getByText('Comes with Earshot').first().waitFor();
    await embedded.getByText('In use').waitFor();
    await embedded.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(/is intact: every checksum fits/).waitFor();
    await embedded.getByRole('button', { name: /^Measure/ }).click();
    await embedded.getByRole('list', { name: 'Speed on this machine' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Transcript', exact: true }).waitFor();
  });

  it('threw nothing', () => {
    expect(product.complaints).toEqual([]);
  });
});
