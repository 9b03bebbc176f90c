import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './browser-session.ts';
import type { Bench } from './capture-bench/bench.ts';
import { type CapturePage, type CaptureSite, openBench, serveBench } from './capture-page.ts';

/** @file Recordings that only a browser can decode, through the product's reader of files. */

declare const bench: Bench;

const chromium = await findChromium();

describe.skipIf(chromium === undefined)('recordings in Chromium', () => {
  let site: CaptureSite;
  let opened: CapturePage;
  beforeAll(async () => {
    site = await serveBench();
    opened = await openBench(site);
  });
  afterAll(async () => {
    await opened.close();
    await site.close();
  });
  const heard = (lines: readonly { speaker: string; words: readonly { startMs: number }[] }[]) =>
    lines.map(({ speaker, words }) => [speaker, Math.round((words[0]?.startMs ?? 0) / 100) / 10]);

  it.each(['ogg', 'webm'] as const)('reads Opus in %s', async (kind) => {
    const { lines, ...rest } = await opened.page.evaluate(
      (given) => bench.transcribeEncoded(given),
      kind,
    );
    expect(rest).toMatchObject({ result: { sides: 'both', problems: [] } });
    expect(heard(lines)).toEqual([
      ['agent', 1],
      ['customer', 3.5],
    ]);
  });

  it('reads MP3', async () => {
    const bytes = readFileSync('tests/fixtures/audio/two-voices.mp3').toString('base64');
    const { lines, ...rest } = await opened.page.evaluate(
      (given) => bench.transcribe(given),
      bytes,
    );
    expect(rest).toMatchObject({ result: { sides: 'both', problems: [] } });
    const found = heard(lines);
    expect(found.map(([speaker]) => speaker)).toEqual(['agent', 'customer']);
    // An MP3 encoder puts up to 100 ms before the sound.
    expect(Math.abs(Number(found[0]?.[1]) - 1)).toBeLessThan(0.15);
    expect(Math.abs(Number(found[1]?.[1]) - 3.5)).toBeLessThan(0.15);
  });

  it.each(['ogg', 'webm'] as const)(
    'gives what is there of a %s that was cut off',
    async (kind) => {
      const { lines, ...rest } = await opened.page.evaluate(
        (given) => bench.transcribeEncoded(given, 0.55),
        kind,
      );
      expect(heard(lines)).toEqual([['agent', 1]]);
      expect(rest).not.toHaveProperty('error');
    },
  );

  it('refuses what is no recording, in one sentence', async () => {
    const letter = Buffer.from('Dear Sir or Madam, '.repeat(500)).toString('base64');
    const { error } = await opened.page.evaluate((given) => bench.transcribe(given), letter);
    expect(error).toContain('not a recording that can be read');
  });
});
