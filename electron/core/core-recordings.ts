import { ok, err } from '#domain/result.ts';
import type { Conversation } from '#domain/conversation.ts';
import type { Recording } from '#domain/recording.ts';
import { createPlayer, type Player, readRecordings } from './channels/index.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock } from './ports.ts';
import type { Answer, Core, Speed } from './surface.ts';

/** Recordings that play into conversations of their own. */
export interface Recordings {
  play(recording: Recording, pack: string, speed: Speed): Answer<Conversation>;
  importFile: Core['importTranscript'];
  stop(conversation: string): Answer<null>;
  stopAll(): void;
  plays(conversation: string): boolean;
  /** Told when a recording starts or ends in a conversation. */
  onChange(listener: (conversation: string, playing: boolean) => void): () => void;
}

const speeds = { '1': 1, '8': 8, instant: 'instant' } as const;

/** At once, a file of calls is still said one call after the other, so that nothing piles up. */
export function createRecordings(parts: {
  readonly clock: Clock;
  readonly log: Log;
  readonly start: Core['start'];
  readonly say: Core['say'];
  readonly settled: Core['settled'];
  readonly end: (conversation: string) => Promise<unknown>;
}): Recordings {
  const players = new Map<string, Player>();
  const listeners = new Set<(conversation: string, playing: boolean) => void>();
  const tell = (conversation: string, playing: boolean): void => {
    for (const listener of [...listeners]) listener(conversation, playing);
  };

  const play: Recordings['play'] = (recording, pack, speed) => {
    const started = parts.start({
      pack,
      channel: 'recorded',
      ...(recording.header.title !== undefined && { title: recording.header.title }),
    });
    if (!started.ok) return started;
    const { id } = started.value;
    const player = createPlayer({
      clock: parts.clock,
      speed: speeds[speed],
      recording,
      // Decisions in the recording are not played: here an agent sits and decides.
      say: async (turn, index) => {
        const said = parts.say({
          conversation: id,
          speaker: turn.speaker,
          text: turn.text,
          key: `recording:${index}`,
          kind: turn.durationMs === undefined ? 'message' : 'utterance',
          ...(turn.durationMs !== undefined && { durationMs: turn.durationMs }),
        });
        if (!said.ok && said.error.code !== 'INVALID') throw new Error(said.error.message);
        if (speed === 'instant') await parts.settled(id);
      },
    });
    players.set(id, player);
    void player.done
      .catch((thrown: unknown) => {
        parts.log.warn('A recording stopped.', { conversation: id, reason: messageOf(thrown) });
      })
      .finally(() => {
        players.delete(id);
        tell(id, false);
      });
    player.play();
    tell(id, true);
    return started;
  };

  const importFile: Recordings['importFile'] = async (input) => {
    const read = readRecordings(input.name, input.text, { text: 'human' });
    if (!read.ok) {
      const { message, mend } = read.error;
      const code = read.error.code === 'too_large' ? 'TOO_LARGE' : 'INVALID';
      return err({ code, message, ...(mend !== undefined && { mend }) });
    }
    const conversations: Conversation[] = [];
    const problems: { line: number; problem: string }[] = [];
    for (const recording of read.value) {
      problems.push(...recording.problems);
      const played = play(recording, input.pack, input.speed);
      if (!played.ok) return played;
      conversations.push(played.value);
      if (input.speed === 'instant') {
        await players.get(played.value.id)?.done.catch(() => undefined);
        // A file with one conversation stays open to work on; of many, each is wrapped up.
        if (read.value.length > 1) await parts.end(played.value.id);
      }
    }
    return ok({ conversations, problems });
  };

  return {
    play,
    importFile,
    stop: (conversation) => {
      const player = players.get(conversation);
      if (player === undefined)
        return err({ code: 'NOT_FOUND', message: 'No recording plays in this conversation.' });
      player.stop();
      return ok(null);
    },
    plays: (conversation) => players.has(conversation),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stopAll: () => {
      for (const player of players.values()) player.stop();
    },
  };
}
