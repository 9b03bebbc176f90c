import type { RecordedDecision, RecordedTurn, Recording } from '#domain/recording.ts';
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

type Step =
  | { readonly at: number; readonly turn: RecordedTurn }
  | { readonly at: number; readonly decision: RecordedDecision };

/**
 * Turns when they end and decisions when they fall, in order of time. Turns keep their order: one
 * that talks into a longer one waits for it.
 */
function stepsOf(recording: Recording): Step[] {
  let last = 0;
  const turns = recording.turns.map((turn) => {
    last = Math.max(last, turn.offsetMs + (turn.durationMs ?? 0));
    return { at: last, turn };
  });
  const decisions = recording.decisions.map((decision) => ({ at: decision.offsetMs, decision }));
  return [...turns, ...decisions].toSorted((a, b) => a.at - b.at);
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
  /** What the agent decided in the recording; without it decisions are passed over. */
  readonly decide?: (decision: RecordedDecision) => void | Promise<void>;
}): Player {
  const { clock, recording, speed } = options;
  let state: PlayerState = 'ready';
  let index = 0;
  let said = 0;
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

  const steps = stepsOf(recording);

  const schedule = (): void => {
    if (state !== 'playing' || saying) return;
    const step = steps[index];
    if (step === undefined) {
      finish('finished');
      return;
    }
    const wait = speed === 'instant' ? 0 : Math.max(0, (step.at - place) / speed);
    since = clock.monotonic();
    cancel = clock.after(wait, () => {
      cancel = undefined;
      place = Math.max(place, step.at);
      void take(step);
    });
  };

  const take = async (step: Step): Promise<void> => {
    saying = true;
    index += 1;
    try {
      if ('turn' in step) {
        await options.say(step.turn, said);
        said += 1;
      } else await options.decide?.(step.decision);
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
    position: () => said,
    done: promise,
  };
}
