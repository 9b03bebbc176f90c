import { parseArgs } from 'node:util';
import { createEngine } from '#core/inference/engine.ts';
import { createSimilarityZeroShot } from '#core/inference/zero-shot.ts';
import { evaluateZeroShot as score } from '#core/inference/zero-shot-eval.ts';
import { systemClock } from '#core/system-ports.ts';
import { table } from './cli-eval-intent.ts';
import { createCliIo, type ExitCode, usage } from './cli-output.ts';
import { openModel } from './cli-open-model.ts';

/**
 * `earshot eval zero-shot`: labels from their names alone, no example seen. Similarity to the
 * encoder's vectors, or the installed NLI model that `--model` names.
 */
export async function evaluateZeroShot(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      test: { type: 'string' },
      oos: { type: 'string' },
      model: { type: 'string' },
      'data-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.test === undefined) throw usage('Name the texts: earshot eval zero-shot --test CSV.');
  const io = createCliIo(values.json);
  const inScope = await table(values.test);
  const outside = values.oos === undefined ? [] : await table(values.oos, true);
  const labels = [...new Set(inScope.map(({ intent }) => intent))]
    .sort()
    .map((name) => ({ name, description: '' }));
  const model = await openModel({
    task: values.model === undefined ? 'embedding' : 'zero-shot',
    name: values.model,
    dataFolder: values['data-dir'],
  });
  const engine = createEngine({ modelsDir: model.modelsDir, clock: systemClock });
  try {
    const classifier =
      values.model === undefined
        ? createSimilarityZeroShot(await engine.encoder(model.entry))
        : await engine.nli(model.entry);
    const figures = await score(
      classifier,
      [
        ...inScope.map(({ text, intent }) => ({ text, label: intent })),
        ...outside.map(({ text }) => ({ text, label: null })),
      ],
      labels,
      () => performance.now(),
    );
    if (figures.warning !== undefined) io.complain(figures.warning);
    io.json({ model: classifier.model.name, seed: null, ...figures });
    io.line(
      `${classifier.model.name}: accuracy ${figures.accuracy.toFixed(4)} of ${figures.labels} labels without examples, n ${figures.n}`,
    );
    return 0;
  } finally {
    await engine.close();
  }
}
