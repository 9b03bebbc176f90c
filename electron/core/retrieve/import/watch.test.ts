import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Clock } from '#core/ports.ts';
import { systemClock } from '#core/system-ports.ts';
import { openBench, sourceOf, temporaryFolder, writeFiles } from './import.fixture.ts';
import { createFolderWatch } from './watch.ts';

/** How long a test waits for what must come: for ever on a machine that is only slow. */
const patience = 30_000;
const quietMs = 60;
const absentMs = 40;

/** A watch of a folder that counts what it tells. */
function watched(folder: string, clock: Pick<Clock, 'now' | 'after'> = systemClock) {
  const bench = openBench();
  const onChange = vi.fn<(source: string) => void>();
  const folders = createFolderWatch({ clock, log: bench.log, onChange, quietMs, absentMs });
  onTestFinished(() => folders.close());
  folders.watch(sourceOf(folder, { watched: true }));
  const told = () => vi.waitFor(() => expect(onChange).toHaveBeenCalled(), patience);
  /** When it has told all that it still had to tell, it begins to count anew. */
  const rest = async (): Promise<void> => {
    do {
      onChange.mockClear();
      await sleep(5 * quietMs);
    } while (onChange.mock.calls.length > 0);
  };
  /** Changes a file again and again until it is told of: nobody says when the system begins to. */
  const toldOf = async (file: string): Promise<void> => {
    await rest();
    let text = '';
    await vi.waitFor(
      () => {
        if (onChange.mock.calls.length === 0) writeFileSync(join(folder, file), (text += 'x'));
        expect(onChange).toHaveBeenCalled();
      },
      { timeout: patience, interval: 5 * quietMs },
    );
    await rest();
  };
  return { folders, onChange, told, rest, toldOf };
}

/** A clock on which a folder is never quiet before the test says so. */
function heldClock() {
  let asked = 0;
  const waiting = new Set<() => void>();
  return {
    now: () => 0,
    after: (ms: number, callback: () => void) => {
      if (ms === absentMs) return systemClock.after(ms, callback);
      asked += 1;
      waiting.add(callback);
      return () => void waiting.delete(callback);
    },
    /** How often something changed. */
    asked: () => asked,
    /** All is quiet. @returns how many waited for that */
    quiet: (): number => {
      const due = [...waiting];
      waiting.clear();
      for (const callback of due) callback();
      return due.length;
    },
  };
}

describe('a watched folder', () => {
  it('tells once of many changes', async () => {
    const folder = temporaryFolder('watched');
    writeFiles(folder, { 'a.md': 'One.' });
    const clock = heldClock();
    const { onChange } = watched(folder, clock);
    let text = '';
    await vi.waitFor(
      () => {
        if (clock.asked() === 0) writeFileSync(join(folder, 'a.md'), (text += 'x'));
        expect(clock.asked()).toBeGreaterThan(0);
      },
      { timeout: patience, interval: 200 },
    );
    const before = clock.asked();
    writeFiles(folder, Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}.md`, 'x'])));
    await vi.waitFor(() => expect(clock.asked()).toBeGreaterThanOrEqual(before + 30), patience);
    expect(onChange).not.toHaveBeenCalled();
    expect(clock.quiet()).toBe(1);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('tells of an atomic save, of a rename and of a folder, not of hidden files', async () => {
    const folder = temporaryFolder('watched');
    writeFiles(folder, { 'a.md': 'One.' });
    const { folders, onChange, rest, told, toldOf } = watched(folder);
    await sleep(200);
    expect(onChange).not.toHaveBeenCalled();
    await toldOf('z.md');

    writeFileSync(join(folder, '.hidden.md'), 'x');
    await sleep(250);
    expect(onChange).not.toHaveBeenCalled();
    writeFileSync(join(folder, '.a.md.tmp'), 'Two.');
    renameSync(join(folder, '.a.md.tmp'), join(folder, 'a.md'));
    await told();
    await rest();
    renameSync(join(folder, 'a.md'), join(folder, 'b.md'));
    await told();
    await rest();
    mkdirSync(join(folder, 'new'));
    writeFiles(folder, { 'new/c.md': 'Three.' });
    await told();

    await folders.unwatch('source-1');
    await rest();
    writeFileSync(join(folder, 'b.md'), 'Four.');
    await sleep(250);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('that vanishes and comes back is watched again', async () => {
    const above = temporaryFolder('watched');
    const folder = join(above, 'kb');
    writeFiles(folder, { 'a.md': 'One.' });
    const { rest, told, toldOf } = watched(folder);
    await toldOf('a.md');
    renameSync(folder, join(above, 'away'));
    await told();
    await rest();
    renameSync(join(above, 'away'), folder);
    await told();
    await toldOf('a.md');
    rmSync(folder, { recursive: true });
  });

  it('that goes with the folder above it, and comes back with it, is watched again', async () => {
    const drive = temporaryFolder('watched');
    const folder = join(drive, 'mounted', 'deep', 'kb');
    writeFiles(folder, { 'a.md': 'One.' });
    const { toldOf } = watched(folder);
    await toldOf('a.md');
    renameSync(join(drive, 'mounted'), join(drive, 'away'));
    await sleep(400);
    renameSync(join(drive, 'away'), join(drive, 'mounted'));
    await toldOf('a.md');
  });

  it('that is not there at first is watched when it comes', async () => {
    const folder = join(temporaryFolder('watched'), 'later');
    const { onChange, told } = watched(folder);
    await sleep(200);
    expect(onChange).not.toHaveBeenCalled();
    writeFiles(folder, { 'a.md': 'One.' });
    await told();
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
    let text = 'Cheese.';
    await vi.waitFor(
      () => {
        if (next.find('Cheese').length === 0) writeFiles(folder, { 'c.md': (text += ' More.') });
        expect(next.find('Cheese')).toEqual(['c.md']);
      },
      { timeout: patience, interval: 2_000 },
    );
    const { sha256 } = next.encoder.model;
    await vi.waitFor(
      () => expect(next.store.knowledge.countUnembedded('shop', sha256)).toBe(0),
      patience,
    );
  });
});
