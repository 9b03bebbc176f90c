import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBm25 } from '#core/measure/bm25.ts';
import {
  f1Of,
  latencyOf,
  type RankedAnswer,
  type RetrievalScore,
  scoreRetrieval,
} from '#core/measure/retrieval-score.ts';
import {
  readKnowledgeRows,
  readQueryRows,
  type RetrievalQuestion,
  SetProblem,
} from '#core/measure/retrieval-sets.ts';
import { loadPack, readQuestions } from '#core/packs/index.ts';
import { contentWords, stem } from '#core/retrieve/words.ts';
import { findAppFolder } from './app-folder.ts';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { readInput } from './cli-recordings.ts';
import { type BedDocument, bedPack, withRetrievalBed } from './retrieval-bed.ts';

interface Task {
  readonly documents: readonly BedDocument[];
  readonly questions: readonly RetrievalQuestion[];
}

/** Enough passages for five documents. */
const passagesAsked = 20;

/**
 * `earshot eval retrieval`: what the product's search finds on a set of articles and questions, in a
 * store of its own. Three searches of the same questions stand side by side: plain BM25, vectors
 * alone, and the product's, so that fusing has to earn its place.
 */
export async function evaluateRetrieval(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kb: { type: 'string' },
      queries: { type: 'string' },
      questions: { type: 'string' },
      pack: { type: 'string' },
      history: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const io = createCliIo(values.json);
  const task = await taskOf(values);
  // A pack's questions are talks; a file's are so when asked for.
  const history = values.history || values.queries === undefined;
  const result = await measure(task, history, io);
  io.json(result);
  tell(io, result);
  return 0;
}

async function taskOf(values: {
  readonly kb?: string | undefined;
  readonly queries?: string | undefined;
  readonly questions?: string | undefined;
  readonly pack?: string | undefined;
}): Promise<Task> {
  const { kb, queries, questions, pack } = values;
  if (pack !== undefined) return packTask(pack);
  const asked = queries ?? questions;
  if (kb === undefined || asked === undefined)
    throw usage(
      'Name the articles and the questions: earshot eval retrieval --kb FILE --queries FILE, or --pack NAME.',
    );
  try {
    const documents = readKnowledgeRows(basename(kb), await text(kb)).map((row) => ({
      id: row.id,
      // A review has no title of its own; an article is never shown without one.
      title: row.title || row.entity || row.id,
      body: row.text,
      ...(row.entity && { subject: row.entity }),
    }));
    if (queries !== undefined)
      return { documents, questions: readQueryRows(basename(queries), await text(queries)) };
    return { documents, questions: writtenQuestions(asked, await text(asked)) };
  } catch (thrown) {
    if (thrown instanceof SetProblem) throw refuse({ message: thrown.message });
    throw thrown;
  }
}

const text = async (file: string): Promise<string> =>
  new TextDecoder().decode(await readInput(file));

function writtenQuestions(file: string, yaml: string): RetrievalQuestion[] {
  const read = readQuestions(yaml);
  if (!read.ok)
    throw refuse({ ...read.error, message: `${basename(file)}: ${read.error.message}` });
  return read.value.map(({ text: said, history, articles, needsKnowledge }) => ({
    text: said,
    turns: history,
    needsKnowledge,
    right: articles,
  }));
}

async function packTask(name: string): Promise<Task> {
  const packs = join(findAppFolder(), 'resources', 'packs');
  const folder = join(packs, name);
  if (!existsSync(join(folder, 'pack.yaml')))
    throw refuse({
      message: `There is no pack "${name}".`,
      mend: `There is ${(await readdir(packs)).sort().join(', ')}.`,
    });
  const file = join(folder, 'questions.yaml');
  if (!existsSync(file))
    throw refuse({
      message: `The pack "${name}" has no questions.yaml.`,
      mend: 'docs/packs.md says how one looks.',
    });
  const loaded = await loadPack(folder, () => undefined);
  if (!loaded.ok) throw refuse(loaded.error);
  return {
    documents: loaded.value.articles.map(({ path, title, body }) => ({ id: path, title, body })),
    questions: writtenQuestions(file, await text(file)),
  };
}

