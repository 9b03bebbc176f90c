import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { writeWav } from '#core/measure/wav.ts';
import { agentSentences, customerSentences } from '#tests/fakes/sentences.ts';
import { joined, silence, standardRate, stereo } from '#tests/fakes/sound.ts';
import { agentVoice, canSpeak, customerVoice, spoken } from '#tests/fakes/spoken.ts';
import { installModel } from '#tests/fixtures/install-model.ts';
import { findChromium } from '#tests/e2e/browser-session.ts';

const chromium = await findChromium();
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(root, 'scripts', 'earshot.mjs');
const folder = mkdtempSync(join(tmpdir(), 'earshot-transcribe-'));
/** Temporary folders of the commands, apart from everybody else's. */
const temporary = mkdtempSync(join(tmpdir(), 'earshot-transcribe-tmp-'));
afterAll(() => {
  for (const one of [folder, temporary]) rmSync(one, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  EARSHOT_DATA_DIR: join(folder, 'data'),
  TMPDIR: temporary,
  ...more,
});
async function earshot(args: readonly string[], more: Record<string, string> = {}): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], {
      env: environment(more),
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: 0, stdout, stderr };
  } catch (thrown) {
    return thrown as Ended;
  }
}
const file = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const left = (): string[] => readdirSync(temporary).filter((name) => /^earshot-/.test(name));

const [greeting] = agentSentences;
const [question] = customerSentences;
const agent = joined(silence(0.5), spoken(greeting, agentVoice));
const customer = joined(
  silence(0.5 + agent.length / standardRate),
  spoken(question, customerVoice),
  silence(1),
);
const call = file('call.wav', writeWav({ rate: standardRate, channels: stereo(agent, customer) }));
const text = file('text.wav', 'no sound\n');

describe('earshot transcribe, used wrongly', () => {
  it.each([
    ['no file', [], 2, /Name one recording/],
    ['a file that is not there', ['/no/such.wav'], 1, /There is no file/],
    ['a folder', [folder], 1, /is no file/],
    ['an empty file', [file('empty.wav', '')], 1, /is empty/],
    ['two formats', [call, '--vtt', '--json'], 2, /one of --json/],
    ['two WebVTT files on one screen', [call, call, '--vtt'], 2, /--out/],
    ['an unknown speaker', [call, '--speaker', 'cat'], 2, /agent or customer/],
    ['an unknown model', [call, '--model', 'nosuch'], 2, /there is vosk-model-care-en/],
    ['a model that is not installed', [call, '--model', 'moonshine-tiny'], 1, /models install/],
    ['an unknown option', [call, '--nonsense'], 2, /nonsense/],
  ] as const)('%s', async (_name, args, code, reason) => {
    const ended = await earshot(['transcribe', ...args]);
    expect(ended.stderr).toMatch(reason);
    expect(ended.code).toBe(code);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.stdout).toBe('');
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['changed', (bytes: Buffer) => bytes.map((byte) => byte ^ 1)],
  ])('a model whose file is %s', async (how, damage) => {
    const dataFolder = join(folder, `damaged ${how}`);
    const weights = join(installModel(dataFolder, 'moonshine-tiny'), 'config.json');
    writeFileSync(weights, damage(readFileSync(weights)));
    const given = ['--model', 'moonshine-tiny', '--data-dir', dataFolder];
    const ended = await earshot(['transcribe', call, ...given]);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^The model moonshine-tiny is damaged: .+\.\n$/);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says that there is no browser', async () => {
    const ended = await earshot(['transcribe', call], { CHROME_PATH: '/no/such/browser' });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/no Chromium, Chrome or Edge .+ CHROME_PATH/);
  });

  it('says that the browser is none', async () => {
    const ended = await earshot(['transcribe', call], { CHROME_PATH: '/bin/false' });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/The browser ended \(exit code 1\)/);
    expect(left()).toEqual([]);
  });

  it('eval asr without its set', async () => {
    const none = await earshot(['eval', 'asr', '--dir', '/no/such/set', '--json']);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr.trim().split('\n')).toHaveLength(1);
    expect((await earshot(['eval', 'asr'])).stderr).toMatch(/--dir/);
  });
});

