import type { Locator, Page } from 'playwright-core';

/** What an agent does on screen, in an agent's words. */
export interface Agent {
  startPractice(): Promise<void>;
  sayAs(who: 'customer' | 'agent', text: string): Promise<void>;
  card(title: RegExp): Locator;
  decision(): Locator;
  part(name: string): Locator;
}

export function createAgent(page: Page): Agent {
  const part = (name: string): Locator => page.getByRole('region', { name, exact: true });
  return {
    startPractice: async () => {
      await page
        .getByRole('button', { name: /practice/i })
        .first()
        .click();
      await page.getByRole('textbox', { name: 'As the customer' }).waitFor();
    },
    sayAs: async (who, text) => {
      const box = page.getByRole('textbox', { name: `As the ${who}` });
      await box.fill(text);
      await box.press('Enter');
      await part('Transcript').getByText(text.slice(0, 20)).last().waitFor();
    },
    card: (title) => page.getByRole('article', { name: title }).first(),
    decision: () => part('Your decision'),
    part,
  };
}
