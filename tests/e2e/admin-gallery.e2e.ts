import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, violations } from './axe.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();
const pages = {
  'all versions': '#admin=intents',
  'a version': '#admin=intents&pack=retail&version=version-2',
  'a poor version': '#admin=intents&pack=retail&version=version-1',
  'a long version': '#admin=intents&pack=retail&version=version-long',
  'a new version': '#admin=intents&pack=retail&version=new',
  'no version': '#admin=intents',
  articles: '#admin=knowledge',
  'long articles': '#admin=knowledge&pack=retail',
  'no articles': '#admin=knowledge',
  'articles that wait for vectors': '#admin=knowledge',
  'articles that cannot be read': '#admin=knowledge',
  calls: '#admin=calls',
  'no calls kept': '#admin=calls',
  models: '#admin=models',
  'long models': '#admin=models',
} as const;
const desks: Readonly<Record<string, string>> = {
  'a long version': 'long',
  'long models': 'long',
  'long articles': 'long',
  'no articles': 'empty',
  'articles that wait for vectors': 'installing',
  'articles that cannot be read': 'error',
  'no version': 'empty',
  'no calls kept': 'empty',
};
const shapes = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 860 }, text: 1 },
  { name: 'dark, 360 px', colorScheme: 'dark', viewport: { width: 360, height: 800 }, text: 1 },
  { name: 'text at 200%', colorScheme: 'light', viewport: { width: 1280, height: 860 }, text: 2 },
] as const;

/** The pages over fixtures, so that states no short session brings about are looked at too. */
describe.skipIf(chromium === undefined).each(shapes)('the admin pages, $name', (shape) => {
  let product: Product;

  beforeAll(async () => {
    product = await openProduct({ ...shape, reducedMotion: 'reduce' });
  });
  afterAll(() => product.close());

  it.each(Object.entries(pages))('%s', async (name, hash) => {
    const { page } = product;
    const { origin } = new URL(product.url);
    const scheme = shape.colorScheme;
    // Away first: a change of the fragment alone would not load the page anew.
    await page.goto('about:blank');
    await page.goto(
      `${origin}/gallery.html?only=console&theme=${scheme}&desk=${desks[name] ?? 'usual'}${hash}`,
    );
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = `${size * 100}%`;
    }, shape.text);
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The comparison arrives a moment later.
    await page.waitForTimeout(500);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(product.complaints).toEqual([]);
  });

  it('asks before it switches', async () => {
    const { page } = product;
    const { origin } = new URL(product.url);
    await page.goto('about:blank');
    await page.goto(
      `${origin}/gallery.html?only=console&theme=${shape.colorScheme}${pages['a version']}`,
    );
    await page.getByText(/points better/).waitFor();
    await page.getByRole('button', { name: 'Switch to this' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/no longer knows 1 label: gift wrapping/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // The dialog took the Escape; the page is still there.
    await page
      .getByRole('heading', { name: 'With the card questions of November' })
      .first()
      .waitFor();
  });
});
