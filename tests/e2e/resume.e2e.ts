import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, createAgent } from './agent.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();

describe.skipIf(chromium === undefined)('a core that is killed in mid-conversation', () => {
  let product: Product;
  let agent: Agent;

  beforeAll(async () => {
    product = await openProduct();
    agent = createAgent(product.page);
  });
  afterAll(() => product.close());

  it('comes back, and the window goes on with nothing lost', async () => {
    await agent.startPractice();
    await agent.sayAs('customer', 'I want to cancel my subscription.');
    await agent.card(/^Reply: /).waitFor();
    const draft = product.page.getByRole('textbox', { name: 'As the agent' });
    await draft.fill('I am typing this while it');

    const first = product.hostPid();
    process.kill(first, 'SIGKILL');
    await product.page
      .getByText(/reconnecting/i)
      .filter({ visible: true })
      .first()
      .waitFor();
    expect(await draft.inputValue()).toBe('I am typing this while it');
    await product.page
      .getByText(/reconnecting/i)
      .filter({ visible: true })
      .first()
      .waitFor({ state: 'detached' });
    expect(product.hostPid()).not.toBe(first);
    expect(await draft.inputValue()).toBe('I am typing this while it');

    await agent.sayAs('customer', "It's tomas.lindqvist@example.com, order #67890.");
    await agent.part('Customer').getByText('Tomas Lindqvist').waitFor();
    const transcript = agent.part('Transcript');
    expect(await transcript.getByText('I want to cancel my subscription.').count()).toBe(1);
    // Two things were said, and each stands there once.
    expect(await transcript.getByRole('list').first().locator('> li').count()).toBe(2);
  });

  it('keeps an approved action through an outage and a kill, and runs it once', async () => {
    await agent.card(/^Next best action: Cancel the plan and refund/).waitFor();
    const { page } = product;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('checkbox', { name: 'Outage' }).click();
    await page.keyboard.press('Escape');
    const card = agent.card(/^Next best action: Cancel the plan and refund/);
    await card.getByRole('button').first().click();
    await card.getByRole('button', { name: /^(Prepare|Review|Accept)/ }).click();
    const decision = agent.decision();
    await decision.getByRole('textbox', { name: /to approve/ }).fill('Subscription Trail Box');
    await decision.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('button', { name: /^Status: .*1/ }).waitFor();

    process.kill(product.hostPid(), 'SIGKILL');
    await page
      .getByText(/reconnecting/i)
      .filter({ visible: true })
      .first()
      .waitFor();
    await page
      .getByText(/reconnecting/i)
      .filter({ visible: true })
      .first()
      .waitFor({ state: 'detached' });
    // The switch is the simulation's and goes with the process; the approved action does not.
    await agent.part('Customer').getByText('Cancelled').first().waitFor();
  });

  it('threw nothing', () => {
    const unexpected = product.complaints.filter((text) => !/WebSocket|ERR_CONNECTION/.test(text));
    expect(unexpected).toEqual([]);
  });
});
