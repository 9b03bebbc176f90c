import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, createAgent } from './agent.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();

const shapes = [
  { name: 'at 1280 px', viewport: { width: 1280, height: 560 } },
  { name: 'docked at 360 px', viewport: { width: 360, height: 800 } },
] as const;

describe.skipIf(chromium === undefined).each(shapes)('a request to decide, $name', (shape) => {
  let product: Product;
  let agent: Agent;

  beforeAll(async () => {
    product = await openProduct({ ...shape, reducedMotion: 'reduce' });
    agent = createAgent(product.page);
    await agent.startPractice();
    await agent.sayAs('customer', 'I want a refund for order #67890, the Trail Box, please.');
    const card = agent.card(/^Next best action: Refund the order/);
    await card.getByRole('button').first().click();
    await card.getByRole('button', { name: 'Review' }).click();
    await agent
      .decision()
      .getByRole('heading', { name: /Refund the order/ })
      .waitFor();
  });
  afterAll(() => product.close());

  it('keeps both answers in sight and names the customer', async () => {
    const decision = agent.decision();
    for (const name of ['Approve', 'Reject'])
      expect(
        await decision.getByRole('button', { name, exact: true }).evaluate((button) => {
          const { left, top, width, height } = button.getBoundingClientRect();
          return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        }),
      ).toBe(true);
    await decision.getByRole('row', { name: /Customer Tomas Lindqvist/ }).waitFor();
  });

  it('takes an amount as a person writes it, and refuses what is none', async () => {
    const decision = agent.decision();
    await decision.getByRole('button', { name: 'Edit Refund the order' }).click();
    const amount = decision.getByRole('textbox', { name: 'Amount' });
    expect(await amount.inputValue()).toBe('$39.00');
    await amount.fill('forty');
    await amount.press('Enter');
    await decision.getByText('Write an amount such as $39.00.').waitFor();
    await amount.fill('19.5');
    await amount.press('Enter');
    await decision.getByText('Refund of $19.50 for order 67890').waitFor();
    expect(await product.page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  });

  it('covers nothing that has the focus', async () => {
    const covered = await agent.decision().evaluate((region) =>
      [...region.querySelectorAll<HTMLElement>('button:not(:disabled), input')]
        .filter((control) => {
          control.focus();
          const { left, top, width, height } = control.getBoundingClientRect();
          return !control.contains(
            document.elementFromPoint(left + Math.min(width / 2, 30), top + height / 2),
          );
        })
        .map((control) => control.textContent),
    );
    expect(covered).toEqual([]);
  });
});
