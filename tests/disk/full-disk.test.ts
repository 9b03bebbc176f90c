import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRouterClient } from '@orpc/server';
import { createRouter } from '#hosts/router.ts';
import { openCore } from '#hosts/open-core.ts';

const disk = mkdtempSync(join(tmpdir(), 'earshot-full-'));

/** A disk of eight megabytes, where this account may mount one. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const small = mounted();
if (!small) {
  rmdirSync(disk);
  process.stdout.write('SKIPPED the full disk: mounting a small one is not allowed here.\n');
}

describe.skipIf(!small)('a disk that fills up in mid-conversation', () => {
  afterAll(() => {
    // Lazily: the log may still be writing its last line.
    execFileSync('umount', ['-l', disk]);
    rmdirSync(disk);
  });

  it('is said in a sentence with what to do, and what was said before is still there', async () => {
    const opened = await openCore({ dataFolder: disk, packs: ['retail'], logLevel: 'error' });
    if (!opened.ok) throw new Error(opened.error.message);
    const { core, log } = opened.value;
    await core.ready();
    const about = { version: '0', host: 'node', dataFolder: disk, secrets: 'file' } as const;
    const client = createRouterClient(createRouter({ core, log, about }));
    const { id: conversation } = await client.conversations.start({ pack: 'retail' });
    let stored = 0;
    let refused: unknown;
    for (let index = 0; index < 400 && refused === undefined; index += 1) {
      // Signs only: stored like any words, and nothing to be understood in them.
      const text = '- '.repeat(15_000);
      try {
        await client.conversations.say({
          conversation,
          speaker: 'agent',
          text,
          key: `full-disk-${index}`,
        });
        stored += 1;
      } catch (thrown) {
        refused = thrown;
      }
    }
    expect(stored).toBeGreaterThan(0);
    expect(refused).toMatchObject({ code: 'UNAVAILABLE' });
    expect((refused as Error).message).toMatch(/disk is full/i);
    expect((refused as { data: { mend?: string } }).data.mend).toBeTruthy();
    await core.settled();
    expect(core.view(conversation)?.turns).toHaveLength(stored);
    await core.shutdown().catch(() => undefined);
  }, 300_000);
});
