import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createCaller, type Caller } from '../../tests/e2e/caller.ts';
import { browserArguments, findChromium, start, stop } from './process-tree.ts';
import { coresUsed, findBelow, megabytesOf } from './process-use.ts';

/** @file The whole product for measuring calls: `npm start` without a window, and a real Chromium. */

export interface CallBed {
  readonly page: Page;
  readonly caller: Caller;
  /** `npm start` with everything below it, and the browser with everything below it. */
  readonly roots: readonly [host: number, browser: number];
  /** The process that holds the core, and the one that runs the page. */
  core(): number;
  renderer(): number;
}

/** Opens host and browser, gives the page, and ends both whatever happens. */
export async function withCallBed<T>(
  options: {
    readonly arguments?: readonly string[];
    /** Before the page is opened. */
    readonly prepare?: (page: Page) => Promise<void>;
  },
  run: (bed: CallBed) => Promise<T>,
): Promise<T> {
  const executablePath = await findChromium();
  if (executablePath === undefined)
    throw new Error('No Chromium to measure with; set CHROME_PATH.');
  const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-bench-call-'));
  const { child, url } = await start(dataFolder);
  let browser: Browser | undefined;
  try {
    const before = new Set(browserBelow());
    browser = await chromium.launch({
      executablePath,
      args: [...browserArguments, ...(options.arguments ?? [])],
    });
    const root = browserBelow().find((pid) => !before.has(pid));
    if (root === undefined || child.pid === undefined)
      throw new Error('The process of the browser was not found.');
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    // The page asks before it is closed in a call.
    page.on('dialog', (dialog) => void dialog.accept());
    await options.prepare?.(page);
    await page.goto(url);
    const host = child.pid;
    return await run({
      page,
      caller: createCaller(page),
      roots: [host, root],
      core: () => oneBelow(host, /hosts\/node\.ts/),
      renderer: () => oneBelow(root, /--type=renderer/),
    });
  } finally {
    await browser?.close();
    await stop(child);
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Main processes of browsers that this process started; their helpers say what they are. */
const browserBelow = (): number[] => findBelow(process.pid, /^(?!.*--type=).*--headless/);

/** Of several (a browser keeps a spare one for the next page) the one with the most memory. */
function oneBelow(root: number, command: RegExp): number {
  const [found] = findBelow(root, command).toSorted((a, b) => megabytesOf(b) - megabytesOf(a));
  if (found === undefined) throw new Error(`There is no process ${String(command)}.`);
  return found;
}

/** Less of one core is nothing to do, per cent. */
const idle = 2;
const longestSettling = 180_000;

/** A new data folder is prepared (knowledge, vectors, heads) for a while after the start. */
export async function settled({ roots }: CallBed): Promise<void> {
  const from = performance.now();
  while (performance.now() - from < longestSettling)
    if ((await coresUsed(roots, 4)).all < idle) return;
  throw new Error('The product did not come to rest after its start.');
}
