import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'earshot-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a person types it. */
async function earshot(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [join(root, 'scripts', 'earshot.mjs'), ...args],
      { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 },
    );
    return { code: 0, stdout, stderr };
  } catch (thrown) {
    return thrown as Ended;
  }
}

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const oneLine = (text: string): boolean =>
  text.trim().split('\n').length === 1 && text.trim() !== '';

describe('earshot replay', () => {
  it('prints JSON lines and nothing else, one wrap-up a conversation', async () => {
    const replay = join(root, 'resources', 'packs', 'retail', 'replays', 'damaged-order.jsonl');
    const { code, stdout } = await earshot(['replay', replay, '--json']);
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    const types = new Set(lines.map(({ type }) => type));
    for (const type of ['turn', 'insight', 'suggestion', 'action', 'approval', 'outcome', 'wrapup'])
      expect(types, type).toContain(type);
    expect(lines.filter(({ type }) => type === 'wrapup')).toHaveLength(1);
    expect(lines.at(-1)).toMatchObject({
      type: 'wrapup',
      intent: 'damaged_item',
      form: { order_number: '12345' },
    });
  });

  it('reads a plain transcript with a bad line in it, and says which line', async () => {
    const path = file(
      'talk.txt',
      'Customer: where is my parcel, it is late\nAgent: Let me look.\n',
    );
    const { code, stdout } = await earshot(['replay', path, '--pack', 'retail', '--json']);
    expect(code).toBe(0);
    expect(stdout).toContain('"type":"wrapup"');
    const half = file(
      'half.jsonl',
      '{"speaker":"customer","text":"hello there","offsetMs":0}\n{broken\n',
    );
    const ended = await earshot(['replay', half, '--pack', 'retail', '--json']);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/line 2/);
  });

  it.each([
    ['a file that is not there', ['replay', '/no/such/file.jsonl'], 1, /no file/],
    [
      'a file with nothing usable',
      ['replay', file('noise.txt', 'nothing\nto\nread')],
      1,
      /no conversation/i,
    ],
    ['an empty file', ['replay', file('empty.jsonl', '')], 1, /empty/],
    [
      'an unknown pack',
      ['replay', file('ok.txt', 'Customer: hi there'), '--pack', 'nosuch'],
      1,
      /no pack "nosuch"/,
    ],
    ['no file', ['replay'], 2, /Name one recording/],
    ['a wrong speed', ['replay', 'x', '--speed', '3'], 2, /--speed/],
    ['an unknown option', ['replay', 'x', '--nonsense'], 2, /nonsense/],
    ['an unknown command', ['nonsense'], 2, /no command/],
    ['an unknown evaluation', ['eval', 'weather'], 2, /eval/],
  ] as const)('%s', async (_name, args, code, reason) => {
    const ended = await earshot(args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(reason);
    expect(oneLine(ended.stderr), ended.stderr).toBe(true);
    expect(ended.stdout).toBe('');
  });
});

describe('earshot audit, seed and doctor', () => {
  const data = join(folder, 'data');

  it('has no record before the first start, and says so', async () => {
    const ended = await earshot(['audit', 'verify', '--data-dir', data]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/no record/i);
  });

  it('seeds through the front door; the record verifies and its export verifies alone', async () => {
    const seeded = await earshot(['seed', '--data-dir', data, '--pack', 'retail', '--json']);
    expect(seeded.stderr).toBe('');
    expect(seeded.code).toBe(0);
    const verified = await earshot(['audit', 'verify', '--data-dir', data, '--json']);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true });
    const exported = await earshot(['audit', 'export', '--data-dir', data]);
    const path = file('audit.jsonl', exported.stdout);
    expect((await earshot(['audit', 'verify', '--file', path])).code).toBe(0);
    const { publicKey } = JSON.parse(exported.stdout.split('\n')[0] ?? '') as { publicKey: string };
    const check = (key: string): Promise<Ended> =>
      earshot(['audit', 'verify', '--file', path, '--public-key', key]);
    expect((await check(publicKey)).code).toBe(0);
    const foreign = await check(Buffer.alloc(32, 7).toString('base64'));
    expect(foreign.code).toBe(1);
    expect(foreign.stderr).toMatch(/another public key/);
    const changed = file('changed.jsonl', exported.stdout.replace('approved', 'approvod'));
    const bad = await earshot(['audit', 'verify', '--file', changed]);
    expect(bad.code).toBe(1);
    expect(bad.stderr).toMatch(/bad at entry \d+/);
  });

  it('names a wrong key', async () => {
    const ended = await earshot(['audit', 'verify', '--data-dir', data], { EARSHOT_KEY: 'wrong' });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/key/i);
    expect(oneLine(ended.stderr)).toBe(true);
  });

  it('doctor says what is here', async () => {
    const { code, stdout } = await earshot(['doctor', '--data-dir', data, '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { what: string; state: string }[] };
    expect(findings.find(({ what }) => what === 'Data folder')?.state).toBe('ok');
    expect(findings.filter(({ what }) => what.startsWith('Model')).length).toBeGreaterThan(0);
    expect(code).toBe(findings.some(({ state }) => state === 'missing') ? 1 : 0);
  });
});

describe('a pack that is wrong', () => {
  const app = join(folder, 'app');
  const policy = join(app, 'resources', 'packs', 'retail', 'policies', 'accounts.cedar');

  it('stops the start with file, fault and mend', async () => {
    mkdirSync(app, { recursive: true });
    for (const part of ['resources', 'models'])
      cpSync(join(root, part), join(app, part), { recursive: true });
    writeFileSync(policy, readFileSync(policy, 'utf8').replace('permit (', 'permitt ('));
    const { openCore } = await import('#hosts/open-core.ts');
    const opened = await openCore({
      dataFolder: join(folder, 'wrong'),
      appFolder: app,
      packs: ['retail'],
    });
    expect(opened.ok).toBe(false);
    if (opened.ok) return;
    expect(opened.error.message).toMatch(/retail/);
    expect(opened.error.message).toMatch(/accounts\.cedar/);
    expect(opened.error.mend).toBeTruthy();
  });
});
