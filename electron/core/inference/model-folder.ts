import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ModelError, type ModelEntry, pathOfFile, verifyModel, weightsFile } from './registry.ts';
import type { ModelSpec, ModelTask } from './worker-messages.ts';

/** @file What a model's folder says about itself, checked before transformers.js sees it. */

/** Most tokens that any model here is given; attention costs grow with the square of it. */
export const MOST_TOKENS = 256;

const Config = z.object({
  model_type: z.string(),
  max_position_embeddings: z.number().optional(),
  id2label: z.record(z.string(), z.string()).optional(),
  earshot_case_types: z.boolean().default(false),
});

const TokenizerConfig = z.object({
  // Some published models write 1e30 for "no limit".
  model_max_length: z.number().optional(),
});

/** The suffix of the weights' file name, as transformers.js spells its choices. */
const dtypes: Readonly<Record<string, string>> = {
  'model.onnx': 'fp32',
  'model_fp16.onnx': 'fp16',
  'model_quantized.onnx': 'q8',
  'model_int8.onnx': 'int8',
  'model_uint8.onnx': 'uint8',
  'model_q4.onnx': 'q4',
};

/** Reads the folder of a model. Throws ModelError when something is missing or does not fit the task. */
export async function readModelSpec(
  entry: ModelEntry,
  options: { readonly task: ModelTask; readonly modelsDir: string; readonly threads: number },
): Promise<ModelSpec> {
  const { task, modelsDir, threads } = options;
  const weights = weightsFile(entry).path;
  const dtype = dtypes[basename(weights)];
  if (dtype === undefined || basename(dirname(weights)) !== 'onnx')
    throw new ModelError(
      `The model ${entry.name} cannot be run: ${weights} is not the weights of a Hugging Face folder (onnx/model_quantized.onnx).`,
    );
  const folder = dirname(dirname(pathOfFile(modelsDir, weights)));
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
    await stat(join(folder, file)).catch(() => {
      throw new ModelError(`The model ${entry.name} is missing its file ${file}; reinstall it.`);
    });
  // What is read now is kept, so it must be the listed file; the weights are checked when they are loaded.
  await verifyModel(
    { ...entry, files: entry.files.filter(({ path }) => path.endsWith('.json')) },
    modelsDir,
  );
  const config = await readJson(entry, folder, 'config.json', Config);
  const tokens = await readJson(entry, folder, 'tokenizer_config.json', TokenizerConfig);
  const unlabelled = task === 'embedding' || task === 'generation';
  const labels = unlabelled ? [] : labelsOf(entry, config.id2label);
  if (task === 'inference' && !labels.some((label) => label.toLowerCase() === 'entailment'))
    throw new ModelError(
      `The model ${entry.name} has no label "entailment" in its config.json, so it cannot compare a text with a label.`,
    );
  const width = task === 'embedding' ? entry.dimensions : labels.length;
  if (width === undefined)
    throw new ModelError(`The model ${entry.name} does not list its dimensions in the registry.`);
  // RoBERTa and its relatives keep two places for padding.
  const places =
    (config.max_position_embeddings ?? 512) - (/roberta/u.test(config.model_type) ? 2 : 0);
  return {
    task,
    root: dirname(folder),
    folder: basename(folder),
    dtype,
    threads,
    width,
    labels,
    longest: Math.max(8, Math.min(MOST_TOKENS, places, tokens.model_max_length ?? MOST_TOKENS)),
    caseTypes: config.earshot_case_types,
  };
}

function labelsOf(
  entry: ModelEntry,
  id2label: Readonly<Record<string, string>> | undefined,
): string[] {
  const count = Object.keys(id2label ?? {}).length;
  const labels = Array.from({ length: count }, (_, place) => id2label?.[String(place)]);
  const named = labels.filter((label) => label !== undefined);
  if (named.length === 0 || named.length !== count)
    throw new ModelError(
      `The model ${entry.name} does not name its labels: its config.json needs an id2label with 0, 1, 2 and so on.`,
    );
  return named;
}

async function readJson<T>(
  entry: ModelEntry,
  folder: string,
  file: string,
  shape: z.ZodType<T>,
): Promise<T> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, file), 'utf8'));
  } catch {
    throw new ModelError(
      `The model ${entry.name} is damaged: ${file} cannot be read as JSON; reinstall it.`,
    );
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ModelError(
    `The model ${entry.name} cannot be run: ${file} is not valid at ${issue?.path.join('.') || 'its top'}.`,
  );
}
