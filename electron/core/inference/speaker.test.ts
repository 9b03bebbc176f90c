import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { errorRatesFor } from './speaker-config.ts';
import { heardByPython, madeNoise, madeSound } from './speaker.fixture.ts';
import { likeness, openSpeaker, type SpeakerModel } from './speaker.ts';
import { findModel, type ModelEntry, readRegistry, sha256OfFile } from './registry.ts';

const modelsDir = fileURLToPath(new URL('../../../models', import.meta.url));

let entry: ModelEntry;
let speaker: SpeakerModel;
beforeAll(async () => {
  entry = findModel(await readRegistry(modelsDir), { task: 'speaker' });
  speaker = await openSpeaker(entry, { modelsDir });
});

const embedded = async (samples: Float32Array) => {
  const heard = await speaker.embedSpeaker(samples);
  if (!heard.ok) throw new Error(heard.error.message);
  return heard.value;
};

describe('the speaker model', () => {
  it('gives the same numbers as in training, of unit length', async () => {
    const { embedding, seconds } = await embedded(madeSound(heardByPython.seconds));
    expect(seconds).toBe(heardByPython.frames / 100);
    expect([...embedding]).toHaveLength(heardByPython.embedding.length);
    heardByPython.embedding.forEach((value, at) => {
      expect(embedding[at]).toBeCloseTo(value, 2);
    });
    expect(likeness(embedding, embedding)).toBeCloseTo(1, 5);
  });

  it('finds a sound more like itself than like another', async () => {
    const one = await embedded(madeSound(8).subarray(0, 7 * 16_000));
    const again = await embedded(madeSound(8).subarray(16_000));
    const other = await embedded(madeSound(8, 230));
    const own = likeness(one.embedding, again.embedding);
    expect(own).toBeGreaterThan(likeness(one.embedding, other.embedding) + 0.1);
  });

  it.each([
    ['two seconds', madeSound(2)],
    ['silence', new Float32Array(160_000)],
    ['noise', madeNoise(10, 0.1)],
    ['nothing', new Float32Array(0)],
  ])('refuses %s with one sentence', async (_what, samples) => {
    const heard = await speaker.embedSpeaker(samples);
    expect(heard).toMatchObject({ ok: false, error: { code: 'too_little_speech' } });
    expect(heard.ok ? '' : heard.error.message).toMatch(/^Only \d(\.\d)? of 3 seconds of speech/);
  });

  it('refuses what is no sound', async () => {
    const samples = madeSound(5);
    samples[100] = Number.NaN;
    expect(await speaker.embedSpeaker(samples)).toMatchObject({ error: { code: 'not_sound' } });
  });

  it('leaves the samples to their owner, and hears several at a time', async () => {
    const samples = madeSound(6);
    const [one, two] = await Promise.all([embedded(samples), embedded(samples)]);
    expect(samples.length).toBe(96_000);
    expect(one.embedding).toEqual(two.embedding);
  });

  it('is measured: thresholds in order, error rates with their counts', () => {
    const { thresholds } = speaker;
    expect(thresholds.different).toBeLessThan(thresholds.consistent);
    const rates = speaker.errorRates(3);
    expect(rates.set).toMatch(/^people/);
    expect(Math.min(rates.n.same, rates.n.different)).toBeGreaterThanOrEqual(20);
  });

  it('says so when a file is damaged or says too little', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-speaker-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    cpSync(join(modelsDir, 'weights/earshot-speaker'), join(folder, 'weights/earshot-speaker'), {
      recursive: true,
    });
    const path = join(folder, 'weights/earshot-speaker/config.json');
    const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    writeFileSync(path, JSON.stringify({ ...config, measured: [] }));
    await expect(openSpeaker(entry, { modelsDir: folder })).rejects.toThrow(/is damaged/);
    const sha256 = await sha256OfFile(path);
    const bytes = readFileSync(path).length;
    const listed = {
      ...entry,
      files: entry.files.map((file) =>
        file.path.endsWith('config.json') ? { ...file, sha256, bytes } : file,
      ),
    };
    await expect(openSpeaker(listed, { modelsDir: folder })).rejects.toThrow(/how often it errs/);
    await expect(openSpeaker({ ...entry, task: 'speech' }, { modelsDir })).rejects.toThrow(
      /is for speech/,
    );
  });
});

describe('which figures are shown', () => {
  const row = (set: string, seconds: number, same = 50) => ({
    ...{ set, seconds, same, different: 400, speakers: 10 },
    ...{ equalErrorRate: 0.2, falseAccept: 0.1, falseReject: 0.05 },
  });

  it('are of people before made-up voices, through lines, of the length that was compared', () => {
    const all = ['made-up voices', 'people', 'people, through lines'].flatMap((set) =>
      [3, 6, 15].map((seconds) =>
        row(set, seconds, set !== 'made-up voices' && seconds > 6 ? 3 : 50),
      ),
    );
    const shown = (seconds: number) => {
      const rates = errorRatesFor(all, seconds);
      return [rates?.set, rates?.seconds];
    };
    expect(shown(3.4)).toEqual(['people, through lines', 3]);
    expect(shown(7)).toEqual(['people, through lines', 6]);
    expect(shown(40)).toEqual(['people, through lines', 6]);
    expect(shown(1)).toEqual(['people, through lines', 3]);
    expect(errorRatesFor([row('people', 3, 4)], 3)).toBeUndefined();
  });
});
