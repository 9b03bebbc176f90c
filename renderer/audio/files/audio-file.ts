import { ALL_FORMATS, AudioSampleSink, BlobSource, Input, type InputAudioTrack } from 'mediabunny';
import { wholePages } from './ogg-pages.ts';
import { createResampler, type Resampler } from './resampler.ts';
import type { Problem } from '../session.ts';

/**
 * @file A recording, read in pieces: WAV, MP3, OGG, WebM (and what else the browser decodes). Only
 * some seconds of it are in memory at a time.
 */

export interface AudioPiece {
  /** 16 kHz; one, or two of the same length: left and right. */
  readonly channels: readonly Float32Array<ArrayBuffer>[];
}

export interface AudioFile {
  /** Of the file as it is; of a damaged one, as long as its packets say. */
  readonly seconds: number;
  /** 1 or 2; of more than two only the first two are read. */
  readonly channels: 1 | 2;
  /**
   * From the beginning, in order. Ends early at damage: `damage` says so then. Can be asked for
   * more than once.
   */
  pieces(): AsyncGenerator<AudioPiece, void>;
  /** After the pieces were read to their end. */
  damage(): Problem | undefined;
  close(): void;
}

/** The file is no recording that can be read. */
export class AudioFileError extends Error {
  override readonly name = 'AudioFileError';
  readonly mend: string;

  constructor(message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.mend = mend;
  }
}

const kinds = 'WAV, MP3, OGG or WebM';
/** Pieces are gathered to so many samples of 16 kHz: a quarter of a second. */
const pieceSamples = 4_000;
/** A hole in a file's own times is silence up to this many seconds; more is damage. */
const longestHole = 600;
/** Less of a hole is rounding of its times. */
const shortestHole = 0.06;
/** Less that is missing at the end is padding of an encoder. */
const missingSeconds = 0.5;

/** Rejects with AudioFileError: empty, no recording, or a codec that this browser has not. */
export async function openAudioFile(file: Blob): Promise<AudioFile> {
  if (file.size === 0)
    throw new AudioFileError('The file is empty.', 'Export or copy the recording again.');
  const whole = await wholePages(file);
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(whole) });
  try {
    const track = await firstTrack(input);
    const channels = (await track.getNumberOfChannels()) >= 2 ? 2 : 1;
    const claimed = await claimedSeconds(file, input);
    // Walks over the packets, not over their sound.
    const seconds = Math.max(0.001, await input.computeDuration([track]).catch(() => claimed ?? 0));
    const isCut = whole !== file;
    return readable(input, track, { channels, seconds, claimed, isCut });
  } catch (error) {
    input.dispose();
    throw error;
  }
}

async function firstTrack(input: Input): Promise<InputAudioTrack> {
  let track: InputAudioTrack | null;
  try {
    track = await input.getPrimaryAudioTrack();
  } catch (error) {
    throw new AudioFileError(
      'This is not a recording that can be read, or its beginning is damaged.',
      `Choose a ${kinds} file.`,
      { cause: error },
    );
  }
  if (track === null)
    throw new AudioFileError('There is no sound in this file.', `Choose a ${kinds} file.`);
  if (!(await track.canDecode().catch(() => false)))
    throw new AudioFileError(
      'This browser cannot decode the sound of this file.',
      `Save it as ${kinds}, then choose it again.`,
    );
  return track;
}

/** What the file says of itself, where it does: more than there is when it was cut off. */
async function claimedSeconds(file: Blob, input: Input): Promise<number | undefined> {
  const wav = await wavSeconds(file);
  return wav ?? (await input.getDurationFromMetadata().catch(() => null)) ?? undefined;
}

/** Length by a RIFF header's `data` chunk, which stays when the end of the file is lost. */
async function wavSeconds(file: Blob): Promise<number | undefined> {
  const view = new DataView(await file.slice(0, 4_096).arrayBuffer());
  const tag = (at: number): string =>
    String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
  if (view.byteLength < 12 || tag(0) !== 'RIFF') return undefined;
  let perSecond: number | undefined;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true);
    if (tag(at) === 'fmt ' && at + 20 <= view.byteLength) perSecond = view.getUint32(at + 16, true);
    // A recorder that was never stopped leaves 0 or the largest number there is.
    if (tag(at) === 'data')
      return perSecond && size > 0 && size < 0xffff_fff0 ? size / perSecond : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

