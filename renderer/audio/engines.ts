import { z } from 'zod';
import type { EngineEvents } from './engine-events.ts';
import type { SpeechEngine } from './recogniser.ts';
import { SpeechModelError } from './speech-model-error.ts';

/** @file Which speech models the host has, and the engine that runs one. */

/** Answer of `models/index.json`: what is there, embedded and installed (hosts/model-files.ts). */
export const ServedModel = z.object({
  name: z.string(),
  title: z.string(),
  task: z.string(),
  /** The one that is used unless somebody chose another. */
  default: z.boolean(),
  files: z.array(
    z.object({
      /** Below `models/<name>/`. */
      path: z.string(),
      sha256: z.string(),
      bytes: z.number(),
    }),
  ),
});
export type ServedModel = z.infer<typeof ServedModel>;

/** Speech models that can be used now. Rejects with SpeechModelError when the host gives no list. */
export async function listSpeechModels(): Promise<ServedModel[]> {
  try {
    const response = await fetch(new URL('models/index.json', document.baseURI), {
      cache: 'no-store',
    });
    if (!response.ok) throw new Error(`The host answered ${response.status}.`);
    const listed = z.array(ServedModel).parse(await response.json());
    return listed.filter(({ task }) => task === 'speech');
  } catch (error) {
    throw new SpeechModelError(
      'The list of speech models could not be read.',
      'Reinstall Earshot: the list of its models is missing or damaged.',
      { cause: error },
    );
  }
}

/** Address of a model's file; the checksum in it lets the host say that it never changes. */
export const addressOf = (model: string, file: ServedModel['files'][number]): string =>
  new URL(`models/${encodeURIComponent(model)}/${file.path}?v=${file.sha256}`, document.baseURI)
    .href;

/**
 * The engine for a model: Vosk for an archive, transformers.js for ONNX. Its code is loaded here
 * and not with the page. Rejects with SpeechModelError when the model is of another kind.
 */
export async function createSpeechEngine(
  model: ServedModel,
  events: EngineEvents = {},
): Promise<SpeechEngine> {
  const archive = model.files.find(({ path }) => path.endsWith('.tar.gz'));
  if (archive !== undefined) {
    const { createVoskEngine } = await import('./vosk/vosk-engine.ts');
    return createVoskEngine({
      model: model.name,
      modelUrl: addressOf(model.name, archive),
      sha256: archive.sha256,
      bytes: archive.bytes,
      events,
    });
  }
  if (model.files.some(({ path }) => path.endsWith('.onnx'))) {
    const { createTransformersEngine } = await import('./transformers/transformers-engine.ts');
    return createTransformersEngine({
      model: model.name,
      files: model.files.map((file) => ({ ...file, url: addressOf(model.name, file) })),
      events,
    });
  }
  throw new SpeechModelError(
    `The speech model ${model.name} is of a kind that Earshot cannot run.`,
    'Choose another speech model under Models.',
  );
}

/**
 * The engine of the named model, or of the default one where none is named. Rejects with
 * SpeechModelError when it is not there: who names one wants that one and no other.
 */
export async function openSpeechEngine(
  wanted?: string,
  events?: EngineEvents,
): Promise<SpeechEngine> {
  const models = await listSpeechModels();
  const model =
    wanted === undefined
      ? (models.find((one) => one.default) ?? models[0])
      : models.find(({ name }) => name === wanted);
  if (model !== undefined) return createSpeechEngine(model, events);
  if (wanted !== undefined)
    throw new SpeechModelError(
      `The speech model ${wanted} is not there or cannot be used.`,
      'Install it under Models, or choose another one.',
    );
  throw new SpeechModelError(
    'There is no speech model.',
    'Reinstall Earshot, or install a speech model under Models.',
  );
}
