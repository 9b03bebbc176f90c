import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
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

const startAt = Date.UTC(2026, 0, 15, 9);

describe('recorded conversations with golden outcomes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-golden-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A data folder of its own, in which a pack's vectors and intents are there: they are made once. */
  const folderFor = async (pack: string, name: string): Promise<string> => {
    const prepared = join(folder, pack);
    if (!existsSync(prepared))
      await withReplayCore(
        { packs: [pack], startAt, dataFolder: prepared, frozenStopwatch: true },
        ({ core }) => core.ready(),
      );
    const own = join(folder, name.replace('/', '-'));
    cpSync(prepared, own, { recursive: true });
    return own;
  };

  it.each(replays)('$name', { timeout: 300_000 }, async ({ pack, file, name }) => {
    const path = join(packs, pack, 'replays', file);
    const golden = path.replace(/\.jsonl$/, '.golden.json');
    const recordings = readRecordings(file, readFileSync(path), { text: 'human' });
    if (!recordings.ok) throw new Error(recordings.error.message);
    const lines: unknown[] = [];
    await withReplayCore(
      { packs: [pack], startAt, dataFolder: await folderFor(pack, name), frozenStopwatch: true },
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
