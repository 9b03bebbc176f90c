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
      // The new one has this title until the customer says something.
      await page.getByRole('heading', { level: 1, name: 'Practice conversation' }).waitFor();
      await page.getByRole('textbox', { name: 'As the customer' }).waitFor();
    },
    sayAs: async (who, text) => {
      // Counted and not looked for by its words: entities marked in them split the text.
      const turns = part('Transcript').getByRole('list').first().locator('> li');
      const before = await turns.count();
      const box = page.getByRole('textbox', { name: `As the ${who}` });
      await box.fill(text);
      await box.press('Enter');
      await turns.nth(before).waitFor();
    },
    card: (title) => page.getByRole('article', { name: title }).first(),
    decision: () => part('Your decision'),
    part,
  };
}
