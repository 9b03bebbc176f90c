import type { RecordedTurn, Recording } from '#domain/recording.ts';
import type { Clock } from '#core/ports.ts';

export type PlaySpeed = 'instant' | 1 | 8;
export type PlayerState = 'ready' | 'playing' | 'paused' | 'finished' | 'stopped';

export interface Player {
  /** Starts, or goes on after a pause. */
  play(): void;
  /** Keeps the time left until the next turn. */
  pause(): void;
  /** Ends for good; a turn being said is still finished. */
  stop(): void;
  state(): PlayerState;
  /** How many turns were said. */
  position(): number;
  /** Settles once every turn was said or the player was stopped; rejects if `say` fails. */
  readonly done: Promise<PlayerState>;
}

/**
 * Plays a recording through the clock: each turn is said when it had ended in the recording,
 * divided by the speed; `instant` says one after another. `say` may take its time: the next turn
 * waits for it, so turns never overtake each other.
 */
export function createPlayer(options: {
  readonly clock: Clock;
  readonly speed: PlaySpeed;
  readonly recording: Recording;
  readonly say: (turn: RecordedTurn, index: number) => void | Promise<void>;
}): Player {
  const { clock, recording, speed } = options;
  let state: PlayerState = 'ready';
  let index = 0;
  let cancel: (() => void) | undefined;
  /** Place in the recording, milliseconds, and when the clock was there. */
  let place = 0;
  let since = 0;
  let saying = false;
  const { promise, resolve, reject } = Promise.withResolvers<PlayerState>();

  const finish = (end: 'finished' | 'stopped'): void => {
    cancel?.();
    cancel = undefined;
    state = end;
    resolve(end);
  };

  const endOf = (turn: RecordedTurn): number => turn.offsetMs + (turn.durationMs ?? 0);

  const schedule = (): void => {
    if (state !== 'playing' || saying) return;
    const turn = recording.turns[index];
    if (turn === undefined) {
      finish('finished');
      return;
    }
    const wait = speed === 'instant' ? 0 : Math.max(0, (endOf(turn) - place) / speed);
    since = clock.monotonic();
    cancel = clock.after(wait, () => {
      cancel = undefined;
      place = Math.max(place, endOf(turn));
      void sayNext(turn);
    });
  };

  const sayNext = async (turn: RecordedTurn): Promise<void> => {
    saying = true;
    const number = index;
    index += 1;
    try {
      await options.say(turn, number);
    } catch (error) {
      state = 'stopped';
      reject(error instanceof Error ? error : new Error(String(error)));
      return;
    } finally {
      saying = false;
    }
    schedule();
  };

  return {
    play: () => {
      if (state !== 'ready' && state !== 'paused') return;
      state = 'playing';
      schedule();
    },
    pause: () => {
      if (state !== 'playing') return;
      state = 'paused';
      if (cancel === undefined) return;
      cancel();
      cancel = undefined;
      if (speed !== 'instant') place += (clock.monotonic() - since) * speed;
    },
    stop: () => {
      if (state !== 'finished' && state !== 'stopped') finish('stopped');
    },
    state: () => state,
    position: () => index,
    done: promise,
  };
}
