import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { z } from 'zod';

/** @file The list of models that Earshot may load, and the check that their files are the listed ones. */

const ModelFile = z.object({
  /** Relative to the models folder, with forward slashes; never leaves it. */
  path: z.string().refine((path) => !normalize(path).startsWith('..') && !path.startsWith('/'), {
    message: 'must stay inside the models folder',
  }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
});

export const ModelEntry = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  task: z.string().min(1),
  files: z.array(ModelFile).min(1),
  licence: z.string(),
  source: z.string(),
  quality: z.array(
    z.object({
      set: z.string(),
      metric: z.string(),
      value: z.number(),
      n: z.int(),
    }),
  ),
  speed: z.array(
    z.object({
      what: z.string(),
      metric: z.string(),
      value: z.number(),
      unit: z.string(),
      n: z.int(),
    }),
  ),
  /** The one that is used for its task unless an admin chose another. */
  default: z.boolean(),
  dimensions: z.int().positive().optional(),
});
export type ModelEntry = z.infer<typeof ModelEntry>;

export const ModelRegistry = z.array(ModelEntry).superRefine((entries, context) => {
  const seen = new Set<string>();
  for (const { name, version } of entries) {
    const key = `${name}@${version}`;
    if (seen.has(key)) context.addIssue({ code: 'custom', message: `${key} is listed twice` });
    seen.add(key);
  }
});
export type ModelRegistry = z.infer<typeof ModelRegistry>;

/** A model that is missing, damaged or not listed. The message is one sentence for a person. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Reads `registry.json` of the models folder. Throws ModelError when it is missing or not valid. */
export async function readRegistry(modelsDir: string): Promise<ModelRegistry> {
  const path = join(modelsDir, 'registry.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new ModelError(
      `The model registry is missing at ${path}; reinstall Earshot to get it back.`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ModelError(`The model registry at ${path} is not valid JSON: ${reasonOf(error)}.`);
  }
  const parsed = ModelRegistry.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ModelError(
    `The model registry at ${path} is not valid at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unknown reason'}.`,
  );
}

/** The model of that name, or the default of the task. Throws ModelError when there is none. */
export function findModel(
  registry: ModelRegistry,
  wanted: { readonly task: string; readonly name?: string | undefined },
): ModelEntry {
  const { task, name } = wanted;
  const entry = registry.find((model) =>
    name === undefined ? model.task === task && model.default : model.name === name,
  );
  if (entry === undefined) {
    const what = name === undefined ? `No default model for ${task}` : `No model named ${name}`;
    throw new ModelError(`${what} is in the model registry.`);
  }
  if (entry.task !== task)
    throw new ModelError(`The model ${entry.name} is for ${entry.task}, not for ${task}.`);
  return entry;
}

/** SHA-256 of a file in lower-case hex; reads it in pieces, so a large model costs no memory. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Recomputes size and SHA-256 of every file of the model. Throws ModelError at the first mismatch. */
export async function verifyModel(entry: ModelEntry, modelsDir: string): Promise<void> {
  for (const file of entry.files) {
    const path = pathOfFile(modelsDir, file.path);
    const bytes = await stat(path).then(
      (found) => found.size,
      () => undefined,
    );
    if (bytes === undefined)
      throw new ModelError(
        `The model ${entry.name} is missing its file ${file.path}; reinstall it.`,
      );
    if (bytes !== file.bytes || (await sha256OfFile(path)) !== file.sha256)
      throw new ModelError(
        `The model ${entry.name} is damaged: ${file.path} is not the listed file; reinstall it.`,
      );
  }
}

export const pathOfFile = (modelsDir: string, path: string): string =>
  join(modelsDir, path.split('/').join(sep));

/** The file that holds the weights: the .onnx file, else the first. Its hash names the model in an insight. */
export function weightsFile(entry: ModelEntry): z.infer<typeof ModelFile> {
  const file = entry.files.find(({ path }) => path.endsWith('.onnx')) ?? entry.files[0];
  if (file === undefined) throw new ModelError(`The model ${entry.name} lists no file.`);
  return file;
}
