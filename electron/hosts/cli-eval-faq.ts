import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEncoder } from '#core/inference/encoder.ts';
import { readRegistry } from '#core/inference/registry.ts';
import { createBm25 } from '#core/measure/bm25.ts';
import { type QuestionPair, readQuestionPairs } from '#core/measure/faq-sets.ts';
import { aurocOf, scoreRetrieval } from '#core/measure/retrieval-score.ts';
import { SetProblem } from '#core/measure/retrieval-sets.ts';
import { createQuestionLikeness } from '#core/retrieve/question-likeness.ts';
import { stem, wordsOf } from '#core/retrieve/words.ts';
import { findAppFolder } from './app-folder.ts';
import { createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { readInput } from './cli-recordings.ts';

interface FaqScore {
  /** Share of users' questions whose own FAQ question is the nearest of all. */
  readonly hit1: number;
  /** Of telling pairs that ask the same from pairs that do not. */
  readonly auroc: number;
}

type Likeness = (known: string, asked: string) => number;

/**
 * `earshot eval faq`: users' questions against the questions of an FAQ, by words and vectors together,
 * by vectors alone and by BM25.
 */
export async function evaluateFaq(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (values.data === undefined) throw usage('Name the pairs: earshot eval faq --data FILE.');
  const io = createCliIo(values.json);
  const pairs = await pairsOf(values.data);
  const candidates = [...new Set(pairs.map(({ known }) => known))];
  const modelsDir = join(findAppFolder(), 'models');
  const encoder = await createEncoder({ modelsDir, registry: await readRegistry(modelsDir) });
  try {
    const texts = [...new Set(pairs.flatMap(({ known, asked }) => [known, asked]))];
    const made = await encoder.embed(texts, { priority: 'background' });
    const embedded = new Map(
      texts.map((text, at) => [text, { text, vector: made[at] ?? new Float32Array() }]),
    );
    const of = (text: string) => embedded.get(text) ?? { text, vector: new Float32Array() };
    const likeness = createQuestionLikeness(candidates);
    const plain = createBm25(candidates, (text) => wordsOf(text).map(stem));
    const placeOf = new Map(candidates.map((text, at) => [text, at]));
    const score = (alike: Likeness): FaqScore => scoreOf(pairs, candidates, alike);
    const result = {
      n: pairs.filter(({ same }) => same).length,
      pairs: pairs.length,
      candidates: candidates.length,
      ...score((known, asked) => likeness(of(known), of(asked))),
      vector: score((known, asked) => cosine(of(known).vector, of(asked).vector)),
      bm25: score((known, asked) => plain.score(asked, placeOf.get(known) ?? -1)),
      encoder: encoder.model.name,
    };
    io.json(result);
    io.line(
      `${result.n} questions of users against ${result.candidates} of the FAQ, ${result.pairs} pairs.`,
    );
    for (const [name, { hit1, auroc }] of [
      ['BM25', result.bm25],
      ['vectors alone', result.vector],
      ['both', result],
    ] as const)
      io.line(
        `${name.padEnd(14)} first ${(100 * hit1).toFixed(1)} %  AUROC of pairs ${(100 * auroc).toFixed(1)}`,
      );
    return 0;
  } finally {
    await encoder.close();
  }
}

async function pairsOf(file: string): Promise<QuestionPair[]> {
  const text = new TextDecoder().decode(await readInput(file));
  try {
    return readQuestionPairs(basename(file), text);
  } catch (thrown) {
    if (thrown instanceof SetProblem) throw refuse({ message: thrown.message });
    throw thrown;
  }
}

function scoreOf(
  pairs: readonly QuestionPair[],
  candidates: readonly string[],
  alike: Likeness,
): FaqScore {
  const ranked = pairs
    .filter(({ same }) => same)
    .map(({ known, asked }) => ({
      found: candidates
        .map((text) => ({ text, score: alike(text, asked) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 5)
        .map(({ text }) => text),
      right: [known],
    }));
  const of = (same: boolean): number[] =>
    pairs.filter((pair) => pair.same === same).map(({ known, asked }) => alike(known, asked));
  return { hit1: scoreRetrieval(ranked).hit1, auroc: aurocOf(of(true), of(false)) };
}

const cosine = (one: Float32Array, two: Float32Array): number =>
  one.reduce((sum, value, at) => sum + value * (two[at] ?? 0), 0);
