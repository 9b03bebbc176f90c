import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Encoder } from '#core/ports.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import {
  createPreparedVectors,
  withPreparedVectors,
  writePreparedVectors,
} from './prepared-vectors.ts';

const model = { name: 'made-here', version: '1', sha256: 'a'.repeat(64) };
const vectorOf = (text: string): Float32Array => Float32Array.of(text.length / 3, -0.1, 1e-9);
const vectorsOf = (...texts: string[]) => new Map(texts.map((text) => [text, vectorOf(text)]));

/** Answers with what the text is worth, and says what it was asked. */
function countingEncoder(): Encoder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    model,
    dimensions: 3,
    asked,
    embed: (texts) => {
      asked.push(...texts);
      return Promise.resolve(texts.map(vectorOf));
    },
    close: () => Promise.resolve(),
  };
}

describe('prepared vectors', () => {
  it('come back to the last bit, whatever the text is', async () => {
    const folder = temporaryFolder('prepared');
    const texts = ['', 'Send it back.', 'Größe — 大きさ\n', 'a'.repeat(5_000)];
    await writePreparedVectors(folder, model.sha256, vectorsOf(...texts));
    const found = await createPreparedVectors(folder).find(model, [...texts, 'another']);
    expect([...found.keys()]).toEqual(texts);
    for (const text of texts) expect(found.get(text)).toEqual(vectorOf(text));
  });

  it('are the same file in whatever order they were made', async () => {
    const folder = temporaryFolder('prepared');
    const bytes = async (...texts: string[]) => {
      await writePreparedVectors(folder, model.sha256, vectorsOf(...texts));
      const [name = ''] = readdirSync(folder);
      return readFileSync(join(folder, name));
    };
    expect((await bytes('one', 'two', 'three')).equals(await bytes('three', 'one', 'two'))).toBe(
      true,
    );
  });

  it('are nothing for another model, from a damaged file and from none', async () => {
    const folder = temporaryFolder('prepared');
    await writePreparedVectors(folder, model.sha256, vectorsOf('one', 'two'));
    const [name = ''] = readdirSync(folder);
    const whole = readFileSync(join(folder, name));
    const find = (of = model) => createPreparedVectors(folder).find(of, ['one']);
    expect((await find()).size).toBe(1);
    // The same beginning, so the same file: what stands in it decides.
    expect((await find({ ...model, sha256: `${'a'.repeat(63)}b` })).size).toBe(0);
    expect((await find({ ...model, sha256: 'b'.repeat(64) })).size).toBe(0);
    for (const damaged of [
      whole.subarray(0, whole.length - 1),
      whole.subarray(0, 20),
      Buffer.alloc(0),
      Buffer.from('null\n'),
      Buffer.from(`${JSON.stringify({ model: model.sha256, dimensions: 0, count: 0 })}\n`),
      Buffer.concat([whole, Buffer.of(0)]),
    ]) {
      writeFileSync(join(folder, name), damaged);
      expect((await find()).size).toBe(0);
    }
  });
});

describe('the encoder with prepared vectors before it', () => {
  const prepared = (...texts: string[]) => {
    const made: string[] = [];
    const known = vectorsOf(...texts);
    return {
      made,
      vectors: {
        find: () => Promise.resolve(known),
        made: (_: unknown, text: string) => made.push(text),
      },
    };
  };

  it('makes only what is missing, and answers in the order of the texts', async () => {
    const encoder = countingEncoder();
    const { vectors, made } = prepared('two', 'four');
    const texts = ['one', 'two', 'three', 'two', 'one', 'four'];
    const answer = await withPreparedVectors(encoder, vectors).embed(texts, {
      priority: 'background',
    });
    expect(answer).toEqual(texts.map(vectorOf));
    expect(encoder.asked).toEqual(['one', 'three', 'one']);
    expect(made).toEqual(['one', 'three', 'one']);
  });

  it('looks for nothing while somebody waits', async () => {
    const encoder = countingEncoder();
    const { vectors, made } = prepared('two');
    const before = withPreparedVectors(encoder, vectors);
    await before.embed(['two'], { priority: 'live' });
    await before.embed(['two']);
    expect(encoder.asked).toEqual(['two', 'two']);
    expect(made).toEqual([]);
  });

  it('stops where it is told to, also when all is known', async () => {
    const { vectors } = prepared('two');
    const before = withPreparedVectors(countingEncoder(), vectors);
    await expect(
      before.embed(['two'], { priority: 'background', signal: AbortSignal.abort(new Error('no')) }),
    ).rejects.toThrow('no');
  });
});
