import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';

/** @file The list of models that Earshot may load, and the check that their files are the listed ones. */

/** Forward slashes only, and plain names: the same file on every system, and never one outside. */
const isInside = (path: string): boolean =>
  path.split('/').every((part) => /^[\w][\w.-]*$/.test(part) && !part.endsWith('.'));

const RelativePath = z.string().max(200).refine(isInside, {
  message: 'must stay inside the models folder',
});

const ModelFile = z.object({
  /**
   * Of an embedded model: relative to `models/`. Of one to install: relative to the model's own
   * folder; `openable` of the shelf gives it as a loader wants it.
   */
  path: RelativePath,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
});
export type ModelFile = z.infer<typeof ModelFile>;

/** Where a model that does not come with the product is fetched from. */
const InstallFrom = z.object({
  /** `<org>/<name>`; a mirror serves `<org>/<name>/resolve/<revision>/<file>` (Hugging Face's layout). */
  repository: z.string().regex(/^[\w][\w.-]*\/[\w][\w.-]*$/),
  revision: z.string().regex(/^[\w][\w.-]*$/),
  /**
   * `known`: revision and checksums are in this list. `first-install`: they could not be checked
   * beforehand, so an admin vouches for the first install, which pins what it got.
   */
  pin: z.enum(['known', 'first-install']),
  /** Of `first-install`: the files to fetch, relative to the model's own folder. */
  wanted: z.array(RelativePath).optional(),
  /** Of `first-install`: about how much that is. */
  about: z.int().positive().optional(),
  /** How the checksums came to be known. */
  pinnedBy: z.string().optional(),
});

export const ModelEntry = z
  .object({
    /** Also the name of its folder. */
    name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i, 'must be a plain folder name'),
    version: z.string().min(1),
    /** What a person calls it; the name when absent. */
    title: z.string().optional(),
    description: z.string().optional(),
    task: z.string().min(1),
    /** Empty only while an install has yet to pin them. */
    files: z.array(ModelFile),
    /** Absent: embedded, its files come with the product. */
    install: InstallFrom.optional(),
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
  })
  .superRefine(({ files, install, default: isDefault }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    const pinnedLater = install?.pin === 'first-install';
    if (pinnedLater !== (files.length === 0))
      complain(pinnedLater ? 'lists files before they were pinned' : 'lists no file');
    if (pinnedLater && (install.wanted ?? []).length === 0) complain('does not say what to fetch');
    if (install !== undefined && isDefault) complain('must be embedded to be a default');
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

/** Whether its files come with the product. */
export const isEmbedded = (entry: ModelEntry): boolean => entry.install === undefined;

/** Bytes on disk; of a model that is not pinned yet, about. */
export const bytesOf = (entry: ModelEntry): number =>
  entry.files.length === 0
    ? (entry.install?.about ?? 0)
    : entry.files.reduce((sum, { bytes }) => sum + bytes, 0);

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
