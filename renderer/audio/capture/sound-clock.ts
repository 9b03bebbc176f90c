import type { Speaker } from '#domain/conversation.ts';
import type { Problem } from '../session.ts';
import type { CaptureListener } from './capture.ts';
import { blockSamples } from './sound-block.ts';
import { openSoundGraph, type SoundGraph } from './sound-graph.ts';
import { graphProblem, plainDetector, waitsForClick } from './source-problem.ts';
import type { FromWorklet } from './worklet-messages.ts';

/**
 * @file The call's clock over one sound graph after another: a graph that stood still (the machine
 * slept) is replaced, and the clock is put forward by what was missed.
 */

/** Looks in a row without a block before the graph is replaced. Looks and not time: the page may
 * have been busy, and blocks wait in the same queue. */
const patience = 4;
const lookEveryMs = 1_000;

export interface SoundClock {
  /** Rejects with what `graphProblem` says when there can be no graph at all. */
  readonly opened: Promise<void>;
  connect(speaker: Speaker, stream: MediaStream | undefined): void;
  connectStereo(stream: MediaStream | undefined): void;
  /** Drops sound from this moment on, also what is under way. */
  hold(): void;
  go(): Promise<void>;
  close(): Promise<void>;
}

/** What is connected, to be connected again. */
type Streams =
  | { readonly agent?: MediaStream; readonly customer?: MediaStream }
  | { readonly both: MediaStream };

/** Time as samples, in whole blocks: a block begins where another could. */
const wholeBlocks = (ms: number): number =>
  Math.max(0, Math.floor((ms * 16) / blockSamples)) * blockSamples;

export function openClock(
  listener: Pick<CaptureListener, 'block' | 'gap' | 'problem'>,
  /** Asks for devices anew, after a gap. */
  reopen: () => Promise<void>,
): SoundClock {
  let streams: Streams = {};
  let graph: SoundGraph | undefined;
  /** Counts graphs: one that was replaced has nothing more to say. */
  let generation = 0;
  let epoch = 0;
  let holding = false;
  let closed = false;
  /** Where the graph's first block lies; undefined until it is heard. */
  let base: number | undefined = 0;
  /** Where the last block ended on the call's clock, and when that was by the wall. */
  let end = 0;
  let endedAt = Date.now();
  let looks = 0;
  let hasProblem = false;

  const say = (problem: Problem | undefined): void => {
    if (problem === undefined && !hasProblem) return;
    hasProblem = problem !== undefined;
    listener.problem('stopped', problem);
  };
  const plug = (to: SoundGraph): void => {
    if ('both' in streams) to.connectStereo(streams.both);
    else {
      to.connect('agent', streams.agent);
      to.connect('customer', streams.customer);
    }
  };
  const hear = (message: FromWorklet): void => {
    if (message.is === 'plain') {
      listener.problem('detector', plainDetector(message.reason));
      return;
    }
    if (message.is === 'gap') {
      void replace();
      return;
    }
    looks = 0;
    say(undefined);
    base ??= end + wholeBlocks(Date.now() - endedAt) - message.at;
    const at = base + message.at;
    end = at + blockSamples;
    endedAt = Date.now();
    const { agent, customer } = message;
    const heard = !holding && message.epoch === epoch;
    listener.block({
      at,
      length: blockSamples,
      ...(heard && agent && { agent }),
      ...(heard && customer && { customer }),
    });
  };

  const build = async (): Promise<void> => {
    const own = (generation += 1);
    const next = await openSoundGraph({
      heard: (message) => {
        if (own === generation && !closed) hear(message);
      },
      changed: () => {
        if (own === generation && graph?.isRunning() === true) say(undefined);
      },
    });
    if (own !== generation || closed) {
      await next.close();
      return;
    }
    graph = next;
    if (holding) next.hold();
    else if (epoch > 0) next.go(epoch);
    plug(next);
    wake();
  };
  const wake = (): void => {
    // Waits for a click where the browser wants one; the look below says so.
    graph?.wake().catch((error: unknown) => say(graphProblem(error)));
  };
  const replace = async (): Promise<void> => {
    const last = graph;
    graph = undefined;
    generation += 1;
    looks = 0;
    base = undefined;
    listener.gap(Math.max(0, Date.now() - endedAt));
    await last?.close();
    try {
      await build();
      await reopen();
    } catch (error) {
      say(graphProblem(error));
    }
  };

  const look = (): void => {
    looks += 1;
    if (graph === undefined || looks < patience) return;
    if (graph.isRunning()) void replace();
    else {
      wake();
      if (looks === patience) say(waitsForClick);
    }
  };
  const watch = setInterval(look, lookEveryMs);
  addEventListener('pointerdown', wake, { capture: true });
  addEventListener('keydown', wake, { capture: true });

  const opened = build();
  // Whoever opened the clock asks later; until then it is not unheard.
  opened.catch(() => undefined);
  return {
    opened,
    connect: (speaker, stream) => {
      const { [speaker]: _last, ...rest } = 'both' in streams ? {} : streams;
      streams = { ...rest, ...(stream && { [speaker]: stream }) };
      graph?.connect(speaker, stream);
    },
    connectStereo: (stream) => {
      streams = stream ? { both: stream } : {};
      if (stream) graph?.connectStereo(stream);
      else for (const speaker of ['agent', 'customer'] as const) graph?.connect(speaker, undefined);
    },
    hold: () => {
      holding = true;
      graph?.hold();
    },
    go: async () => {
      holding = false;
      epoch += 1;
      graph?.go(epoch);
      wake();
    },
    close: async () => {
      closed = true;
      clearInterval(watch);
      removeEventListener('pointerdown', wake, { capture: true });
      removeEventListener('keydown', wake, { capture: true });
      await graph?.close();
    },
  };
}
