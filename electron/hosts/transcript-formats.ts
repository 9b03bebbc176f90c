import type { Speaker } from '#domain/conversation.ts';
import type { HeardWord } from '#domain/speech.ts';

/** @file A transcript as people and programs want it: JSON, WebVTT, plain text. */

export interface TranscriptLine {
  readonly speaker: Speaker;
  readonly startMs: number;
  readonly endMs: number;
  /** As people write it: numbers, names and addresses mended, card data masked. */
  readonly text: string;
  /** As the recogniser heard them; empty where they were card data. */
  readonly words: readonly HeardWord[];
  /** Mean of the words', 0 to 1. */
  readonly confidence: number;
}

export interface Transcript {
  readonly file: string;
  readonly seconds: number;
  readonly model: string;
  readonly lines: readonly TranscriptLine[];
  /** What a reader should know; nothing was lost. */
  readonly notes?: readonly string[];
  /** Why the recording was not read to its end, and from where on. */
  readonly damage?: string;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `HH:MM:SS.mmm`, as WebVTT wants it. */
export function vttTime(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const seconds = Math.floor(whole / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(whole % 1000).padStart(3, '0')}`;
}

/** `M:SS`, with hours where there are some. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

export const speakerNames: Readonly<Record<Speaker, string>> = {
  agent: 'Agent',
  customer: 'Customer',
};

/** Letters that mean something in a cue (WebVTT, section 4.2.2). */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** WebVTT with a voice tag per line; NOTE lines say what a reader must know. */
export function toVtt({ file, model, lines, notes = [], damage }: Transcript): string {
  const plain = (text: string): string => text.replaceAll('-->', '->').replaceAll(/\s+/g, ' ');
  const head = [
    `${file}, recognised by ${model}`,
    ...notes,
    ...(damage === undefined ? [] : [damage]),
  ];
  const cues = lines.map(
    ({ speaker, startMs, endMs, text }) =>
      // A cue must end after it begins.
      `${vttTime(startMs)} --> ${vttTime(Math.max(endMs, startMs + 1))}\n<v ${speakerNames[speaker]}>${escaped(text)}`,
  );
  return `${['WEBVTT', ...head.map((note) => `NOTE ${plain(note)}`), ...cues].join('\n\n')}\n`;
}

/** One line each: when, who, what. */
export const toPlainText = ({ lines }: Transcript): string =>
  lines
    .map(
      ({ speaker, startMs, text }) => `[${clockTime(startMs)}] ${speakerNames[speaker]}: ${text}\n`,
    )
    .join('');

/** Mean of the words' confidence, to three decimals; 0 without words. */
export const meanConfidence = (words: readonly HeardWord[]): number =>
  words.length === 0
    ? 0
    : Math.round(
        (words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length) * 1000,
      ) / 1000;
