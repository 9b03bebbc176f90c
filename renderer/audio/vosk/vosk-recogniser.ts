import type { Recogniser, RecogniserListener } from '../recogniser.ts';
import { sampleRate } from '../recogniser.ts';
import type { StartWorker, WorkerPort } from '../worker-port.ts';
import { createUnsettled } from './unsettled.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/**
 * @file One channel over its worker. A worker that dies or stops answering is replaced, and the new
 * one hears again what was not final: at most the sentence being spoken is late.
 */

/** Somebody who speaks on for longer than this without a pause is heard again from here, seconds. */
const longestReplaySeconds = 30;
/** Deaths in a row, without a word or a new sample between them, before it is given up. */
const mostDeaths = 3;

export interface RecogniserParts {
  readonly model: string;
  readonly startWorker: StartWorker<ToWorker, FromWorker>;
  /** The first message to every worker; nothing of it is transferred. */
  readonly opening: Extract<ToWorker, { do: 'open' }>;
  readonly listener: RecogniserListener;
  /** Why a worker was replaced: for the log. */
  readonly onRestart: (reason: string) => void;
  /** Looks in a row, `everyMs` apart, with work given and no sign of life, before it is replaced. */
  readonly patience?: {
    readonly everyMs: number;
    readonly working: number;
    readonly opening: number;
  };
  readonly onClosed?: () => void;
}

/** Looks and not the clock: a machine that slept finds clock and worker equally late. */
const usualPatience = { everyMs: 1000, working: 5, opening: 60 };

/** Why the first worker could not open the model. */
export class OpeningFailed extends Error {
  override readonly name = 'OpeningFailed';
}

/** Resolves when the model is open. Rejects with OpeningFailed when this model cannot be opened. */
export async function openVoskRecogniser(parts: RecogniserParts): Promise<Recogniser> {
  const { listener, model } = parts;
  const patience = parts.patience ?? usualPatience;
  const unsettled = createUnsettled(longestReplaySeconds * sampleRate);
  const opened = Promise.withResolvers<undefined>();
  const finishes = new Map<number, () => void>();
  let drains: { readonly upTo: number; readonly done: () => void }[] = [];
  let nextFinish = 1;
  let settledTo = 0;
  let deaths = 0;
  /** Beyond this sample a new worker has done better than the last one. */
  let diedAt = 0;
  let closed = false;

  let port: WorkerPort<ToWorker> | undefined;
  let isOpen = false;
  let wasOpen = false;
  /** Sample of the channel that is the worker's first. */
  let base = 0;
  let silentLooks = 0;

  function end(): void {
    closed = true;
    clearInterval(watch);
    port?.terminate();
    port = undefined;
    for (const done of finishes.values()) done();
    finishes.clear();
    for (const { done } of drains) done();
    drains = [];
    parts.onClosed?.();
  }

  function start(): void {
    isOpen = false;
    silentLooks = 0;
    // A worker that was replaced has nothing more to say.
    const worker: WorkerPort<ToWorker> = parts.startWorker(
      (message) => {
        if (worker === port) hear(message);
      },
      (reason) => {
        if (worker === port) die(reason);
      },
    );
    port = worker;
    worker.post(parts.opening);
  }

  function send(samples: Float32Array<ArrayBuffer>): void {
    // Ours is kept for the next worker; a copy goes, without the rest of a larger buffer.
    const copy = samples.slice();
    port?.post({ do: 'accept', samples: copy }, [copy.buffer]);
  }

  function sendHeld(): void {
    base = unsettled.first();
    for (const one of unsettled.held())
      if (one.is === 'samples') send(one.samples);
      else port?.post({ do: 'finish', id: one.id });
  }

  function die(reason: string): void {
    port?.terminate();
    port = undefined;
    if (!wasOpen) {
      giveUp(reason, openingProblem(model, reason));
      return;
    }
    deaths = unsettled.worked > diedAt ? 1 : deaths + 1;
    diedAt = unsettled.worked;
    if (deaths < mostDeaths) {
      parts.onRestart(reason);
      start();
    } else giveUp(reason, stoppedProblem(model));
  }

  function giveUp(reason: string, problem: Problem): void {
    end();
    if (wasOpen) listener.failed(problem);
    else opened.reject(new OpeningFailed(reason));
  }

  function look(): void {
    const owed = !isOpen || unsettled.worked < unsettled.taken || finishes.size > 0;
    silentLooks = owed ? silentLooks + 1 : 0;
    if (silentLooks >= (isOpen ? patience.working : patience.opening))
      die('the worker stopped answering');
  }

  function settle(upTo: number): void {
    settledTo = Math.max(settledTo, upTo);
    unsettled.settle(upTo);
  }

  function hear(message: FromWorker): void {
    silentLooks = 0;
    if (message.is === 'open') {
      isOpen = true;
      wasOpen = true;
      sendHeld();
      opened.resolve(undefined);
    } else if (message.is === 'partial') listener.partial(message.text);
    else if (message.is === 'utterance') {
      const offset = (base / sampleRate) * 1000;
      settle(base + message.upTo);
      deaths = 0;
      if (message.words.length > 0)
        listener.final(
          message.words.map((word) => ({
            ...word,
            startMs: Math.round(offset + word.startMs),
            endMs: Math.round(offset + word.endMs),
          })),
        );
    } else if (message.is === 'worked') {
      unsettled.work(base + message.upTo);
      drains = drains.filter(({ upTo, done }) => {
        if (upTo > unsettled.worked) return true;
        done();
        return false;
      });
    } else if (message.is === 'finished') {
      unsettled.settleFinish(message.id);
      finishes.get(message.id)?.();
      finishes.delete(message.id);
    } else if (message.while === 'opening')
      giveUp(message.reason, openingProblem(model, message.reason));
    else die(message.reason);
  }

  const watch = setInterval(look, patience.everyMs);
  start();
  await opened.promise;

  return {
    model,
    accept: (samples) => {
      if (closed || samples.length === 0) return;
      unsettled.take(samples);
      if (isOpen) send(samples);
    },
    finish: () => {
      if (closed || (unsettled.taken === settledTo && finishes.size === 0))
        return Promise.resolve();
      const id = nextFinish;
      nextFinish += 1;
      unsettled.takeFinish(id);
      const { promise, resolve } = Promise.withResolvers<void>();
      finishes.set(id, resolve);
      if (isOpen) port?.post({ do: 'finish', id });
      return promise;
    },
    drained: () =>
      closed || unsettled.worked >= unsettled.taken
        ? Promise.resolve()
        : new Promise((done) => drains.push({ upTo: unsettled.taken, done })),
    close: () => {
      if (!closed) end();
    },
  };
}

type Problem = Parameters<RecogniserListener['failed']>[0];

const stoppedProblem = (model: string): Problem => ({
  message: `The recogniser with ${model} stopped ${mostDeaths} times in a row.`,
  mend: 'Close other programs if memory is short, or choose another speech model; then start listening again.',
});

/** A model that is whole and yet no model for this recogniser. */
export const openingProblem = (model: string, reason: string): Problem => ({
  message: `The speech model ${model} cannot be opened: ${reason}.`,
  mend: 'Install it again, or choose another speech model under Models.',
});
