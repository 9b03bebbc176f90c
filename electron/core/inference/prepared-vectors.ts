import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Encoder } from '#core/ports.ts';
import type { ModelRef } from '#domain/insight.ts';

/**
 * @file Vectors of the texts that come with Earshot, made when it is built: a first start reads them
 * instead of making them for half a minute. Found by the text itself and the model, so that a text or
 * a model that changed is never given a vector of before.
 *
 * A file is a line of JSON (`Header`) and then, for each text, its SHA-256 and its 32-bit floats.
 */

export interface PreparedVectors {
  /** Vectors by text, for those that are known. Never rejects: what is not known is made. */
  find(model: ModelRef, texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  /** Told of what had to be made, in the background, while nobody waited for an answer. */
  made?(model: ModelRef, text: string, vector: Float32Array): void;
}

const Header = z.object({
  model: z.string(),
  dimensions: z.int().positive(),
  /** Texts in the file. */
  count: z.int().nonnegative(),
});

const keyBytes = 32;
const lineEnd = 0x0a;
const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const fileOf = (folder: string, model: string): string =>
  join(folder, `vectors-${model.slice(0, 16)}.bin`);

/** Writes the vectors of one model; what it is stands in the file. */
export async function writePreparedVectors(
  folder: string,
  model: string,
  vectors: ReadonlyMap<string, Float32Array>,
): Promise<void> {
  const dimensions = vectors.values().next().value?.length ?? 0;
  const header: z.infer<typeof Header> = { model, dimensions, count: vectors.size };
  const parts = [...vectors].map(([text, vector]) => {
    if (vector.length !== dimensions) throw new Error('Vectors of one model differ in length.');
    const floats = Buffer.alloc(vector.length * 4);
    vector.forEach((value, at) => floats.writeFloatLE(value, at * 4));
    return Buffer.concat([keyOf(text), floats]);
  });
  // In an order of its own, so that the same vectors are the same file.
  parts.sort(Buffer.compare);
  await mkdir(folder, { recursive: true });
  const file = fileOf(folder, model);
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts]));
  await rename(partial, file);
}

/** Vectors by the SHA-256 of their text, or undefined where there is no usable file. */
async function readVectors(
  folder: string,
  model: string,
): Promise<ReadonlyMap<string, Float32Array> | undefined> {
  let bytes: Buffer;
  let header: z.infer<typeof Header>;
  try {
    bytes = await readFile(fileOf(folder, model));
    header = Header.parse(JSON.parse(bytes.toString('utf8', 0, bytes.indexOf(lineEnd))));
  } catch {
    // Not made for this model, or damaged: it is made when it is needed.
    return undefined;
  }
  const from = bytes.indexOf(lineEnd) + 1;
  const width = keyBytes + header.dimensions * 4;
  if (header.model !== model || bytes.length !== from + width * header.count) return undefined;
  const found = new Map<string, Float32Array>();
  for (let at = from; at < bytes.length; at += width) {
    const vector = new Float32Array(header.dimensions);
    for (let place = 0; place < vector.length; place += 1)
      vector[place] = bytes.readFloatLE(at + keyBytes + place * 4);
    found.set(bytes.toString('base64', at, at + keyBytes), vector);
  }
  return found;
}

/** Those in a folder; it may be missing. Read when first asked for, and held. */
export function createPreparedVectors(folder: string): PreparedVectors {
  const read = new Map<string, Promise<ReadonlyMap<string, Float32Array> | undefined>>();
  return {
    find: async (model, texts) => {
      const reading = read.get(model.sha256) ?? readVectors(folder, model.sha256);
      read.set(model.sha256, reading);
      const known = await reading;
      const found = new Map<string, Float32Array>();
      if (known === undefined) return found;
      for (const text of texts) {
        const vector = known.get(keyOf(text).toString('base64'));
        // Each caller may write into its own.
        if (vector !== undefined) found.set(text, vector.slice());
      }
      return found;
    },
  };
}

/**
 * The encoder with these vectors before it, for work in the background: what an agent waits for are
 * words of today, which nobody prepared.
 */
export function withPreparedVectors<E extends Encoder>(encoder: E, prepared: PreparedVectors): E {
  return {
    ...encoder,
    embed: async (texts, call) => {
      if (call?.priority !== 'background') return encoder.embed(texts, call);
      call.signal?.throwIfAborted();
      const known = await prepared.find(encoder.model, texts);
      const missing = texts.filter((text) => !known.has(text));
      const made = missing.length === 0 ? [] : await encoder.embed(missing, call);
      missing.forEach((text, at) => {
        const vector = made[at];
        if (vector !== undefined) prepared.made?.(encoder.model, text, vector);
      });
      let next = 0;
      return texts.map((text) => {
        const vector = known.get(text) ?? made[next++];
        if (vector === undefined) throw new Error('The encoder gave fewer vectors than texts.');
        return vector;
      });
    },
  };
}
