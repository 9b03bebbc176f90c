import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, createAgent } from './agent.ts';
import { overflow, violations } from './axe.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';
import { landing, makeFolder } from './knowledge-folder.ts';

const chromium = await findChromium();

/** The articles of the packs are read at the first start; a busy machine takes its time. */
const startMs = 90_000;

describe.skipIf(chromium === undefined)('articles: brought in, searched, cited', () => {
  let product: Product;
  let agent: Agent;
  const folder = makeFolder(12);

  beforeAll(async () => {
    product = await openProduct({ reducedMotion: 'reduce' });
    agent = createAgent(product.page);
    const { origin } = new URL(product.url);
    await product.page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  });
  afterAll(async () => {
    await product.close();
    folder.remove();
  });

  const job = (title: string): Locator =>
    agent.part('Imports').getByRole('listitem').filter({ hasText: title }).first();
  const goAdmin = async (): Promise<void> => {
    await product.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await product.page.getByRole('dialog').getByRole('button', { name: 'Knowledge' }).click();
    await product.page.getByRole('heading', { level: 1, name: 'Knowledge' }).waitFor();
  };
  const search = async (words: string): Promise<Locator> => {
    await product.page.getByRole('button', { name: 'Knowledge', exact: true }).click();
    const box = product.page.getByRole('combobox', { name: 'Search the articles' });
    await box.fill(words);
    await product.page
      .getByText(/ in [\d.]+ m?s$/)
      .first()
      .waitFor({ timeout: startMs });
    return box;
  };
  const closeSheet = async (): Promise<void> => {
    await product.page.keyboard.press('Escape');
    await product.page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  it('imports a chosen folder, and says which file could not be used', async () => {
    const { page } = product;
    await agent.startPractice();
    await goAdmin();
    await page.locator('input[webkitdirectory]').setInputFiles(folder.path);
    await page.getByText(/^13 files, /).waitFor();
    await page.getByRole('textbox', { name: 'Kept by' }).fill('Island desk');
    await page.getByRole('button', { name: 'Import 13 files' }).click();
    await job('island-handbook').getByText('Done', { exact: true }).waitFor({ timeout: startMs });
    await job('island-handbook')
      .getByText(/^12 articles new or changed/)
      .waitFor();
    await job('island-handbook').getByText('broken.pdf').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it('lists the articles with what they say of themselves', async () => {
    const { page } = product;
    await agent.part('Articles').getByRole('searchbox').fill('hoverboat');
    const row = page.getByRole('row').filter({ hasText: 'Hoverboat deliveries' });
    await row.getByText('Harbour desk').waitFor();
    await row.getByRole('cell').filter({ hasText: 'customers too' }).waitFor();
    await agent.part('Articles').getByRole('searchbox').fill('rota-7');
    await page.getByRole('row').filter({ hasText: 'rota-7.md' }).getByText('Island desk').waitFor();
    await agent.part('Articles').getByText('1 to 1 of 1 article').waitFor();
  });

  it('finds it as an agent types, and opens it at the place, by keyboard', async () => {
    const { page } = product;
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await search('where can a hoverboat land');
    const first = page.getByRole('option').first();
    await first.getByText('Landing places').waitFor();
    expect(await first.locator('mark').allTextContents()).toContain('hoverboat');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Landing places' }).waitFor();
    const marked = (await page.locator('mark[data-cited]').allTextContents()).join(' ');
    expect(marked).toContain(landing.slice(0, -1));
    await page.getByRole('table').getByText('$22.00').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('copies the words with the place, and notes them as used in the conversation', async () => {
    const { page } = product;
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Control+c');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(landing);
    expect(copied).toContain('(Hoverboat deliveries, Landing places)');
    await page.getByRole('option').first().getByText('Used in this conversation').waitFor();
    await closeSheet();
  });

  it('never finds a withdrawn article, and says so in the article', async () => {
    const { page } = product;
    await goAdmin();
    // Opened by the search.
    await agent.part('Index').getByText('Ready').first().waitFor({ timeout: startMs });
    await agent.part('Articles').getByRole('searchbox').fill('hoverboat');
    await page.getByRole('button', { name: 'Withdraw Hoverboat deliveries' }).click();
    await page.getByRole('button', { name: 'Put back Hoverboat deliveries' }).waitFor();
    await page.getByRole('button', { name: 'Hoverboat deliveries', exact: true }).click();
    await page
      .getByRole('note')
      .getByText(/^Withdrawn on/)
      .waitFor();
    await closeSheet();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await search('where can a hoverboat land');
    expect(await page.getByRole('option').filter({ hasText: 'Hoverboat' }).count()).toBe(0);
    await closeSheet();
    await goAdmin();
    await agent.part('Articles').getByRole('searchbox').fill('hoverboat');
    await page.getByRole('button', { name: 'Put back Hoverboat deliveries' }).click();
    await page.getByRole('button', { name: 'Withdraw Hoverboat deliveries' }).waitFor();
  });

  it('follows a watched folder', async () => {
    const { page } = product;
    const watched = makeFolder(2);
    try {
      await page.getByText('A path, watched if you like').click();
      await page.getByRole('textbox', { name: /^Folder or file/ }).fill(watched.path);
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      const source = agent.part('Sources').getByRole('listitem').filter({ hasText: watched.path });
      await source.getByText('Watched').waitFor();
      await source.getByText(/^Last imported/).waitFor();
      const file = join(watched.path, 'hoverboats.md');
      writeFileSync(file, readFileSync(file, 'utf8').replace('a green lamp', 'a violet lantern'));
      await expect
        .poll(
          () =>
            agent
              .part('Imports')
              .getByText(/^1 article new or changed/)
              .count(),
          {
            timeout: 30_000,
          },
        )
        .toBeGreaterThan(0);
      await source.getByRole('button', { name: /^Remove/ }).click();
      const dialog = page.getByRole('alertdialog');
      expect(
        await dialog
          .getByRole('button', { name: 'Cancel' })
          .evaluate((button) => button === document.activeElement),
      ).toBe(true);
      await dialog.getByRole('button', { name: /^Remove the source/ }).click();
      await source.waitFor({ state: 'detached' });
    } finally {
      watched.remove();
    }
  });

  it('exports the questions without an answer', async () => {
    const { page } = product;
    const exporting = page.getByRole('button', { name: 'Export all as CSV' });
    await exporting.waitFor();
    if (await exporting.isEnabled()) {
      const [download] = await Promise.all([page.waitForEvent('download'), exporting.click()]);
      expect(download.suggestedFilename()).toMatch(/^knowledge-gaps-\w+\.csv$/);
    } else
      await agent
        .part('Knowledge gaps')
        .getByText(/Every question so far/)
        .waitFor();
  });

  it('threw nothing', () => {
    expect(product.complaints).toEqual([]);
  });
});
