import { describe, expect, it } from 'vitest';
import { counted } from './counted.ts';

const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => at % 251);
const inPieces = (size: number): Response => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.slice(at * size, (at + 1) * size),
  );
  return new Response(new Blob(pieces).stream(), { status: 206 });
};

describe('a counted response', () => {
  it.each([1_000, 100, 7])('is the same, and tells rising shares (pieces of %i)', async (size) => {
    const shares: number[] = [];
    const response = counted(inPieces(size), bytes.length, (share) => shares.push(share));
    expect(response.status).toBe(206);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...new Set(shares)].toSorted((a, b) => a - b));
    // No finer than a screen can show.
    expect(shares.length).toBeLessThanOrEqual(51);
  });

  it('says that all came once, also when more comes than was listed', async () => {
    const shares: number[] = [];
    await counted(inPieces(100), 250, (share) => shares.push(share)).arrayBuffer();
    expect(shares).toEqual([0.4, 0.8, 1]);
  });

  it('is handed on as it is where nobody listens', () => {
    const response = inPieces(100);
    expect(counted(response, bytes.length, undefined)).toBe(response);
  });
});
