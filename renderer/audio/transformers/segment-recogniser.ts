import { type Recogniser, type RecogniserListener, sampleRate } from '../recogniser.ts';
import type { StartWorker, WorkerPort } from '../worker-port.ts';
import { type Segment, voicedSegment } from './voiced-segment.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/**
 * @file One channel over a worker that recognises whole segments. A segment is kept until its words
 * came; a worker that dies or stops answering is replaced and gets it again.
 */

/** Whisper hears 30 s at once; somebody who speaks on is cut before that. */
const longestSeconds = 28;
/** Between two looks at the words so far, and the slowest look that is still worth it. */
const partialEverySeconds = 1;
const slowestPartialMs = 400;
const mostDeaths = 3;

export interface SegmentParts {
  readonly model: string;
  readonly startWorker: StartWorker<ToWorker, FromWorker>;
  readonly opening: Extract<ToWorker, { do: 'open' }>;
  readonly listener: RecogniserListener;
  readonly onRestart: (reason: string) => void;
  /** Looks, `everyMs` apart, that a segment or the opening may take. */
  readonly patience?: { readonly everyMs: number; readonly looks: number };
  readonly onClosed?: () => void;
}

const usualPatience = { everyMs: 1000, looks: 90 };

/** The first worker could not open the model. */
export class SegmentOpeningFailed extends Error {
  override readonly name = 'SegmentOpeningFailed';
  readonly damaged: boolean;

  constructor(reason: string, damaged: boolean) {
    super(reason);
    this.damaged = damaged;
  }
}

interface Job {
  readonly id: number;
  readonly segment: Segment;
  readonly isFinal: boolean;
  /** Settled when its words were told, or nobody will tell them. */
  readonly end: PromiseWithResolvers<undefined>;
}

/** Resolves when the model is open. Rejects with SegmentOpeningFailed when it cannot be. */
export async function openSegmentRecogniser(parts: SegmentParts): Promise<Recogniser> {
  const { listener, model } = parts;
  const patience = parts.patience ?? usualPatience;
  const opened = Promise.withResolvers<undefined>();
  /** Since the last end. */
  let blocks: Float32Array<ArrayBuffer>[] = [];
  let held = 0;
  let taken = 0;
  let lookedAt = 0;
  let lastPartial = '';
  /** In the order they were asked for; the first is being worked on. */
  let jobs: Job[] = [];
  let nextId = 1;
  let askedAt = 0;
  let lastMs = 0;
  let deaths = 0;
  let silentLooks = 0;
  let port: WorkerPort<ToWorker> | undefined;
  let isOpen = false;
  let wasOpen = false;
  let closed = false;

  function end(): void {
    closed = true;
    clearInterval(watch);
    port?.terminate();
    port = undefined;
    for (const job of jobs) job.end.resolve(undefined);
    jobs = [];
    parts.onClosed?.();
  }

  function send(): void {
    const [job] = jobs;
    if (!isOpen || job === undefined) return;
    const samples = job.segment.samples.slice();
    askedAt = performance.now();
    silentLooks = 0;
    port?.post({ do: 'recognise', id: job.id, samples }, [samples.buffer]);
  }

  function ask(segment: Segment, isFinal: boolean): void {
    jobs.push({ id: nextId, segment, isFinal, end: Promise.withResolvers() });
    nextId += 1;
    if (jobs.length === 1) send();
  }

  const settled = async (): Promise<void> => {
    await Promise.all(jobs.map((job) => job.end.promise));
  };

  function start(): void {
    isOpen = false;
    silentLooks = 0;
    const worker: WorkerPort<ToWorker> = parts.startWorker(
      (message) => {
        if (worker === port) hear(message);
      },
      (reason) => {
        if (worker === port) die(reason, false);
      },
    );
    port = worker;
    worker.post(parts.opening);
  }

  function die(reason: string, damaged: boolean): void {
    port?.terminate();
    port = undefined;
    deaths += 1;
    if (!wasOpen) {
      end();
      opened.reject(new SegmentOpeningFailed(reason, damaged));
    } else if (deaths < mostDeaths) {
      parts.onRestart(reason);
      start();
    } else {
      end();
      listener.failed({
        message: `The recogniser with ${model} stopped ${mostDeaths} times in a row.`,
        mend: 'Close other programs if memory is short, or choose another speech model; then start listening again.',
      });
    }
  }

  function hear(message: FromWorker): void {
    silentLooks = 0;
    if (message.is === 'failed') die(message.reason, message.damaged);
    else if (message.is === 'loading') listener.loading?.(message.share);
    else if (message.is === 'open') {
      isOpen = true;
      wasOpen = true;
      opened.resolve(undefined);
      send();
    } else if (message.id === jobs[0]?.id) {
      const [job, ...later] = jobs;
      jobs = later;
      deaths = 0;
      lastMs = performance.now() - askedAt;
      tell(job, message.words);
      job.end.resolve(undefined);
      send();
    }
  }

  function tell(job: Job, words: Extract<FromWorker, { is: 'recognised' }>['words']): void {
    if (words.length === 0) return;
    const offset = (job.segment.from / sampleRate) * 1000;
    if (!job.isFinal) {
      const text = words.map((word) => word.text).join(' ');
      if (text !== lastPartial) listener.partial(text);
      lastPartial = text;
    } else
      listener.final(
        words.map((word) => ({
          ...word,
          startMs: Math.round(offset + word.startMs),
          endMs: Math.round(offset + word.endMs),
        })),
      );
  }

  /** What is held becomes a segment, or is dropped where it is silence. */
  function cut(): void {
    const segment = voicedSegment(blocks, taken - held);
    blocks = [];
    held = 0;
    lookedAt = taken;
    lastPartial = '';
    if (segment !== undefined) ask(segment, true);
  }

  function lookAtWords(): void {
    if (taken - lookedAt < partialEverySeconds * sampleRate) return;
    if (jobs.length > 0 || lastMs > slowestPartialMs) return;
    lookedAt = taken;
    const segment = voicedSegment(blocks, taken - held);
    if (segment !== undefined) ask(segment, false);
  }

  const watch = setInterval(() => {
    silentLooks = !isOpen || jobs.length > 0 ? silentLooks + 1 : 0;
    if (silentLooks >= patience.looks) die('the worker stopped answering', false);
  }, patience.everyMs);
  start();
  await opened.promise;

  return {
    model,
    accept: (samples) => {
      if (closed || samples.length === 0) return;
      blocks.push(samples);
      held += samples.length;
      taken += samples.length;
      if (held >= longestSeconds * sampleRate) cut();
      else lookAtWords();
    },
    finish: () => {
      if (!closed) cut();
      // Of older segments too: everything said so far is final afterwards.
      return settled();
    },
    drained: settled,
    close: () => {
      if (!closed) end();
    },
  };
}