export interface RetrievalResult extends RetrievalScore {
  /** Questions that some article answers; `hit1`, `hit5` and `mrr5` are over these. */
  readonly n: number;
  /** Turns that `needsKnowledgeF1` is over. */
  readonly turns: number;
  readonly needsKnowledgeF1: number;
  readonly bm25: RetrievalScore;
  readonly vector: RetrievalScore;
  /** Of the product's search, the turn's vector included. */
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number };
  /** The same without making vectors, which are there when a turn comes from understanding. */
  readonly searchMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly documents: number;
  readonly history: boolean;
  readonly encoder: string;
}

async function measure(task: Task, history: boolean, io: CliIo): Promise<RetrievalResult> {
  const { documents, questions } = task;
  const plain = createBm25(
    documents.map(({ title, body, subject }) =>
      subject === undefined || subject === title
        ? `${title} ${body}`
        : `${subject} ${title} ${body}`,
    ),
    (text) => contentWords(text).map(stem),
  );
  const progress = (done: number, total: number): void => {
    if (total > 2_000 && done % 1_024 === 0)
      io.complain(`Embedding ${total} passages: ${Math.round((100 * done) / total)} %`);
  };
  return withRetrievalBed(documents, progress, async (bed) => {
    const answers: Record<'fused' | 'bm25' | 'vector', RankedAnswer[]> = {
      fused: [],
      bm25: [],
      vector: [],
    };
    const decisions: { said: boolean; right: boolean }[] = [];
    const times: number[] = [];
    const searchTimes: number[] = [];
    for (const { text: said, turns: all, needsKnowledge, right } of questions) {
      const turns = history ? all : [];
      const request = { pack: bedPack, text: said, turns, k: passagesAsked };
      const from = performance.now();
      const found = await bed.retriever.search(request);
      times.push(performance.now() - from);
      decisions.push({ said: found.lookUp?.needed ?? true, right: needsKnowledge });
      if (right.length === 0) continue;
      // Again, with every vector there: what search itself costs.
      searchTimes.push((await bed.retriever.search(request)).ms);
      const talk = [...turns.map((turn) => turn.text), said].join(' ');
      answers.fused.push({
        found: found.hits.map(({ passage }) => bed.idOf(passage.document)),
        right,
      });
      answers.vector.push({ found: await bed.nearest(request, passagesAsked), right });
      answers.bm25.push({
        found: plain.rank(talk, 5).map((index) => documents[index]?.id ?? ''),
        right,
      });
    }
    return {
      n: answers.fused.length,
      ...scoreRetrieval(answers.fused),
      turns: decisions.length,
      needsKnowledgeF1: f1Of(decisions),
      bm25: scoreRetrieval(answers.bm25),
      vector: scoreRetrieval(answers.vector),
      ms: latencyOf(times),
      searchMs: latencyOf(searchTimes),
      documents: documents.length,
      history,
      encoder: bed.encoder.model.name,
    };
  });
}

function tell(io: CliIo, result: RetrievalResult): void {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);
  const row = (name: string, { hit1, hit5, mrr5 }: RetrievalScore): void =>
    io.line(
      `${name.padEnd(14)} first ${percent(hit1)}  among five ${percent(hit5)}  MRR@5 ${percent(mrr5)}`,
    );
  io.line(
    `${result.n} questions over ${result.documents} articles, ${result.history ? 'with' : 'without'} the talk before them.`,
  );
  row('BM25', result.bm25);
  row('vectors alone', result.vector);
  row('search', result);
  io.line(
    `Needs knowledge, over ${result.turns} turns: F1 ${result.needsKnowledgeF1.toFixed(4)} (its head was trained on the developers' halves and the packs' questions; scripts/train/look-up.ts prints the cross-validated figures).`,
  );
  io.line(
    `Milliseconds: p50 ${result.ms.p50}, p95 ${result.ms.p95}, p99 ${result.ms.p99}; without vectors p50 ${result.searchMs.p50}, p95 ${result.searchMs.p95}.`,
  );
}
