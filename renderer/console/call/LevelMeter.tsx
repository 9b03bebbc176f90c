import { useEffect, useRef, type ReactNode } from 'react';
import type { Levels } from '#renderer/audio/session.ts';
import { cx } from '#renderer/ui/classes.ts';

/** Quieter than this shows nothing, decibel full scale. */
const floorDb = -60;

/** A meter moves in so many steps, about two pixels each: noise that trembles moves nothing. */
const steps = 50;

/** How much of the meter a level fills, 0 to 1. */
export const filled = (db: number | undefined): number =>
  db === undefined ? 0 : Math.min(1, Math.max(0, 1 - db / floorDb));

export type Loudness = (listener: (db: number | undefined) => void) => () => void;

/** One channel of a session's levels. */
export const loudnessOf =
  (onLevels: (listener: (levels: Levels) => void) => () => void, side: keyof Levels): Loudness =>
  (listener) =>
    onLevels((levels) => listener(levels[side]));

const fills = { agent: 'bg-agent', customer: 'bg-customer' } as const;

/**
 * How loud a channel is. Drawn about 20 times a second without rendering anything anew, and told
 * to nobody who listens to the screen: the words beside it say what matters.
 */
export function LevelMeter(props: {
  side: keyof typeof fills;
  loudness: Loudness;
  className?: string;
}): ReactNode {
  const { loudness } = props;
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = 0;
    let drawn: number | undefined;
    return loudness((db) => {
      // Rises at once and falls slowly, as needles do: readable at a glance.
      shown = Math.max(filled(db), shown * 0.8);
      const step = Math.round(shown * steps);
      // What looks the same is not drawn anew: silence is not to cost a picture.
      if (step === drawn || bar.current === null) return;
      drawn = step;
      bar.current.style.transform = `scaleX(${step / steps})`;
    });
  }, [loudness]);
  return (
    <span
      aria-hidden="true"
      className={cx('block h-1.5 overflow-hidden rounded-full bg-hover', props.className)}
    >
      <span
        ref={bar}
        className={cx(
          'block h-full w-full origin-left [transform:scaleX(0)] rounded-full',
          fills[props.side],
        )}
      />
    </span>
  );
}
