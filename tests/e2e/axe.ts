import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Violations of WCAG 2.2 AA as axe finds them, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's policy against inline scripts stays on.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; help: string; nodes: { target: unknown[] }[] }[];
        }>;
      };
    };
    const found = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return found.violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} at ${nodes.map(({ target }) => String(target[0])).join(', ')}`,
    );
  });
}

/** By how many pixels the page, or its main part, is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main')]
      .filter((part) => part.checkVisibility())
      .reduce((most, part) => Math.max(most, part.scrollWidth - part.clientWidth), 0),
  );
