import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { loadPack, readQuestions } from '../../electron/core/packs/index.ts';
import { composeQuery } from '../../electron/core/retrieve/query.ts';
import { coverageOf, leadOf } from '../../electron/core/retrieve/relevance.ts';
import { bedPack, withRetrievalBed } from '../../electron/hosts/retrieval-bed.ts';

/**
 * @file Fits the weights of electron/core/retrieve/relevance.ts to the encoder and the search in use, on the
 * packs' questions: `node scripts/train/relevance.ts` (Node 24) prints them with cross-validated
 * figures (a pack is judged by weights fitted on the others); they are put in by hand.
 *
 * A row is the best hit of a question that needs knowledge: 1 where it is of an article that answers
 * it, 0 where it is not, and for questions and sentences that no article answers. Nothing is drawn.
 */
interface Row {
  readonly pack: string;
  readonly right: boolean;
  /** No article answers it. */
  readonly unanswerable: boolean;
  readonly features: readonly [bias: 1, similarity: number, coverage: number, lead: number];
}

const packs = 'resources/packs';
const rows: Row[] = [];
for (const pack of readdirSync(packs).sort()) {
  const read = readQuestions(readFileSync(join(packs, pack, 'questions.yaml'), 'utf8'));
  const loaded = await loadPack(join(packs, pack), () => undefined);
  if (!read.ok || !loaded.ok) throw new Error(`the pack ${pack} cannot be read`);
  const { articles, manifest } = loaded.value;
  const questions = [
    ...read.value.filter(({ needsKnowledge }) => needsKnowledge),
    ...manifest.outOfScope.map((text) => ({ text, history: [], articles: [] as string[] })),
  ];
  await withRetrievalBed(
    articles.map(({ path, title, body }) => ({ id: path, title, body })),
    () => undefined,
    async (bed) => {
      for (const { text, history, articles: right } of questions) {
        const { hits } = await bed.retriever.search({ pack: bedPack, text, turns: history, k: 8 });
        const [best] = hits;
        if (best === undefined) continue;
        const { asked } = composeQuery({ text, turns: history });
        const { title, heading, text: words } = best.passage;
        rows.push({
          pack,
          right: right.includes(bed.idOf(best.passage.document)),
          unanswerable: right.length === 0,
          features: [
            1,
            best.similarity,
            coverageOf(asked, `${title} ${heading} ${words}`),
            leadOf(
              best.score,
              hits.flatMap(({ passage, score }) =>
                passage.document === best.passage.document ? [] : [score],
              ),
            ),
          ],
        });
      }
    },
  );
}

const sigmoid = (sum: number): number => 1 / (1 + Math.exp(-sum));
const chance = (weights: readonly number[], { features }: Row): number =>
  sigmoid(features.reduce<number>((sum, value, at) => sum + value * (weights[at] ?? 0), 0));

/** Logistic regression by Newton's steps (a little ridge keeps them from running away). */
function fit(some: readonly Row[]): number[] {
  const size = 4;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 30; round += 1) {
    const slope = weights.map((weight) => 0.01 * weight);
    const curve = weights.map((_, i) => weights.map((__, j) => (i === j ? 0.01 : 0)));
    for (const row of some) {
      const p = chance(weights, row);
      for (let i = 0; i < size; i += 1) {
        slope[i] = (slope[i] ?? 0) + (p - (row.right ? 1 : 0)) * (row.features[i] ?? 0);
        for (let j = 0; j < size; j += 1)
          (curve[i] as number[])[j] =
            ((curve[i] as number[])[j] ?? 0) +
            p * (1 - p) * (row.features[i] ?? 0) * (row.features[j] ?? 0);
      }
    }
    const move = solve(curve, slope);
    weights = weights.map((weight, at) => weight - (move[at] ?? 0));
  }
  return weights;
}

function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows_ = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let i = 0; i < rows_.length; i += 1) {
    const pivot = rows_[i] as number[];
    for (let j = 0; j < rows_.length; j += 1) {
      if (j === i) continue;
      const other = rows_[j] as number[];
      const times = (other[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k < other.length; k += 1)
        other[k] = (other[k] ?? 0) - times * (pivot[k] ?? 0);
    }
  }
  return rows_.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}

const judged = rows.map((row) => ({
  ...row,
  chance: chance(fit(rows.filter(({ pack }) => pack !== row.pack)), row),
}));
const share = (some: readonly { readonly chance: number }[], from: number): number =>
  Number((some.filter((row) => row.chance >= from).length / Math.max(1, some.length)).toFixed(3));
const error = [...Array(10).keys()].reduce((sum, bin) => {
  const inside = judged.filter((row) => Math.min(9, Math.floor(row.chance * 10)) === bin);
  const said = inside.reduce((total, row) => total + row.chance, 0);
  return sum + Math.abs(said - inside.filter(({ right }) => right).length) / judged.length;
}, 0);
const right = judged.filter((row) => row.right);
const wrong = judged.filter((row) => !row.right && !row.unanswerable);
const none = judged.filter((row) => row.unanswerable);
process.stdout.write(
  `${JSON.stringify({
    n: rows.length,
    weights: fit(rows).map((weight) => Number(weight.toFixed(2))),
    calibrationError: Number(error.toFixed(4)),
    shownFrom: Object.fromEntries(
      [0.2, 0.35, 0.5, 0.65].map((from) => [
        from,
        {
          right: share(right, from),
          wrong: share(wrong, from),
          unanswerable: share(none, from),
          precision: Number(
            (
              right.filter((row) => row.chance >= from).length /
              Math.max(1, judged.filter((row) => row.chance >= from).length)
            ).toFixed(3),
          ),
        },
      ]),
    ),
    rows: { right: right.length, wrong: wrong.length, unanswerable: none.length },
  })}\n`,
);
