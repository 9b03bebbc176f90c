import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findAppFolder } from '../../electron/hosts/app-folder.ts';
import { type Line, percentileOf } from './report.ts';

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
}

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

/** `npm start` without a window; resolves when it says where it listens. */
export function start(dataFolder: string): Promise<Started> {
  const child = spawn(
    process.execPath,
    [join(findAppFolder(), 'scripts', 'start.mjs'), '--host', 'none', '--data-dir', dataFolder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output)?.[0];
      if (url !== undefined) resolve({ child, url });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => reject(new Error(`The host ended: ${output.trim()}`)));
  });
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}

export async function findChromium(): Promise<string | undefined> {
  const parts = (await import(join(findAppFolder(), 'scripts', 'parts', 'browser.mjs'))) as {
    findBrowser(): string | undefined;
  };
  return parts.findBrowser();
}

async function launchBrowser() {
  const executablePath = await findChromium();
  if (executablePath === undefined)
    throw new Error('No Chromium to measure with; set CHROME_PATH.');
  return chromium.launch({ executablePath, args: browserArguments });
}

async function openWindow(launching: ReturnType<typeof launchBrowser>, url: string) {
  const browser = await launching;
  const page = await browser.newPage();
  await page.goto(url);
  await page
    .getByRole('button', { name: /practice/i })
    .first()
    .waitFor();
  return { browser, page };
}

const starts = 5;

/** Second and later starts: from the command to a window in which one can type. */
export async function startToUsable(): Promise<Line[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-bench-start-'));
  try {
    const host: number[] = [];
    const window: number[] = [];
    for (let round = 0; round <= starts; round += 1) {
      const from = performance.now();
      // As `npm start` does: the browser starts while the core opens.
      const launching = launchBrowser();
      const { child, url } = await start(dataFolder);
      const listening = performance.now() - from;
      const { browser } = await openWindow(launching, url);
      const usable = performance.now() - from;
      await browser.close();
      await stop(child);
      // The first start trains and imports; the budget is for a warm one.
      if (round > 0) {
        host.push(listening);
        window.push(usable);
      }
    }
    return [
      {
        what: 'start to core ready, warm',
        n: starts,
        unit: 'ms',
        p50: percentileOf(host, 0.5),
        budget: {},
      },
      {
        what: 'start to usable window, warm',
        n: starts,
        unit: 'ms',
        p50: percentileOf(window, 0.5),
        budget: { p50: 2000 },
        note: 'npm start and a headless Chromium side by side',
      },
    ];
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Proportional set size of a process and everything below it, megabytes (Linux). */
function treeMegabytes(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = quietly(() => readFileSync(`/proc/${name}/stat`, 'utf8'));
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const inTree = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true;
    return false;
  };
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (!inTree(pid)) continue;
    const rollup = quietly(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

/** A process may be gone between the listing and the reading; then it has no memory. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const settleMs = 5_000;

/** Host, supervisor and window, idle with the models loaded, and after a replayed conversation. */
export async function memoryOfTree(): Promise<Line[]> {
  if (process.platform !== 'linux') return [];
  const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-bench-memory-'));
  try {
    const { child, url } = await start(dataFolder);
    const { browser, page } = await openWindow(launchBrowser(), url);
    await page.waitForTimeout(settleMs);
    const hostIdle = treeMegabytes(child.pid ?? 0);
    // Playwright's browser is this process's child, so the window's tree is counted from here.
    const all = treeMegabytes(process.pid);
    const self = treeMegabytesOfOne(process.pid);
    await browser.close();
    await stop(child);
    const empty = await launchBrowser();
    await (await empty.newPage()).waitForTimeout(settleMs);
    const browserAlone = treeMegabytes(process.pid) - treeMegabytesOfOne(process.pid);
    await empty.close();
    return [
      { what: 'memory idle, core and supervisor', n: 1, unit: 'MB', value: hostIdle, budget: {} },
      {
        what: 'memory of the same Chromium with an empty page',
        n: 1,
        unit: 'MB',
        value: browserAlone,
        budget: {},
      },
      {
        what: 'memory idle, whole process tree with the window',
        n: 1,
        unit: 'MB',
        value: all - self,
        budget: { value: 500 },
        note: 'proportional set size',
      },
    ];
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

function treeMegabytesOfOne(pid: number): number {
  const rollup = quietly(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  return Number(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1] ?? 0) / 1024;
}
