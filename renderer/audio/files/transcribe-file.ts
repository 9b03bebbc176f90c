import type { ChannelSource } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
import { reconnectDelayMs } from '#renderer/data/backoff.ts';
import { fetchFvad } from '../capture/fvad-file.ts';
import { detectorsFrom } from '../capture/sound-processor.ts';
import { plainDetector } from '../capture/source-problem.ts';
import type { Bleed } from '../lines/bleed.ts';
import { createBothRecognitions } from '../lines/both-recognitions.ts';
import { createSendQueue } from '../lines/send-queue.ts';
import type { SpeechEngine } from '../recogniser.ts';
import type { CallSink, Problem } from '../session.ts';
import { type AudioFile, openAudioFile } from './audio-file.ts';
import { fileBlocks } from './file-blocks.ts';
import { isDoubled, type Sides } from './sides.ts';

/**
 * @file A recording through the same way as a call: voice gate, recogniser, lines; as fast as the
 * recogniser works, with both channels in lockstep.
 */

export interface TranscribeFileOptions {
  readonly engine: SpeechEngine;
  readonly sink: Pick<CallSink, 'line' | 'capture' | 'partial'>;
  /** Prefix of the lines' keys. */
  readonly session: string;
  /** As the agent knows the file. */
  readonly name: string;
  /** Absent: both of a stereo file (left is the agent), and the customer of a mono one. */
  readonly sides?: Sides;
  readonly onProgress?: (progress: FileProgress) => void;
  readonly signal?: AbortSignal;
  readonly bleed?: Bleed;
  /** `fvad.wasm`; fetched when absent. */
  readonly fvad?: ArrayBuffer;
}

export interface FileProgress {
  /** Of the recording. */
  readonly secondsDone: number;
  readonly seconds: number;
  /** 0 to 1. */
  readonly share: number;
}

export interface FileTranscript {
  readonly seconds: number;
  readonly sides: Sides;
  readonly lines: number;
  /** Sentences for the person: damage, one channel only, cancelled. */
  readonly problems: readonly Problem[];
  readonly cancelled: boolean;
}

/** Sound given to the recognisers before they are waited for: what is in memory at a time. */
const aheadBlocks = 80;

const onlyOneSide = (isStereo: boolean): Problem => ({
  message: isStereo
    ? 'Both sides of this recording are the same, so all of it is written as the customer.'
    : 'This recording has one channel, so all of it is written as the customer.',
  mend: 'Who speaks is told by the channel: record in stereo, the agent left and the customer right.',
});

const cancelled: Problem = {
  message: 'Reading the recording was cancelled.',
  mend: 'What was written so far stays; choose the file again to begin anew.',
};

/** The recogniser was given up in the middle of a file. */
export class RecogniserFailed extends Error {
  override readonly name = 'RecogniserFailed';
  readonly mend: string;

  constructor({ message, mend }: Problem) {
    super(message);
    this.mend = mend;
  }
}

/**
 * Rejects with AudioFileError when the file cannot be read at all, and with RecogniserFailed when
 * there is no recogniser; a damaged file resolves, with what could be read written.
 */
export async function transcribeFile(
  blob: Blob,
  options: TranscribeFileOptions,
): Promise<FileTranscript> {
  const file = await openAudioFile(blob);
  try {
    return await transcribe(file, options);
  } finally {
    file.close();
  }
}

async function transcribe(
  file: AudioFile,
  options: TranscribeFileOptions,
): Promise<FileTranscript> {
  const { sink, signal, bleed } = options;
  const { seconds } = file;
  const problems: Problem[] = [];
  const sides = await sidesOf(file, options.sides, problems);
  const speakers: readonly Speaker[] = sides === 'both' ? ['agent', 'customer'] : [sides];
  let failure: Problem | undefined;
  let lines = 0;
  const queue = createSendQueue({
    delayMs: (attempt) => reconnectDelayMs(attempt, Math.random()),
    now: () => performance.now(),
    onChange: () => undefined,
    // The file waits at its end until all is said; it can be cancelled.
    onTrouble: () => undefined,
  });
  const recognitions = createBothRecognitions({
    engine: options.engine,
    onPartial: (partial) => sink.partial(partial),
    onLine: (number, line) => {
      lines += 1;
      const { speaker, startMs, endMs } = line;
      const echo = speaker === 'agent' ? bleed?.measure(startMs, endMs) : undefined;
      const key = `${options.session}:${speaker}:${number}`;
      queue.push(() => sink.line(key, { ...line, ...(echo && { echo }) }), 'line');
    },
    onState: ({ state, problem }) => {
      if (state === 'failed') failure = problem;
    },
    onDropped: (problem) => problems.push(problem),
  });
  const tell = (state: 'running' | 'ended', reason?: string): void => {
    const source: ChannelSource = { kind: 'file', label: options.name.slice(0, 200) };
    const sources = Object.fromEntries(speakers.map((speaker) => [speaker, source]));
    const change = { state, ...sources, ...(reason !== undefined && { reason }) };
    queue.push(() => sink.capture(change), 'change');
  };
  const progress = (secondsDone: number): void =>
    options.onProgress?.({ secondsDone, seconds, share: Math.min(1, secondsDone / seconds) });
  /** A recogniser that has fallen behind is waited for, so that memory stays flat. */
  const waitFor = async (at: number): Promise<void> => {
    await recognitions.drained();
    if (failure) throw new RecogniserFailed(failure);
    progress(Math.min(seconds, at / 16_000));
  };

  try {
    tell('running');
    for (const speaker of speakers) recognitions.open(speaker);
    const fvad = options.fvad ?? (await fetchFvad());
    const detector = detectorsFrom(fvad, (reason) => {
      const problem = plainDetector(reason);
      if (!problems.some(({ message }) => message === problem.message)) problems.push(problem);
    });
    let ahead = 0;
    for await (const block of fileBlocks(file.pieces(), speakers, detector)) {
      if (signal?.aborted === true) break;
      recognitions.accept(block, bleed);
      ahead += 1;
      if (ahead < aheadBlocks) continue;
      ahead = 0;
      await waitFor(block.at);
    }
    await Promise.all(speakers.map((speaker) => recognitions.finish(speaker)));
    const isCancelled = signal?.aborted === true;
    const problem = isCancelled ? cancelled : file.damage();
    if (problem) problems.push(problem);
    else await waitFor(seconds * 16_000);
    tell('ended', problem?.message);
    await Promise.race([queue.empty(), aborted(signal)]);
    return { seconds, sides, lines, problems, cancelled: isCancelled };
  } finally {
    recognitions.close();
    queue.close();
  }
}

async function sidesOf(
  file: AudioFile,
  wished: Sides | undefined,
  problems: Problem[],
): Promise<Sides> {
  const isStereo = file.channels === 2;
  if (wished !== undefined && (wished !== 'both' || isStereo)) return wished;
  if (isStereo && !(await isDoubled(file))) return 'both';
  problems.push(onlyOneSide(isStereo));
  return 'customer';
}

/** Never resolves without a signal. A file that was cancelled before has been told so already. */
const aborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
