import { describe, expect, it } from 'vitest';
import { voicedSegment } from './voiced-segment.ts';

const tone = (length: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length }, (_, at) => 0.1 * Math.sin(at / 5));
const silence = (length: number): Float32Array<ArrayBuffer> => new Float32Array(length);

describe('a voiced segment', () => {
  it('has the silence around it cut off, but for a margin', () => {
    const segment = voicedSegment([silence(16_000), tone(8_000), silence(32_000)], 5_000);
    expect(segment?.from).toBe(5_000 + 16_000 - 15 * 320);
    expect(segment?.samples.length).toBe(8_000 + 30 * 320);
  });

  it('is whole when it is voiced throughout', () => {
    expect(voicedSegment([tone(3_000), tone(3_000)], 0)?.samples.length).toBe(6_000);
  });

  it('is none in silence and in nothing', () => {
    expect(voicedSegment([silence(50_000)], 0)).toBeUndefined();
    expect(voicedSegment([], 0)).toBeUndefined();
  });
});
