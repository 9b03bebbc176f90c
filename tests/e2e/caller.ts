import type { Locator, Page } from 'playwright-core';

/** What an agent does with a call on screen, in an agent's words. */
export interface Caller {
  /**
   * Gets the consent and starts to listen. The customer is shared sound, or the right side of the
   * microphone.
   */
  listen(customer?: 'shared' | 'stereo'): Promise<void>;
  bar(): Locator;
  /** Lines of the transcript, with who said them. */
  lines(): Locator;
  /** Waits until a line holds these words. */
  heard(words: RegExp): Promise<void>;
  end(): Promise<void>;
}

const sources = { shared: /that I share/, stereo: /right side/ } as const;

export function createCaller(page: Page): Caller {
  const bar = (): Locator => page.getByRole('region', { name: 'The call', exact: true });
  const lines = (): Locator =>
    page
      .getByRole('region', { name: 'Transcript', exact: true })
      .getByRole('list')
      .first()
      .locator('> li');
  return {
    listen: async (customer = 'shared') => {
      await page
        .getByRole('button', { name: /^(Listen to a call|Call)$/ })
        .filter({ visible: true })
        .first()
        .click();
      const sheet = page.getByRole('dialog', { name: 'Listen to a call' });
      await sheet.getByRole('button', { name: 'I have told the customer' }).click();
      await sheet.getByRole('radio', { name: sources[customer] }).check();
      await sheet.getByRole('button', { name: 'Start listening' }).click();
      await bar().getByRole('status').filter({ hasText: 'Listening' }).waitFor();
    },
    bar,
    lines,
    heard: async (words) => {
      try {
        await lines().filter({ hasText: words }).first().waitFor({ timeout: 40_000 });
      } catch (cause) {
        const there = JSON.stringify(await lines().allInnerTexts());
        const bars = (await bar().allInnerTexts()).join(' | ');
        throw new Error(`Not heard: ${String(words)}. There is ${there}; ${bars}`, { cause });
      }
    },
    end: () => bar().getByRole('button', { name: /^End/ }).click(),
  };
}
