import type { Core } from '#core/surface.ts';
import type { HeardLine } from '#domain/speech.ts';
import { refuse } from './cli-output.ts';
import { meanConfidence, type TranscriptLine } from './transcript-formats.ts';

/** One recording's lines, through the same desk of the core as those of a call. */
export interface TranscriptDesk {
  /** Lines are taken in the order in which they are given; nothing is awaited in between. */
  hear(line: HeardLine): void;
  /** What was kept, in order of time. */
  lines(): Promise<TranscriptLine[]>;
}

/** What stands in a text where something was taken out of it. */
const placeholder = /\[[^\]]+\]/;

/**
 * @param name of the recording; lines are told apart by it
 * @throws CommandStop when the core refuses
 */
export function openTranscriptDesk(core: Core, pack: string, name: string): TranscriptDesk {
  const begun = core.callDesk.begin({ pack, source: 'file', title: name.slice(0, 200) });
  if (!begun.ok) throw refuse(begun.error);
  const conversation = begun.value.id;
  const source = { kind: 'file' as const, label: name.slice(0, 200) };
  const running = core.callDesk.capture({
    conversation,
    state: 'running',
    agent: source,
    customer: source,
  });
  if (!running.ok) throw refuse(running.error);
  const kept: TranscriptLine[] = [];
  let count = 0;
  const work: Promise<void>[] = [];
  const take = async (key: string, line: HeardLine): Promise<void> => {
    const heard = await core.callDesk.hear(conversation, key, line);
    if (!heard.ok) throw refuse(heard.error);
    const { turn } = heard.value;
    if (turn === undefined) return;
    kept.push({
      speaker: turn.speaker,
      startMs: Math.round(line.startMs),
      endMs: Math.round(line.endMs),
      text: turn.text,
      // What was taken out of the text must not stand beside it word by word.
      words: turn.redactions > 0 || placeholder.test(turn.text) ? [] : line.words,
      confidence: meanConfidence(line.words),
    });
  };
  return {
    hear: (line) => {
      count += 1;
      const key = `file-line-${count}`;
      // Not one after the other: a line with digits may wait for the ones behind it.
      const taken = take(key, line);
      work.push(taken);
      // Told where the lines are asked for.
      taken.catch(() => undefined);
    },
    lines: async () => {
      // Nothing more comes: what waits is decided now.
      core.callDesk.capture({ conversation, state: 'ended' });
      await Promise.all(work);
      return kept.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
    },
  };
}
