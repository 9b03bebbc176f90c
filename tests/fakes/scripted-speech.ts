import type { Recogniser, RecogniserListener, SpeechEngine } from '#renderer/audio/recogniser.ts';

/**
 * @file A speech engine that needs no model: it "recognises" every stretch of loud sound as one
 * word, with the times at which it lay in the samples that were given to it.
 */

export interface ScriptedEngine extends SpeechEngine {
  /** Samples that all its recognisers were given. */
  accepted(): number;
  /** Recognisers that were opened, ever. */
  opened(): number;
  /** All that are open stop by themselves. */
  crash(): void;
}

export interface EngineScript {
  /** Resolves when the model is "loaded"; rejects when it cannot be. */
  readonly load?: (loading: (share: number) => void) => Promise<void>;
  readonly streaming?: boolean;
  /** Hears no word in anything: music. */
  readonly deaf?: boolean;
  /** `drained` takes so long. */
  readonly slowMs?: number;
}

const loud = 0.02;
/** Quiet samples that part two words: 60 ms. */
const between = 960;

export function createScriptedEngine(script: EngineScript = {}): ScriptedEngine {
  const open = new Map<Recogniser, RecogniserListener>();
  let accepted = 0;
  let opened = 0;
  return {
    model: 'scripted',
    streaming: script.streaming ?? true,
    accepted: () => accepted,
    opened: () => opened,
    crash: () => {
      const listeners = [...open.values()];
      open.clear();
      for (const listener of listeners)
        listener.failed({ message: 'The recogniser stopped.', mend: 'Start it again.' });
    },
    open: async (listener) => {
      await script.load?.((share) => listener.loading?.(share));
      opened += 1;
      const recogniser = listen(listener, script, (count) => {
        accepted += count;
      });
      open.set(recogniser, listener);
      return { ...recogniser, close: () => void open.delete(recogniser) };
    },
    close: () => open.clear(),
  };
}

function listen(
  listener: RecogniserListener,
  script: EngineScript,
  took: (samples: number) => void,
): Recogniser {
  let at = 0;
  let words: { start: number; end: number }[] = [];
  return {
    model: 'scripted',
    accept: (samples) => {
      const before = words.length;
      for (const value of samples) {
        if (Math.abs(value) > loud) {
          const last = words.at(-1);
          if (last && at - last.end < between) last.end = at + 1;
          else words.push({ start: at, end: at + 1 });
        }
        at += 1;
      }
      took(samples.length);
      if (words.length > before && script.deaf !== true && script.streaming !== false)
        listener.partial(words.map(() => 'sound').join(' '));
    },
    finish: async () => {
      const said = words;
      words = [];
      await Promise.resolve();
      if (said.length === 0 || script.deaf === true) return;
      listener.final(
        said.map(({ start, end }) => ({
          text: 'sound',
          startMs: start / 16,
          endMs: end / 16,
          confidence: 0.9,
        })),
      );
    },
    drained: () => new Promise((resolve) => setTimeout(resolve, script.slowMs ?? 0)),
    close: () => undefined,
  };
}
