import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { serveStatic } from '#hosts/static-files.ts';
import { browserArguments, findChromium } from './browser-session.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The bench, built as the product is and served with the product's page policy. */
export interface CaptureSite {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveBench(): Promise<CaptureSite> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-capture-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(here, 'capture-bench'),
    base: './',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  const server: Server = createServer((request, response) => {
    void serveStatic(folder, (request.url ?? '/').split('?')[0] ?? '/').then((file) => {
      response.writeHead(file.status, file.headers);
      response.end(file.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/index.html`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface CapturePage {
  readonly page: Page;
  readonly browser: Browser;
  readonly complaints: string[];
  close(): Promise<void>;
}

/**
 * A Chromium with fake devices on the bench.
 * @param sound file that the fake microphone plays, once; `false`: there is no device at all
 */
export async function openBench(
  site: CaptureSite,
  options: {
    readonly sound?: string | false;
    readonly deny?: boolean;
    readonly arguments?: readonly string[];
  } = {},
): Promise<CapturePage> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('No Chromium was found; set CHROME_PATH.');
  const browser = await chromium.launch({
    executablePath,
    // Playwright mutes the browser, and tab capture with it.
    ignoreDefaultArgs: ['--mute-audio'],
    args: [
      ...browserArguments,
      ...(options.sound === false
        ? []
        : [
            '--use-fake-device-for-media-stream',
            ...(options.sound === undefined
              ? []
              : [`--use-file-for-fake-audio-capture=${options.sound}%noloop`]),
          ]),
      `--use-fake-ui-for-media-stream${options.deny === true ? '=deny' : ''}`,
      ...(options.arguments ?? []),
    ],
  });
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(site.url);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  return { page, browser, complaints, close: () => browser.close() };
}
