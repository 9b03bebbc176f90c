import type { CallSetup } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
import type { SpeechEngine } from '#renderer/audio/recogniser.ts';
import type { CallSink, Problem } from '#renderer/audio/session.ts';
import type { StartSession } from './callStore.ts';

/** @file What the console needs of the sound of a call; its code is loaded when it is needed. */

/** Who speaks in a recording: the one side of it, or left and right. */
export type FileSpeakers = readonly [Speaker] | readonly [Speaker, Speaker];

export interface FileOrder {
  readonly setup: CallSetup;
  readonly sink: CallSink;
  readonly name: string;
  readonly speakers: FileSpeakers;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

export interface FileFacts {
  readonly channels: number;
  readonly durationMs: number;
}

export interface CallParts {
  /** Loads the code ahead of the click that needs it at once. */
  readonly prepare: () => void;
  readonly start: StartSession;
  /** Reads a recording's head; rejects with a `mend` when it is none. */
  readonly describe: (file: Blob) => Promise<FileFacts>;
  /** Resolves when every line of the file is stored, with what was wrong with it. */
  readonly transcribe: (file: Blob, order: FileOrder) => Promise<readonly Problem[]>;
}

type Speech = NonNullable<CallSetup['speech']>;

/** A model is loaded once and kept for the next call; another model takes its place. */
function createEngineShelf() {
  let kept: { readonly key: string; readonly engine: Promise<SpeechEngine> } | undefined;
  return async (speech: Speech): Promise<SpeechEngine> => {
    const key = speech.files.map(({ sha256 }) => sha256).join(' ');
    if (kept?.key === key) return kept.engine;
    const former = kept?.engine;
    const engine = import('#renderer/audio/engines.ts').then(({ createSpeechEngine }) =>
      createSpeechEngine({ ...speech, task: 'speech', default: true, files: [...speech.files] }),
    );
    kept = { key, engine };
    // One that could not be made is made anew next time.
    engine.catch(() => (kept = undefined));
    (await former?.catch(() => undefined))?.close();
    return engine;
  };
}

const other: Readonly<Record<Speaker, Speaker>> = { agent: 'customer', customer: 'agent' };

/** Recordings with the customer on the left: what is heard of one side is the other's. */
const swapped = (sink: CallSink): CallSink => ({
  ...sink,
  partial: (partial) => sink.partial({ ...partial, speaker: other[partial.speaker] }),
  line: (key, line) => sink.line(key, { ...line, speaker: other[line.speaker] }),
});

/** The real ones. */
export function createCallParts(): CallParts {
  const engineOf = createEngineShelf();
  const session = () => import('#renderer/audio/call-session.ts');
  const capture = () => import('#renderer/audio/capture/device-capture.ts');
  const bleed = () => import('#renderer/audio/lines/bleed.ts');
  return {
    prepare: () => {
      // What cannot be loaded is said when it is needed.
      Promise.all([session(), capture(), import('#renderer/audio/engines.ts')]).catch(
        () => undefined,
      );
    },
    start: async (options) => {
      const [{ startCallSession }, { openDeviceCapture }, { openBleed }] = await Promise.all([
        session(),
        capture(),
        bleed(),
      ]);
      const { speech } = options.setup;
      const engine = speech === undefined ? undefined : await engineOf(speech);
      return startCallSession({
        ...options,
        engine,
        capture: openDeviceCapture,
        bleed: openBleed(),
      });
    },
    describe: async (file) => {
      const { openAudioFile } = await import('#renderer/audio/files/audio-file.ts');
      const opened = await openAudioFile(file);
      const { channels, seconds } = opened;
      opened.close();
      return { channels, durationMs: seconds * 1000 };
    },
    transcribe: async (file, { name, onProgress, setup, signal, sink, speakers }) => {
      const [{ transcribeFile }, { openBleed }] = await Promise.all([
        import('#renderer/audio/files/transcribe-file.ts'),
        bleed(),
      ]);
      if (setup.speech === undefined)
        throw new Error(setup.problem ?? 'There is no speech model that can be used.');
      const [first, second] = speakers;
      const { problems } = await transcribeFile(file, {
        engine: await engineOf(setup.speech),
        sink: second !== undefined && first === 'customer' ? swapped(sink) : sink,
        session: crypto.randomUUID(),
        name,
        sides: second === undefined ? first : 'both',
        // With the customer on the left the sides are swapped behind it: it would look the wrong way.
        ...(first === 'agent' && second !== undefined && { bleed: openBleed() }),
        onProgress: ({ share }) => onProgress(share),
        signal,
      });
      return problems;
    },
  };
}