describe.skipIf(chromium === undefined)('earshot transcribe', () => {
  it('writes who said what when: JSON, and nothing else on standard output', async () => {
    const { code, stdout, stderr } = await earshot(['transcribe', call, '--json']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const transcript = JSON.parse(stdout) as {
      lines: { speaker: string; startMs: number; endMs: number; words: { startMs: number }[] }[];
    };
    expect(transcript).toMatchObject({
      file: 'call.wav',
      model: 'vosk-model-care-en',
      lines: [
        { speaker: 'agent', text: expect.stringMatching(/help you/i) as string },
        { speaker: 'customer', text: expect.stringMatching(/order/i) as string },
      ],
    });
    const [first, second] = transcript.lines;
    expect(first?.startMs).toBeGreaterThan(300);
    expect(first?.startMs).toBeLessThan(800);
    expect(second?.startMs).toBeGreaterThan(first?.endMs ?? Infinity);
    expect(second?.words[0]?.startMs).toBeGreaterThanOrEqual((second?.startMs ?? 0) - 100);
    // The browser's profile and the core's data are gone.
    expect(left()).toEqual([]);
  });

  it('writes WebVTT files into a folder, and goes on after a file that is no recording', async () => {
    const out = join(folder, 'out');
    const ended = await earshot(['transcribe', call, text, '--vtt', '--out', out]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/text\.wav: .+\. .+\.$/m);
    expect(readdirSync(out)).toEqual(['call.wav.vtt']);
    const vtt = readFileSync(join(out, 'call.wav.vtt'), 'utf8');
    expect(vtt).toMatch(/^WEBVTT\n/);
    expect(vtt).toMatch(/\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\n<v Agent>.+\n\n.+\n<v Customer>/);
  });

  it.skipIf(!canSpeak())('masks a card number, word by word as well', async () => {
    const digits = 'four two four two four two four two four two four two four two four two';
    const path = file(
      'card.wav',
      writeWav({
        rate: standardRate,
        channels: [
          joined(silence(0.5), spoken(`my card number is ${digits} thank you`), silence(1)),
        ],
      }),
    );
    const { stdout } = await earshot(['transcribe', path, '--json']);
    const { lines } = JSON.parse(stdout) as { lines: { text: string; words: unknown[] }[] };
    expect(lines.map((line) => line.text).join(' ')).toMatch(/card/);
    expect(stdout).not.toMatch(/four|4242/);
  });

  /** Waits until the browser's profile is there, so that the browser runs. */
  const begun = async (child: ChildProcess): Promise<void> => {
    await expect
      .poll(() => left().some((name) => name.startsWith('earshot-headless-')), { timeout: 60_000 })
      .toBe(true);
    expect(child.exitCode).toBeNull();
  };
  const profile = (): string =>
    join(temporary, left().find((name) => name.startsWith('earshot-headless-')) ?? 'none');
  const browsersWith = (path: string): string[] =>
    readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path);
      } catch {
        // Ended between the listing and the reading.
        return false;
      }
    });

  it('stopped by the keyboard, it ends its browser and leaves nothing behind', async () => {
    const child = spawn(process.execPath, [program, 'transcribe', call], {
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    const exited = new Promise((resolve) => child.once('exit', resolve));
    await begun(child);
    const path = profile();
    child.kill('SIGINT');
    expect(await exited).toBe(1);
    expect(stderr).toMatch(/It was stopped/);
    expect(left()).toEqual([]);
    expect(browsersWith(path)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('killed, it takes its browser with it', async () => {
    const child = spawn(process.execPath, [program, 'transcribe', call], {
      env: environment(),
      stdio: 'ignore',
    });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    await begun(child);
    const path = profile();
    await expect.poll(() => browsersWith(path).length, { timeout: 20_000 }).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await exited;
    await expect.poll(() => browsersWith(path), { timeout: 20_000 }).toEqual([]);
    expect(existsSync(path)).toBe(true);
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
});
