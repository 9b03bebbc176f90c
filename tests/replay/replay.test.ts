import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readRecordings } from '#core/channels/index.ts';
import { withReplayCore } from '#hosts/cli-session.ts';
import { runReplay } from '#hosts/replay-run.ts';
import { goldenLine, goldenWrapUp } from './golden.ts';

const packs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'resources', 'packs');
const update = process.env['UPDATE_GOLDEN'] === '1';

const replays = readdirSync(packs).flatMap((pack) =>
  readdirSync(join(packs, pack, 'replays'))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => ({ pack, file, name: `${pack}/${file.replace(/\.jsonl$/, '')}` })),
);

describe('recorded conversations with golden outcomes', () => {
  it.each(replays)('$name', { timeout: 60_000 }, async ({ pack, file }) => {
    const path = join(packs, pack, 'replays', file);
    const golden = path.replace(/\.jsonl$/, '.golden.json');
    const recordings = readRecordings(file, readFileSync(path), { text: 'human' });
    if (!recordings.ok) throw new Error(recordings.error.message);
    const lines: unknown[] = [];
    await withReplayCore(
      { packs: [pack], startAt: Date.UTC(2026, 0, 15, 9), frozenStopwatch: true },
      async ({ core, clock }) => {
        for (const recording of recordings.value) {
          const wrapUp = await runReplay({
            core,
            clock,
            pack,
            recording,
            speed: 'instant',
            onEvent: ({ event }) => {
              const line = goldenLine(event);
              if (line !== undefined) lines.push(line);
            },
          });
          lines.push(goldenWrapUp(wrapUp));
        }
        expect(core.verify()).toMatchObject({ ok: true });
      },
    );
    const text = `${JSON.stringify(lines, null, 1)}\n`;
    if (update || !existsSync(golden)) {
      if (!update) throw new Error(`${golden} is missing; write it with npm run replay:update.`);
      writeFileSync(golden, text);
    }
    expect(lines).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});
