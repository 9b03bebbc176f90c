import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** @file The packs' own questions, with floors under today's figures: search must earn its place. */

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

interface Score {
  readonly hit1: number;
  readonly hit5: number;
}

describe('articles of the packs, asked for in customers’ words', () => {
  it.each(['banking', 'retail', 'saas', 'telecom'])('%s', async (pack) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(root, 'scripts', 'earshot.mjs'),
      ...['eval', 'retrieval', '--pack', pack, '--json'],
    ]);
    const found = JSON.parse(stdout) as Score & {
      readonly n: number;
      readonly bm25: Score;
      readonly vector: Score;
    };
    expect(found.n).toBeGreaterThanOrEqual(60);
    expect(found.hit1).toBeGreaterThan(0.42);
    expect(found.hit5).toBeGreaterThan(0.78);
    expect(found.hit1).toBeGreaterThan(found.bm25.hit1 + 0.08);
    expect(found.hit1).toBeGreaterThan(found.vector.hit1);
  });
});
