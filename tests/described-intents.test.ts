import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IntentInsight } from '#domain/insight.ts';
import { createCountingIds, createSeededRandom, createVirtualClock } from '#core/replay-ports.ts';
import { createMemorySecrets } from '#core/secrets/memory-secrets.ts';
import type { Core } from '#core/surface.ts';
import { openCore } from '#hosts/open-core.ts';

/** @file An intent with a description and no examples, in a pack like any other. */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

describe('intents without examples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-described-'));
  let core: Core;
  let count = 0;

  beforeAll(async () => {
    const app = join(folder, 'app');
    mkdirSync(join(app, 'resources', 'packs'), { recursive: true });
    symlinkSync(join(root, 'models'), join(app, 'models'));
    cpSync(join(root, 'resources', 'crm'), join(app, 'resources', 'crm'), { recursive: true });
    const pack = join(app, 'resources', 'packs', 'retail');
    cpSync(join(root, 'resources', 'packs', 'retail'), pack, { recursive: true });
    const file = join(pack, 'pack.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        /^intents:\n/mu,
        'intents:\n  - name: gift_wrapping\n    title: Gift wrapping\n    description: wrap the order as a gift with a card\n',
      ),
    );
    const opened = await openCore({
      appFolder: app,
      dataFolder: join(folder, 'data'),
      packs: ['retail'],
      clock: createVirtualClock(Date.UTC(2026, 0, 15, 9), () => performance.now()),
      ids: createCountingIds(),
      random: createSeededRandom(3),
      secrets: createMemorySecrets(),
      logLevel: 'error',
    });
    if (!opened.ok) throw new Error(opened.error.message);
    core = opened.value.core;
    await core.ready();
  }, 180_000);
  afterAll(async () => {
    await core.shutdown();
    rmSync(folder, { recursive: true });
  });

  const intentOf = async (text: string): Promise<IntentInsight | undefined> => {
    count += 1;
    const started = core.start({ pack: 'retail' });
    if (!started.ok) throw new Error(started.error.message);
    const { id } = started.value;
    const said = core.say({
      conversation: id,
      speaker: 'customer',
      text,
      key: `described-${count}`,
    });
    if (!said.ok) throw new Error(said.error.message);
    await core.settled(id);
    return core.view(id)?.insights[said.value.id]?.find((one) => one.kind === 'intent');
  };

  it('is known by its description, and says which model knew', async () => {
    const found = await intentOf('could you gift wrap my order and put a card in it');
    expect(found).toMatchObject({ value: 'gift_wrapping', title: 'Gift wrapping' });
    expect(found?.confidence).toBeGreaterThanOrEqual(0.5);
    expect(found?.model.name).toContain('earshot-encoder');
  });

  it('leaves what has examples to the head, and the unknown unknown', async () => {
    expect(await intentOf('my parcel arrived broken, I want a replacement')).toMatchObject({
      value: 'damaged_item',
    });
    expect(await intentOf('who won the football match last night')).toMatchObject({ value: null });
  });
});
