import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { writeLongCall } from '#tests/fakes/long-call.ts';
import { findChromium } from './browser-session.ts';

const chromium = await findChromium();
const program = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'scripts', 'earshot.mjs');
const folder = mkdtempSync(join(tmpdir(), 'earshot-long-call-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
}

describe.skipIf(chromium === undefined)('a call of two hours', () => {
  const turnSeconds = 90;

  it('has every turn at its time and on its side, to the end', { timeout: 300_000 }, async () => {
    const file = join(folder, 'two-hours.wav');
    const turns = await writeLongCall(file, { hours: 2, turnSeconds });
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [program, 'transcribe', file, '--json'],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    expect(stderr).toBe('');
    const { seconds, lines } = JSON.parse(stdout) as { seconds: number; lines: Line[] };
    expect(seconds).toBeGreaterThan(6_000);
    expect(turns).toBe(Math.round(seconds / turnSeconds));
    for (let turn = 0; turn < turns; turn += 1) {
      const from = turn * turnSeconds * 1000;
      // By its middle: a line may begin a little before its first word.
      const of = lines.filter(
        ({ startMs, endMs }) => Math.floor((startMs + endMs) / 2000 / turnSeconds) === turn,
      );
      // A pause within a sentence may make two lines of it; both are of the one who spoke.
      expect(of.length, `turn ${turn}`).toBeGreaterThanOrEqual(1);
      expect(of[0]?.startMs, `turn ${turn}`).toBeGreaterThanOrEqual(from - 500);
      expect(of.at(-1)?.endMs, `turn ${turn}`).toBeLessThan(from + 6_000);
      expect(new Set(of.map(({ speaker }) => speaker)).size, `turn ${turn}`).toBe(1);
    }
    expect(lines.length).toBeLessThan(turns * 1.5);
  });
});
