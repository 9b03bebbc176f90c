import { type ExitCode, usage } from './cli-output.ts';
import type { Surroundings } from './headless-run.ts';

type Evaluation = (args: readonly string[], surroundings: Surroundings) => Promise<ExitCode>;

/** What can be measured; each scorer is loaded when asked for. */
const evaluations: Readonly<Record<string, Evaluation>> = {
  form: async (args) => (await import('./cli-eval-form.ts')).evaluateForm(args),
  intent: async (args) => (await import('./cli-eval-intent.ts')).evaluateIntent(args),
  'zero-shot': async (args) => (await import('./cli-eval-zero-shot.ts')).evaluateZeroShot(args),
  sentiment: async (args) => (await import('./cli-eval-sentiment.ts')).evaluateSentiment(args),
  urgency: async (args) => (await import('./cli-eval-sentiment.ts')).evaluateUrgency(args),
  retrieval: async (args) => (await import('./cli-eval-retrieval.ts')).evaluateRetrieval(args),
  faq: async (args) => (await import('./cli-eval-faq.ts')).evaluateFaq(args),
  asr: async (args, surroundings) =>
    (await import('./cli-eval-asr.ts')).evaluateAsr(args, surroundings),
  entities: async (args) => {
    const { withTagger } = await import('./cli-open-model.ts');
    const { evaluateEntities } = await import('./cli-eval-entities.ts');
    return withTagger((tagger) => evaluateEntities(args, tagger));
  },
};

/** `earshot eval WHAT`: the figures of this machine's models on a file of examples. */
export async function evaluate(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const [what, ...rest] = args;
  const run =
    what !== undefined && Object.hasOwn(evaluations, what) ? evaluations[what] : undefined;
  if (run === undefined)
    throw usage(
      `There is nothing to evaluate called "${what ?? ''}"; there is ${Object.keys(evaluations).join(', ')}.`,
    );
  return run(rest, surroundings);
}
