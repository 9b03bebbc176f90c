import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createModelChoices } from '#core/inference/model-choices.ts';
import { createModelShelf, type ModelShelf } from '#core/inference/model-shelf.ts';
import { ModelEntry } from '#core/inference/registry.ts';
import { createLog } from '#core/log.ts';
import { lockFolder } from '#core/store/lock.ts';
import { systemClock } from '#core/system-ports.ts';
import { type ModelMirror, startModelMirror } from '#tests/fakes/model-mirror.ts';

const disk = mkdtempSync(join(tmpdir(), 'earshot-model-disk-'));

/** A disk of four megabytes, where this account may mount one. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const small = mounted();
if (!small) {
  rmdirSync(disk);
  process.stdout.write(
    'SKIPPED models on a full disk: mounting a small one is not allowed here.\n',
  );
}

const free = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};

const common = {
  version: '1.0.0',
  licence: 'Apache-2.0',
  source: 'test',
  quality: [],
  speed: [],
  default: false,
};
const large = randomBytes(6_000_000);
const little = randomBytes(500_000);
const known = (name: string, data: Buffer): ModelEntry =>
  ModelEntry.parse({
    ...common,
    name,
    task: 'speech',
    files: [
      {
        path: 'model.tar.gz',
        sha256: createHash('sha256').update(data).digest('hex'),
        bytes: data.length,
      },
    ],
    install: { repository: `acme/${name}`, revision: 'main', pin: 'known' },
  });
const registry = [
  known('little', little),
  known('large', large),
  ModelEntry.parse({
    ...common,
    name: 'surprise',
    task: 'speech',
    files: [],
    install: {
      repository: 'acme/large',
      revision: 'main',
      pin: 'first-install',
      wanted: ['model.tar.gz'],
    },
  }),
];

describe.skipIf(!small)('a disk that is too small for a model', () => {
  let mirror: ModelMirror;
  let shelf: ModelShelf;
  const models = join(disk, 'models');

  beforeEach(async () => {
    mirror = await startModelMirror({
      'acme/large/resolve/main/model.tar.gz': large,
      'acme/little/resolve/main/model.tar.gz': little,
    });
    shelf = createModelShelf({
      registry,
      embedded: 'models',
      models,
      choices: createModelChoices(models),
      mirror: mirror.url,
      clock: systemClock,
      lock: lockFolder,
      retryMs: 1,
      residentBytes: () => 0,
      log: createLog({
        level: 'error',
        now: () => 0,
        redact: (text) => text,
        write: () => undefined,
      }),
    });
    await shelf.install({ name: 'little' });
    expect(await shelf.settled('little')).toMatchObject({ ok: true });
    await shelf.use('little');
  });
  afterEach(async () => {
    await shelf.close();
    await mirror.close();
    rmSync(models, { recursive: true, force: true });
  });
  afterAll(() => {
    execFileSync('umount', ['-l', disk]);
    rmdirSync(disk);
  });

  const stillThere = async (): Promise<void> => {
    expect((await shelf.verify('little')).ok).toBe(true);
    expect((await shelf.chosen('speech'))?.entry.name).toBe('little');
  };

  it('is seen before the first byte is fetched', async () => {
    await shelf.install({ name: 'large' });
    const end = await shelf.settled('large');
    expect(end).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } });
    expect(end.ok ? '' : end.error.message).toMatch(/needs 8\.0 MB and \d\.\d MB are free/);
    expect(mirror.asked.some(({ path }) => path.includes('large'))).toBe(false);
    await stillThere();
  });

  it('that fills up on the way is cleaned up, and the model in use is untouched', async () => {
    mirror.manners.lengths = false;
    const before = free();
    await shelf.install({ name: 'surprise', trust: true });
    const end = await shelf.settled('surprise');
    expect(end.ok ? '' : end.error.message).toMatch(/is full; what was fetched was removed again/);
    expect(end.ok ? '' : end.error.mend).toMatch(/Free some space/);
    expect(free()).toBeGreaterThanOrEqual(before - 50_000);
    expect(existsSync(join(models, '.staging', 'surprise'))).toBe(false);
    await stillThere();
  });

  it('that is full to the brim still removes, and then there is room again', async () => {
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, free() - 4_096)));
    await shelf.install({ name: 'large' });
    expect(await shelf.settled('large')).toMatchObject({ ok: false });
    await stillThere();
    rmSync(join(disk, 'ballast'));
  });
});
