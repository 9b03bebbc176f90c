import { z } from 'zod';

/** @file Many small numbers in little JSON: one byte each, in rows that share a scale. */

/** Rows of `width` numbers: number = byte * scale of its row. */
export const Packed = z.object({
  width: z.int().positive(),
  /** One per row: its greatest magnitude / 127. */
  scales: z.array(z.number().nonnegative()),
  /** Signed bytes, row by row, as base64. */
  bytes: z.base64(),
});
export type Packed = z.infer<typeof Packed>;

/** Four significant digits: less than the models' own noise. */
export const rounded = (value: number): number => Number(value.toPrecision(4));

export function pack(values: Float32Array, width: number): Packed {
  const bytes = new Int8Array(values.length);
  const scales: number[] = [];
  for (let from = 0; from < values.length; from += width) {
    let most = 0;
    for (let i = from; i < from + width; i += 1) most = Math.max(most, Math.abs(values[i] ?? 0));
    const scale = rounded(most / 127);
    scales.push(scale);
    for (let i = from; i < from + width; i += 1)
      bytes[i] =
        scale === 0 ? 0 : Math.max(-127, Math.min(127, Math.round((values[i] ?? 0) / scale)));
  }
  return { width, scales, bytes: Buffer.from(bytes.buffer).toString('base64') };
}

/** Throws when the bytes and the sizes do not agree. */
export function unpack({ width, scales, bytes }: Packed): Float32Array {
  const found = new Int8Array(Buffer.from(bytes, 'base64'));
  if (found.length !== width * scales.length)
    throw new Error('The packed numbers are damaged: their sizes do not agree.');
  return Float32Array.from(found, (byte, i) => byte * (scales[Math.floor(i / width)] ?? 0));
}
