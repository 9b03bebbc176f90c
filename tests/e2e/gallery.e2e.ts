import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();

describe.skipIf(chromium === undefined)('the gallery', () => {
  let product: Product;

  beforeAll(async () => {
    product = await openProduct();
  });
  afterAll(() => product.close());

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('shows every component in every state, %s at %i px', async (theme, width) => {
    const { page } = product;
    const address = new URL(product.url);
    await page.goto(`${address.origin}/gallery.html?theme=${theme}&width=${width}`);
    await page.getByRole('heading').first().waitFor();
    expect(await page.getByRole('article').count()).toBeGreaterThan(4);
    expect(product.complaints).toEqual([]);
  });
});
