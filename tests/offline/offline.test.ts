import { execFile, execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A network name space of its own has no way out, not even to this machine. */
function mayCutOff(): boolean {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const cutOff = mayCutOff();
if (!cutOff)
  process.stdout.write('SKIPPED the run without a network: `unshare --net` is not allowed here.\n');

describe.skipIf(!cutOff)('with the network cable pulled', () => {
  it('a conversation is worked from the first word to the CRM and the wrap-up', async () => {
    const replay = join(
      root,
      'resources',
      'packs',
      'retail',
      'replays',
      'cancel-subscription.jsonl',
    );
    const { stdout } = await promisify(execFile)(
      'unshare',
      ['--net', process.execPath, join(root, 'scripts', 'earshot.mjs'), 'replay', replay, '--json'],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; state?: string });
    expect(lines.some(({ type, state }) => type === 'outcome' && state === 'succeeded')).toBe(true);
    expect(lines.at(-1)?.type).toBe('wrapup');
  });
});
