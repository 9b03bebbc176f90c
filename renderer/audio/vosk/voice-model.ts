import type { LoadVosk, VoskRecognizer, VoskRuntime } from 'virtual:vosk-runtime';
import { modelConf, withShortChunks } from './model-conf.ts';
import { untar } from './untar.ts';

/** @file The WebAssembly side: from an archive to a recogniser that takes samples. */

const folder = '/model';
/** Seconds of one call into WebAssembly: the worker says that it lives after each. */
const pieceSeconds = 0.2;
/** Vosk takes 16-bit values as floats. */
const fullScale = 0x8000;

export interface VoiceStream {
  /** Samples per call at most. */
  readonly piece: number;
  /** @returns whether Vosk itself heard the end of an utterance */
  accept(samples: Float32Array): boolean;
  /** JSON: of the utterance that just ended, of the one under way, of the one that is ended now. */
  result(): string;
  partial(): string;
  finish(): string;
}

/**
 * Unpacks the archive into the memory of the WebAssembly, opens the model and drops the files.
 * Throws when the archive is no archive or holds no model that this Vosk can read; the message is
 * the reason without a full stop.
 */
export async function openVoiceStream(
  loadVosk: LoadVosk,
  parts: {
    readonly wasm: WebAssembly.Module;
    readonly archive: Blob;
    readonly sampleRate: number;
  },
): Promise<VoiceStream> {
  let said: string | undefined;
  const listen = (line: string): void => {
    said = line;
  };
  const refused = Promise.withResolvers<never>();
  const loading = loadVosk({
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(parts.wasm, imports).then(done, refused.reject);
      return {};
    },
    print: listen,
    printErr: listen,
  });
  // Emscripten waits for ever where the WebAssembly cannot be started.
  const vosk = await Promise.race([loading, refused.promise]);
  // Errors only: Kaldi tells a page of facts about every model.
  vosk.SetLogLevel(-1);
  const written = await unpack(vosk, parts.archive);
  let recogniser: VoskRecognizer;
  try {
    recogniser = new vosk.Recognizer(new vosk.Model(folder), parts.sampleRate);
  } catch {
    // What C++ throws is a bare address; what it said before is the reason.
    throw new Error(reasonIn(said));
  }
  // All of it is in Kaldi's own structures now; a second copy is tens of megabytes.
  for (const path of written) vosk.FS.unlink(path);
  recogniser.SetWords(true);
  const piece = Math.round(parts.sampleRate * pieceSeconds);
  const address = vosk._malloc(piece * Float32Array.BYTES_PER_ELEMENT);
  return {
    piece,
    accept: (samples) => {
      const start = address / Float32Array.BYTES_PER_ELEMENT;
      const heap = vosk.HEAPF32;
      for (let at = 0; at < samples.length; at += 1)
        heap[start + at] = (samples[at] ?? 0) * fullScale;
      return recogniser.AcceptWaveform(address, samples.length);
    },
    result: () => recogniser.Result(),
    partial: () => recogniser.PartialResult(),
    finish: () => recogniser.FinalResult(),
  };
}

/** Without the folder at its top, whatever that is called. @returns the paths written */
async function unpack(vosk: VoskRuntime, archive: Blob): Promise<string[]> {
  const written: string[] = [];
  const unzipped = archive.stream().pipeThrough(new DecompressionStream('gzip'));
  for await (const { path, content } of untar(unzipped)) {
    const inside = path.split('/').slice(1);
    if (inside.length === 0) continue;
    const name = inside.join('/');
    const target = `${folder}/${name}`;
    vosk.FS.mkdirTree(target.slice(0, target.lastIndexOf('/')));
    const laid = name === modelConf ? withShortChunks(content) : content;
    vosk.FS.writeFile(target, laid, { canOwn: true });
    written.push(target);
  }
  return written;
}

/** `ERROR (VoskAPI:Model():src/model.cc:122) Folder … files. Make sure …` -> `Folder … files`. */
function reasonIn(line = 'Vosk did not say why'): string {
  const said = line.replace(/^\w+ \(.*?\.cc:\d+\) /, '');
  return (said.split(/\.\s/, 1)[0] ?? said).replace(/[.\s]+$/, '').slice(0, 300);
}
