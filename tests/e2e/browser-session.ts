import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** As root in a container Chromium needs these; the rest keeps it from calling home. */
export const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that `npm test` found, or the reason why these tests cannot run. */
export async function findChromium(): Promise<string | undefined> {
  const parts = (await import(join(root, 'scripts', 'parts', 'browser.mjs'))) as {
    findBrowser(): string | undefined;
  };
  return parts.findBrowser();
}

export interface Product {
  readonly page: Page;
  readonly browser: Browser;
  readonly url: string;
  readonly dataFolder: string;
  /** Everything the page complained about. */
  readonly complaints: string[];
  /** Process id of the core's host, below the supervisor. */
  hostPid(): number;
  /** Lines that `npm start` printed. */
  output(): string;
  close(): Promise<void>;
}

/** `npm start` without a window, and a Chromium on its address: what an agent has. */
export async function openProduct(
  options: {
    readonly dataFolder?: string;
    readonly viewport?: { readonly width: number; readonly height: number };
    readonly colorScheme?: 'light' | 'dark';
    /** Nothing fades in: what axe sees is what stays. */
    readonly reducedMotion?: 'reduce';
  } = {},
): Promise<Product> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('No Chromium was found; set CHROME_PATH.');
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'earshot-e2e-'));
  const { child, url, output } = await startHost(dataFolder);
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const page = await browser.newPage({
    viewport: options.viewport ?? { width: 1280, height: 860 },
    ...(options.colorScheme !== undefined && { colorScheme: options.colorScheme }),
    ...(options.reducedMotion !== undefined && { reducedMotion: options.reducedMotion }),
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    browser,
    url,
    dataFolder,
    complaints,
    output,
    hostPid: () => hostBelow(child.pid ?? 0),
    close: async () => {
      await browser.close();
      await stop(child);
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function startHost(
  dataFolder: string,
): Promise<{ child: ChildProcess; url: string; output: () => string }> {
  const child = spawn(
    process.execPath,
    [join(root, 'scripts', 'start.mjs'), '--host', 'none', '--data-dir', dataFolder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output)?.[0];
      if (url !== undefined) resolve({ child, url, output: () => output });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => reject(new Error(`Earshot did not start: ${output.trim()}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}

/** The process that runs `hosts/node.ts` below the start script (Linux). */
function hostBelow(parent: number): number {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    let stat: string;
    let command: string;
    try {
      stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
    } catch {
      // Ended between the listing and the reading.
      continue;
    }
    const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (ppid === parent && command.includes('node.ts')) return Number(name);
  }
  throw new Error('The host process was not found.');
}
