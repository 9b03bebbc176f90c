import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '#core/system-ports.ts';
import { openBench, sourceOf, temporaryFolder, writeFiles } from './import.fixture.ts';
import { createFolderWatch } from './watch.ts';

/** A watch that counts; `begun` resolves when the system tells it of changes. */
async function watched(folder: string) {
  const bench = openBench();
  const onChange = vi.fn<(source: string) => void>();
  const folders = createFolderWatch({
    clock: systemClock,
    log: bench.log,
    onChange,
    quietMs: 60,
    absentMs: 40,
  });
  onTestFinished(() => folders.close());
  folders.watch(sourceOf(folder, { watched: true }));
  await sleep(200);
  const told = (times: number) =>
    vi.waitFor(() => expect(onChange.mock.calls.length).toBeGreaterThanOrEqual(times), 3_000);
  return { folders, onChange, told };
}

describe('a watched folder', () => {
  it('tells once of many changes, of an atomic save and of a rename, not of hidden files', async () => {
    const folder = temporaryFolder('watched');
    writeFiles(folder, { 'a.md': 'One.' });
    const { folders, onChange, told } = await watched(folder);
    expect(onChange).not.toHaveBeenCalled();
    writeFiles(folder, Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}.md`, 'x'])));
    await told(1);
    await sleep(250);
    expect(onChange.mock.calls.length).toBeLessThanOrEqual(2);

    onChange.mockClear();
    writeFileSync(join(folder, '.hidden.md'), 'x');
    await sleep(250);
    expect(onChange).not.toHaveBeenCalled();
    writeFileSync(join(folder, '.a.md.tmp'), 'Two.');
    renameSync(join(folder, '.a.md.tmp'), join(folder, 'a.md'));
    await told(1);
    await sleep(150);
    onChange.mockClear();
    renameSync(join(folder, 'a.md'), join(folder, 'b.md'));
    await told(1);
    await sleep(150);
    onChange.mockClear();
    mkdirSync(join(folder, 'new'));
    writeFiles(folder, { 'new/c.md': 'Three.' });
    await told(1);

    await folders.unwatch('source-1');
    await sleep(150);
    onChange.mockClear();
    writeFileSync(join(folder, 'b.md'), 'Four.');
    await sleep(250);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('that vanishes and comes back is watched again', async () => {
    const above = temporaryFolder('watched');
    const folder = join(above, 'kb');
    writeFiles(folder, { 'a.md': 'One.' });
    const { onChange, told } = await watched(folder);
    renameSync(folder, join(above, 'away'));
    await told(1);
    await sleep(200);
    onChange.mockClear();
    renameSync(join(above, 'away'), folder);
    await told(1);
    await sleep(300);
    onChange.mockClear();
    writeFileSync(join(folder, 'a.md'), 'Two.');
    await told(1);
    rmSync(folder, { recursive: true });
  });

  it('that goes with the folder above it, and comes back with it, is watched again', async () => {
    const drive = temporaryFolder('watched');
    const folder = join(drive, 'mounted', 'deep', 'kb');
    writeFiles(folder, { 'a.md': 'One.' });
    const { onChange, told } = await watched(folder);
    renameSync(join(drive, 'mounted'), join(drive, 'away'));
    await sleep(400);
    onChange.mockClear();
    renameSync(join(drive, 'away'), join(drive, 'mounted'));
    await sleep(600);
    onChange.mockClear();
    writeFileSync(join(folder, 'a.md'), 'Two.');
    await told(1);
  });

  it('that is not there at first is watched when it comes', async () => {
    const folder = join(temporaryFolder('watched'), 'later');
    const { onChange, told } = await watched(folder);
    expect(onChange).not.toHaveBeenCalled();
    writeFiles(folder, { 'a.md': 'One.' });
    await told(1);
  });
});

describe('a source that is watched', () => {
  it('is looked at when Earshot starts and imports its changes by itself', async () => {
    const folder = temporaryFolder('watched');
    const dataFolder = temporaryFolder('data');
    writeFiles(folder, { 'a.md': 'Apples.', 'b.md': 'Bread.' });
    const first = openBench({ dataFolder });
    await first.run(sourceOf(folder, { watched: true }));
    await first.imports.close();
    first.store.close();
    writeFiles(folder, { 'a.md': 'Apricots.' });
    rmSync(join(folder, 'b.md'));

    const next = openBench({ dataFolder });
    next.imports.begin(['shop']);
    await next.imports.settled();
    expect(next.find('Apricots')).toEqual(['a.md']);
    expect(next.find('Bread')).toEqual([]);
    await sleep(200);
    writeFiles(folder, { 'c.md': 'Cheese.' });
    await vi.waitFor(() => expect(next.find('Cheese')).toEqual(['c.md']), 5_000);
    await next.imports.settled();
    const { sha256 } = next.encoder.model;
    expect(next.store.knowledge.countUnembedded('shop', sha256)).toBe(0);
  });
});
