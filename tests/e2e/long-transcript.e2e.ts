import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgent } from './agent.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();

const rounds = 80;
const text = Array.from({ length: rounds }, (_, round) => [
  `Customer: My order #${20_000 + round} arrived damaged, and this is the complaint numbered ${round}.`,
  `Agent: I have written down what is wrong with parcel ${round}, thank you for telling me.`,
])
  .flat()
  .join('\n');
const count = rounds * 2;

describe.skipIf(chromium === undefined)('a transcript of many turns', () => {
  let product: Product;
  let box: Locator;
  let rows: Locator;

  beforeAll(async () => {
    product = await openProduct();
    const { page } = product;
    await page.getByText('Or replay a recorded one').waitFor();
    // What is dropped is there at once; a replay takes as long as the talk.
    await page.evaluate((words) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([words], 'many-turns.txt', { type: 'text/plain' }));
      const init = { dataTransfer, bubbles: true, cancelable: true };
      window.dispatchEvent(new DragEvent('drop', init));
    }, text);
    box = createAgent(page).part('Transcript');
    rows = box.getByRole('list').first().locator('> li');
    await rows.nth(count - 1).waitFor({ timeout: 120_000 });
    await settled();
  }, 180_000);
  afterAll(() => product.close());

  /** Two frames after what the browser decides of rows, and the render after it. */
  const settled = (): Promise<void> => product.page.waitForTimeout(500);
  /** Rows with more than who said it and the words: chips, and the way to put them right. */
  const whole = (): Promise<boolean[]> =>
    rows.evaluateAll((all) => all.map((row) => row.children.length > 2));

  it('keeps whole only the rows on screen and near it, and the words of all', async () => {
    const found = await whole();
    expect(found).toHaveLength(count);
    expect(found.at(-1)).toBe(true);
    expect(found.slice(0, count / 2).some(Boolean)).toBe(false);
    expect(found.filter(Boolean).length).toBeLessThan(60);
    const words = await rows.allTextContents();
    for (let round = 0; round < rounds; round += 1)
      expect(words[round * 2]).toContain(`complaint numbered ${round}.`);
  });

  it('shows the newest turn, and stays where the reader goes', async () => {
    const place = () =>
      box.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
        top: scrollTop,
        below: scrollHeight - clientHeight - scrollTop,
      }));
    expect((await place()).below).toBeLessThan(2);
    await box.evaluate((element) => {
      element.scrollTop = element.scrollHeight / 2;
    });
    const seen = () =>
      rows.evaluateAll((all) => {
        const frame = all[0]?.closest('[role=region]')?.getBoundingClientRect();
        const row = all.find((one) => one.getBoundingClientRect().top >= (frame?.top ?? 0));
        return { id: row?.id, top: Math.round(row?.getBoundingClientRect().top ?? 0) };
      });
    // Rows that were never in sight get their real height on the way there.
    await settled();
    const before = await seen();
    await settled();
    const after = await seen();
    expect(after.id).toBe(before.id);
    expect(Math.abs(after.top - before.top)).toBeLessThan(4);
    const middle = (await whole()).slice(count / 2 - 10, count / 2 + 10);
    expect(middle.every(Boolean)).toBe(true);
  });

  it('finds words of a row far away, and shows it whole', async () => {
    const { page } = product;
    const hit = await page.evaluate(() => {
      getSelection()?.removeAllRanges();
      const find = (window as unknown as { find(words: string): boolean }).find;
      return { found: find('parcel 3, thank'), in: getSelection()?.anchorNode?.textContent };
    });
    expect(hit.found).toBe(true);
    expect(hit.in).toContain('parcel 3,');
    await settled();
    expect((await whole())[3 * 2 + 1]).toBe(true);
  });

  it('is read turn by turn with the arrow keys, whole where the focus is', async () => {
    const { page } = product;
    await box.evaluate((element) => {
      getSelection()?.removeAllRanges();
      element.scrollTop = element.scrollHeight;
    });
    await box.focus();
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowUp');
    await settled();
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('id')).toBe(await rows.nth(count - 60).getAttribute('id'));
    expect((await whole())[count - 60]).toBe(true);
    const [row, frame] = [await focused.boundingBox(), await box.boundingBox()];
    expect(row?.y).toBeGreaterThanOrEqual(frame?.y ?? 0);
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual(
      (frame?.y ?? 0) + (frame?.height ?? 0),
    );
  });
});