function readable(
  input: Input,
  track: InputAudioTrack,
  facts: {
    readonly channels: 1 | 2;
    readonly seconds: number;
    readonly claimed: number | undefined;
    /** The end of the file is known to be missing. */
    readonly isCut: boolean;
  },
): AudioFile {
  const { channels, seconds, claimed, isCut } = facts;
  let damage: Problem | undefined;
  const damaged = (at: number, until: number | undefined): void => {
    const rest = until === undefined || until < at + 1 ? '' : ` of ${clock(until)}`;
    damage = {
      message: `The recording is damaged or cut off: from ${clock(at)}${rest} on it could not be read.`,
      mend: 'What comes before is written down; copy or export the recording again for the rest.',
    };
  };

  async function* pieces(): AsyncGenerator<AudioPiece, void> {
    damage = undefined;
    let resamplers: readonly Resampler[] | undefined;
    let rate = 0;
    /** Frames so far at the file's rate, on its own times. */
    let frames = 0;
    let waiting: Float32Array<ArrayBuffer>[][] = [];
    let waitingSamples = 0;
    const gather = (parts: Float32Array<ArrayBuffer>[]): void => {
      waiting.push(parts);
      waitingSamples += parts[0]?.length ?? 0;
    };
    const take = (): AudioPiece => {
      const joined = Array.from({ length: channels }, (_, side) =>
        join(
          waiting.map((parts) => parts[side] ?? new Float32Array(0)),
          waitingSamples,
        ),
      );
      waiting = [];
      waitingSamples = 0;
      return { channels: joined };
    };
    try {
      for await (const sample of new AudioSampleSink(track).samples()) {
        try {
          if (resamplers === undefined || sample.sampleRate !== rate) {
            // Some files change their rate in the middle; the clock goes on.
            if (resamplers) gather(resamplers.map((one) => one.flush()));
            frames = rate === 0 ? 0 : Math.round((frames * sample.sampleRate) / rate);
            rate = sample.sampleRate;
            resamplers = Array.from({ length: channels }, () => createResampler(rate));
          }
          const sides = planes(sample, channels);
          const hole = sample.timestamp - frames / rate;
          if (hole > longestHole) {
            damaged(frames / rate, claimed ?? seconds);
            break;
          }
          if (hole > shortestHole) {
            const missing = Math.round(hole * rate);
            for (let left = missing; left > 0; left -= rate) {
              const silence = new Float32Array(Math.min(left, rate));
              gather(resamplers.map((one) => one.accept(silence)));
            }
            frames += missing;
          }
          gather(resamplers.map((one, side) => one.accept(sides[side] ?? new Float32Array(0))));
          frames += sides[0]?.length ?? 0;
        } finally {
          sample.close();
        }
        if (waitingSamples >= pieceSamples) yield take();
      }
    } catch {
      // The decoder's words tell a person nothing; where it happened does.
      damaged(rate === 0 ? 0 : frames / rate, claimed ?? seconds);
    }
    if (resamplers) gather(resamplers.map((one) => one.flush()));
    if (waitingSamples > 0) yield take();
    const read = rate === 0 ? 0 : frames / rate;
    const whole = Math.max(seconds, claimed ?? 0);
    if (damage === undefined && (isCut || read + missingSeconds < whole)) damaged(read, whole);
  }

  return { seconds, channels, pieces, damage: () => damage, close: () => input.dispose() };
}

/** The first channels of a decoded sample; what lies before the beginning is left out. */
function planes(
  sample: {
    readonly numberOfFrames: number;
    readonly numberOfChannels: number;
    readonly sampleRate: number;
    readonly timestamp: number;
    copyTo(
      to: Float32Array<ArrayBuffer>,
      options: { planeIndex: number; format: 'f32-planar' },
    ): void;
  },
  channels: number,
): Float32Array<ArrayBuffer>[] {
  const early = Math.max(0, Math.round(-sample.timestamp * sample.sampleRate));
  return Array.from({ length: channels }, (_, side) => {
    const plane = new Float32Array(sample.numberOfFrames);
    const planeIndex = Math.min(side, sample.numberOfChannels - 1);
    sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
    return early > 0 ? plane.slice(early) : plane;
  });
}

function join(parts: readonly Float32Array[], length: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
