import type { CallSetup, ConsentMode } from '#domain/call.ts';
import type { OpenableModel } from './inference/installed.ts';
import { messageOf } from './log.ts';

/** The recogniser's model, or why there is none. */
export type SpeechModel =
  { readonly speech: NonNullable<CallSetup['speech']> } | { readonly problem: string };

/** An archive is Vosk's layout; single ONNX files are for transformers.js. */
const isArchive = (path: string): boolean => /\.(?:tar\.gz|tgz|zip)$/u.test(path);

/** What the page has to know of the chosen speech model; its files are served by the host. */
export async function speechModelOf(
  chosen: () => Promise<OpenableModel | undefined>,
): Promise<SpeechModel> {
  try {
    const found = await chosen();
    if (found === undefined)
      return {
        problem: 'There is no speech model on this machine; an admin can install one under Models.',
      };
    const { entry } = found;
    // Where a model lies, embedded or installed, is the host's matter: it serves `/models/<name>/…`.
    const place = new RegExp(`^(?:weights/${entry.name}|${entry.name}/r\\d+)/`, 'u');
    return {
      speech: {
        name: entry.name,
        title: entry.title ?? entry.name,
        engine: entry.files.some(({ path }) => isArchive(path)) ? 'vosk' : 'transformers',
        files: entry.files.map(({ path, sha256, bytes }) => ({
          path: path.replace(place, ''),
          sha256,
          bytes,
        })),
      },
    };
  } catch (thrown) {
    return { problem: messageOf(thrown) };
  }
}

export const setupOf = (parts: {
  readonly mode: ConsentMode;
  readonly sentence: string;
  readonly keepsAudio: boolean;
  readonly comparesVoices: boolean;
  readonly speech: SpeechModel;
}): CallSetup => ({
  consent: { mode: parts.mode, sentence: parts.sentence },
  keepsAudio: parts.keepsAudio,
  comparesVoices: parts.comparesVoices,
  ...parts.speech,
});
