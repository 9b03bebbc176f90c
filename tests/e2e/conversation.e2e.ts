import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, createAgent } from './agent.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();

describe.skipIf(chromium === undefined)('an agent works a conversation', () => {
  let product: Product;
  let agent: Agent;

  beforeAll(async () => {
    product = await openProduct();
    agent = createAgent(product.page);
  });
  afterAll(() => product.close());

  it('gets article, reply and action for a damaged order, with the customer beside it', async () => {
    await agent.startPractice();
    await agent.sayAs('customer', 'My order #12345 arrived damaged. How do I get a replacement?');
    await agent.card(/^Next best action: Send a replacement/).waitFor();
    await agent.card(/^Reply: /).waitFor();
    await agent.card(/^Article: Damaged or faulty items/).waitFor();
    const customer = agent.part('Customer');
    await customer.getByText('Maya Okafor').waitFor();
    await customer.getByText('$1,240.00').waitFor();
  });

  it('nothing reaches the CRM before the agent said yes to what is shown', async () => {
    const card = agent.card(/^Next best action: Send a replacement/);
    await card.getByRole('button').first().click();
    await card.getByRole('button', { name: /^(Prepare|Review|Accept)/ }).click();
    const decision = agent.decision();
    await decision.getByRole('heading', { name: /Send a replacement/ }).waitFor();
    expect(
      await decision
        .getByRole('row', { name: /Status/ })
        .first()
        .innerText(),
    ).toMatch(/delivered\s+replacement requested/i);
    expect(await agent.part('Customer').getByText('Replacement requested').count()).toBe(0);
    const focused = product.page.locator(':focus');
    expect(await focused.getByText('Approve', { exact: true }).count()).toBe(0);
    await decision.getByRole('button', { name: 'Approve', exact: true }).click();
    await product.page
      .getByText(/Send a replacement/)
      .first()
      .waitFor();
    await agent
      .part('Customer')
      .getByText(/replacement requested/i)
      .waitFor();
  });

  it('wraps up with a summary that stands on turns and saves it after a yes', async () => {
    await agent.sayAs('agent', "I'll e-mail you the tracking number tomorrow. Have a nice day!");
    await product.page.getByRole('button', { name: 'End conversation' }).click();
    const wrapUp = product.page.getByRole('region', { name: 'Wrap-up' });
    await wrapUp
      .getByText(/tracking number/)
      .first()
      .waitFor();
    await wrapUp.getByRole('button', { name: 'Save to CRM' }).click();
    await agent.decision().getByRole('button', { name: 'Approve', exact: true }).click();
    await agent
      .part('Customer')
      .getByText(/Promised: /)
      .first()
      .waitFor();
  });

  it('shows the record of the conversation and verifies it', async () => {
    await product.page.getByRole('button', { name: 'Record' }).click();
    const record = product.page.getByRole('dialog');
    await record.getByText('Approval given').first().waitFor();
    await record.getByRole('button', { name: /verify/i }).click();
    await record
      .getByText(/whole|unbroken|intact/i)
      .first()
      .waitFor();
  });

  it('explains its silence', async () => {
    await product.page.keyboard.press('Escape');
    await agent.startPractice();
    await agent.sayAs('customer', 'My neighbour plays the trumpet every evening, imagine that');
    await agent
      .part('Help now')
      .getByText(/nothing/i)
      .first()
      .waitFor();
    expect(await product.page.getByRole('article').count()).toBe(0);
  });

  it('is worked by keyboard: next, dismiss with a reason, suggest now', async () => {
    const { page } = product;
    await agent.startPractice();
    await agent.sayAs('customer', 'The size is wrong, can I swap the jacket for a medium?');
    const cards = page.getByRole('article');
    await cards.first().waitFor();
    await page.locator('body').click({ position: { x: 5, y: 400 } });
    const before = await cards.count();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('d');
    await page.getByRole('group', { name: 'Why dismiss it' }).waitFor();
    await page.keyboard.press('2');
    await expect.poll(() => cards.count()).toBe(before - 1);
    await page.keyboard.press('s');
    await expect.poll(() => cards.count()).toBe(before);
  });

  it('takes a transcript file, and says in a sentence why another one is not one', async () => {
    const { page } = product;
    const open = async (name: string, text: string): Promise<void> => {
      await page.getByRole('button', { name: 'Replay', exact: true }).click();
      await page
        .getByLabel('Open a transcript file')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    };
    await open(
      'talk.txt',
      'Customer: Where is my refund? It is three weeks now.\nAgent: Let me look.\n',
    );
    await agent.part('Transcript').getByText('Let me look.').waitFor();
    await agent.card(/refund/i).waitFor();
    await open('notes.txt', 'these are\njust some notes');
    await page
      .getByText(/holds no conversation that Earshot can read/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('has not broken a rule of the page policy, nor thrown', () => {
    expect(product.complaints).toEqual([]);
  });
});
