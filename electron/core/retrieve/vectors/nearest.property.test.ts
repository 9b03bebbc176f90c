import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append, bury, createMatrix } from './matrix.ts';
import { breath, type Lens, nearestOfAll } from './nearest.ts';
import { dimensions, randomVectors } from './vectors.fixture.ts';

const filled = (vectors: readonly Float32Array[]) => {
  const matrix = createMatrix(dimensions);
  for (const [index, vector] of vectors.entries()) append(matrix, index * 2, vector);
  return matrix;
};
const find = async (
  matrix: ReturnType<typeof createMatrix>,
  query: Float32Array,
  k: number,
  lens: Lens = {},
): Promise<number[]> =>
  (await nearestOfAll(matrix, Float64Array.from(query), k, lens, breath)).map(
    ({ position }) => position,
  );

describe('exact search', () => {
  it('finds what comparing and sorting everything finds, without the dead and the barred', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(39)),
        fc.array(fc.nat(39)),
        fc.integer({ min: 1, max: 9_999 }),
        async (count, k, dead, barred, seed) => {
          const vectors = randomVectors(count, seed);
          const matrix = filled(vectors);
          for (const position of dead) if (position < count) bury(matrix, position);
          const marks = new Uint8Array(40);
          for (const position of barred) marks[position] = 1;
          const [query = new Float32Array(dimensions)] = randomVectors(1, seed + 1);
          const open = vectors
            .map((vector, position) => ({
              position,
              cosine: vector.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0),
            }))
            .filter(({ position }) => marks[position] === 0 && !dead.includes(position));
          const expected = open
            .toSorted((a, b) => b.cosine - a.cosine)
            .slice(0, k)
            .map(({ position }) => position);
          expect(await find(matrix, query, k, { barred: marks })).toEqual(expected);
          const only = Uint32Array.from(open, ({ position }) => position);
          expect(await find(matrix, query, k, { only })).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same over the end of a chunk, and breathes on the way', async () => {
    const vectors = randomVectors(20_000);
    const matrix = filled(vectors);
    let breaths = 0;
    const query = vectors[17_001] ?? new Float32Array(dimensions);
    const found = await nearestOfAll(matrix, Float64Array.from(query), 1, {}, () => {
      breaths += 1;
      return breath();
    });
    expect(found[0]?.position).toBe(17_001);
    expect(breaths).toBe(1);
  });

  it('keeps rows with the same vector in their order', async () => {
    const [same = new Float32Array(dimensions)] = randomVectors(1);
    const matrix = filled([same, same, ...randomVectors(30, 2), same]);
    expect(await find(matrix, same, 3)).toEqual([0, 1, 32]);
  });

  it('answers nothing where there is nothing', async () => {
    const [query = new Float32Array(dimensions)] = randomVectors(1);
    expect(await find(createMatrix(dimensions), query, 5)).toEqual([]);
    expect(await find(filled(randomVectors(3)), query, 5, { only: new Uint32Array(0) })).toEqual(
      [],
    );
  });
});
