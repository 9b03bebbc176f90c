import type { Speaker } from '#domain/conversation.ts';
import type { HeardLine, HeardPartial } from '#domain/speech.ts';
import { createGate } from '../activity/gate.ts';
import { type Recogniser, sampleRate, type SpeechEngine } from '../recogniser.ts';
import type { CallSessionState, Problem } from '../session.ts';
import { createHeldSound, type Voice } from './held-sound.ts';
import { droppedSound } from './session-problems.ts';
import { createVoiceStretches, type VoiceStretches } from './voice-stretches.ts';

/** @file One channel from its sound to its lines: voice gate, recogniser, call's clock. */

export interface ChannelRecognition {
  /** The next block. `voiced` as in a block of sound, less what was vetoed. */
  accept(at: number, samples: Float32Array, voiced: number): void;
  /** Sound is dropped from now on: what was said so far is final, the rest is forgotten. */
  cut(): void;
  /** What is open is final. Resolves when its line was given. */
  finish(): Promise<void>;
  /** Resolves when the recogniser has worked on what it was given. */
  drained(): Promise<void>;
  isSpeaking(): boolean;
  /** Milliseconds of voice since the last word; back to 0 after a while without voice. */
  wordlessMs(): number;
  /** The engine was given up: tries again from the start. */
  restart(): void;
  close(): void;
}

export interface ChannelRecognitionParts {
  readonly speaker: Speaker;
  readonly engine: SpeechEngine;
  readonly onPartial: (partial: HeardPartial) => void;
  readonly onLine: (line: HeardLine) => void;
  readonly onState: (state: CallSessionState['recogniser']) => void;
  /** Voice had to be dropped while no recogniser was ready. */
  readonly onDropped: (problem: Problem) => void;
}

/** Voice held while the recogniser is loaded or started again: two minutes, 7.7 MB. */
const heldSamples = sampleRate * 120;
/** Deaths in a row without a word between them, before it is given up. */
const mostDeaths = 3;
/** Silence after which the next voice is a new matter, samples. */
const forgetsAfter = sampleRate * 5;

export function createChannelRecognition(parts: ChannelRecognitionParts): ChannelRecognition {
  const { speaker, engine, onState } = parts;
  const held = createHeldSound(heldSamples);
  let recogniser: Recogniser | undefined;
  let stretches: VoiceStretches = createVoiceStretches();
  let state: CallSessionState['recogniser']['state'] = 'loading';
  let deaths = 0;
  let closed = false;
  let wordless = 0;
  let silence = 0;
  let opened = Promise.withResolvers<void>();
  let finished: Promise<void> = Promise.resolve();

  const become = (next: typeof state, problem?: Problem): void => {
    state = next;
    onState({ state: next, ...(problem && { problem }) });
    if (next === 'ready' || next === 'failed') opened.resolve();
  };
  const give = (voice: Voice): void => {
    if (recogniser === undefined) {
      if (state !== 'failed') held.push(voice);
      return;
    }
    if (voice.is === 'open') stretches.open(voice.voiceAt);
    else if (voice.is === 'sound') {
      stretches.feed(voice.at, voice.samples.length);
      recogniser.accept(voice.samples);
    } else {
      stretches.close(voice.voiceEnd);
      finished = recogniser.finish();
    }
  };
  const gate = createGate({
    open: (voiceAt, from) => give({ is: 'open', voiceAt, from }),
    sound: (at, samples) => give({ is: 'sound', at, samples }),
    close: (voiceEnd) => give({ is: 'close', voiceEnd }),
  });

  const start = async (): Promise<void> => {
    const own = createVoiceStretches();
    const isOurs = (): boolean => !closed && stretches === own;
    stretches = own;
    try {
      const next = await engine.open({
        loading: (progress) => {
          if (isOurs() && state === 'loading') onState({ state, progress });
        },
        partial: (text) => {
          if (!isOurs()) return;
          wordless = 0;
          const [startMs, atMs] = [own.openedMs(), own.fedMs()];
          parts.onPartial({ speaker, text, startMs, atMs: Math.max(startMs, atMs) });
        },
        final: (words) => {
          if (!isOurs() || words.length === 0) return;
          wordless = 0;
          deaths = 0;
          const placed = own.place(words);
          parts.onLine({ speaker, ...placed, words: [...placed.words], model: engine.model });
        },
        failed: (problem) => {
          if (isOurs()) die(problem);
        },
      });
      if (!isOurs()) {
        next.close();
        return;
      }
      recogniser = next;
      become('ready');
      for (const voice of held.takeAll()) give(voice);
      const dropped = held.dropped();
      if (dropped > 0) parts.onDropped(droppedSound(dropped / 16));
    } catch (error) {
      if (isOurs()) fail(problemOf(error));
    }
  };
  const die = (problem: Problem): void => {
    recogniser = undefined;
    deaths += 1;
    if (deaths >= mostDeaths) {
      fail(problem);
      return;
    }
    opened = Promise.withResolvers();
    become('restarting');
    void start();
  };
  const fail = (problem: Problem): void => {
    recogniser = undefined;
    held.takeAll();
    become('failed', problem);
  };

  onState({ state });
  void start();

  return {
    accept: (at, samples, voiced) => {
      gate.accept(at, samples, voiced);
      if (gate.isOpen()) {
        wordless += samples.length;
        silence = 0;
      } else {
        silence += samples.length;
        if (silence > forgetsAfter) wordless = 0;
      }
    },
    cut: () => gate.forget(),
    finish: async () => {
      gate.finish();
      await opened.promise;
      await finished;
    },
    drained: async () => {
      await opened.promise;
      await recogniser?.drained();
    },
    isSpeaking: () => gate.isOpen(),
    wordlessMs: () => wordless / 16,
    restart: () => {
      if (state !== 'failed' || closed) return;
      deaths = 0;
      opened = Promise.withResolvers();
      become('restarting');
      void start();
    },
    close: () => {
      closed = true;
      recogniser?.close();
      recogniser = undefined;
      opened.resolve();
    },
  };
}

/** An engine rejects with a `mend`; whatever else was thrown gets one. */
export function problemOf(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const mend =
    error instanceof Error && 'mend' in error && typeof error.mend === 'string'
      ? error.mend
      : 'Reload the window; if it happens again, choose another speech model.';
  return { message, mend };
}
