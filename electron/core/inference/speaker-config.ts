import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type VoiceErrorRates, VoiceMeasured, VoiceThresholds } from '#domain/voice.ts';
import { ModelError, type ModelEntry, pathOfFile, weightsFile } from './registry.ts';

/** @file What `config.json` of the speaker model says about itself, figures included. */

export const SpeakerConfig = z.object({
  model_type: z.literal('earshot-speaker'),
  dimensions: z.int().positive(),
  least_seconds: z.number().positive(),
  thresholds: VoiceThresholds.refine((each) => each.different <= each.consistent, {
    message: 'different is above consistent',
  }),
  measured: z.array(VoiceMeasured),
});
export type SpeakerConfig = z.infer<typeof SpeakerConfig>;

export interface SpeakerFolder {
  readonly root: string;
  readonly folder: string;
  readonly config: SpeakerConfig;
}

/** Reads the folder of the model. Throws ModelError when it does not say what is needed. */
export async function readSpeakerFolder(
  entry: ModelEntry,
  modelsDir: string,
): Promise<SpeakerFolder> {
  const weights = weightsFile(entry).path;
  const folder = dirname(dirname(pathOfFile(modelsDir, weights)));
  if (!weights.endsWith('onnx/model.onnx'))
    throw new ModelError(
      `The model ${entry.name} cannot be run: ${weights} is not named onnx/model.onnx.`,
    );
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));
  } catch {
    throw new ModelError(
      `The model ${entry.name} is damaged: config.json cannot be read as JSON; reinstall it.`,
    );
  }
  const parsed = SpeakerConfig.safeParse(json);
  if (!parsed.success)
    throw new ModelError(
      `The model ${entry.name} cannot be run: config.json is not valid at ${parsed.error.issues[0]?.path.join('.') || 'its top'}.`,
    );
  return { root: dirname(folder), folder: basename(folder), config: parsed.data };
}

/** Fewer pairs than this measure nothing. */
const leastPairs = 20;

/**
 * The figures that fit a comparison best: of people before made-up voices, through lines before
 * clean ones, of the longest stretches that are not longer than what was compared.
 * Undefined when the model's maker measured nothing.
 */
export function errorRatesFor(
  measured: readonly VoiceMeasured[],
  seconds: number,
): VoiceErrorRates | undefined {
  const rank = ({ set, seconds: measuredOn }: VoiceMeasured): number =>
    (set.startsWith('people') ? 1_000_000 : 0) +
    (measuredOn <= seconds ? 100_000 + measuredOn * 10 : -measuredOn * 10) +
    (set.includes('lines') ? 1 : 0);
  const [best] = measured
    .filter(({ same, different }) => same >= leastPairs && different >= leastPairs)
    .toSorted((a, b) => rank(b) - rank(a));
  if (best === undefined) return undefined;
  const { set, same, different, equalErrorRate, falseAccept, falseReject } = best;
  if (equalErrorRate === undefined || falseAccept === undefined || falseReject === undefined)
    return undefined;
  return {
    ...{ set, equalErrorRate, falseAccept, falseReject },
    n: { same, different },
    seconds: best.seconds,
  };
}
