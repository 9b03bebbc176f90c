import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedElectron, openElectron, whyNot } from './open-electron.ts';

if (whyNot !== undefined) process.stdout.write(`SKIPPED Electron smokes: ${whyNot}.\n`);

describe.skipIf(whyNot !== undefined)('Earshot in Electron', () => {
  let opened: OpenedElectron;
  beforeAll(async () => {
    opened = await openElectron();
  });
  afterAll(async () => {
    await opened.close();
  });

  it('opens the console from its own scheme and reaches the core over its port', async () => {
    const page = await opened.app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    expect(page.url()).toMatch(/^earshot:\/\/app\/index\.html/);
    await expect
      .poll(() => existsSync(join(opened.dataFolder, 'earshot.db')), { timeout: 30_000 })
      .toBe(true);
    await page.getByRole('button').first().waitFor();
  });

  it('gives the page a version, a platform and nothing else', async () => {
    const page = await opened.app.firstWindow();
    const seen = await page.evaluate(() => ({
      bridge: Object.keys((globalThis as { earshot?: object }).earshot ?? {}).sort(),
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
    }));
    expect(seen).toEqual({
      bridge: ['platform', 'version'],
      require: 'undefined',
      process: 'undefined',
    });
  });

  it('lets no page leave, open a window or reach the network', async () => {
    const page = await opened.app.firstWindow();
    const outcome = await page.evaluate(async () => {
      const opened = window.open('https://example.com/');
      const fetched = await fetch('https://example.com/').then(
        () => 'fetched',
        () => 'refused',
      );
      return { opened: opened === null, fetched };
    });
    expect(outcome).toEqual({ opened: true, fetched: 'refused' });
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    expect(page.url()).toMatch(/^earshot:\/\/app\//);
  });

  it('is there once: a second start ends by itself and the first comes to the front', async () => {
    const isFirst = await opened.app.evaluate(({ app }) => app.hasSingleInstanceLock());
    expect(isFirst).toBe(true);
  });

  it('comes back after the core was killed', async () => {
    const page = await opened.app.firstWindow();
    const killed = await opened.app.evaluate(({ app }) => {
      const core = app.getAppMetrics().find((one) => one.name === 'Earshot core');
      if (core) process.kill(core.pid, 'SIGKILL');
      return core?.pid;
    });
    expect(killed).toBeGreaterThan(0);
    await expect
      .poll(
        () =>
          opened.app.evaluate(
            ({ app }) => app.getAppMetrics().find((one) => one.name === 'Earshot core')?.pid,
          ),
        { timeout: 30_000 },
      )
      .not.toBe(killed);
    await page.getByRole('button').first().waitFor();
  });
});
