import { useId, type ReactNode } from 'react';
import type { UrgencyReason } from '#domain/insight.ts';
import type { SentimentTrend as Trend } from '#domain/trend.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { plain } from '#renderer/ui/format.ts';

export interface TrendPoint {
  readonly turn: string;
  /** -1 negative to 1 positive. */
  readonly score: number;
}

type Direction = Trend['direction'];

const mood = (score: number): string =>
  score <= -0.25 ? 'negative' : score >= 0.25 ? 'positive' : 'neutral';

const directionTitle: Readonly<Record<Direction, string>> = {
  better: 'Getting better',
  worse: 'Getting worse',
  steady: 'Steady',
};

const directionColour: Readonly<Record<Direction, string>> = {
  better: 'text-good',
  worse: 'text-bad',
  steady: 'text-muted',
};

/** The direction is judged over so many turns, and said about them. */
const judged = 5;
/** More would be too fine to see. */
const most = 16;

/** "Getting worse: from neutral to negative over the last 4 turns". */
export function trendText(points: readonly TrendPoint[], direction: Direction): string {
  const recent = points.slice(-judged);
  const first = recent[0];
  const last = recent.at(-1);
  if (first === undefined || last === undefined) return '';
  const [from, to] = [mood(first.score), mood(last.score)];
  const change = from === to ? to : `from ${from} to ${to}`;
  return `${directionTitle[direction]}: ${change} over the last ${recent.length} turns`;
}

const width = 44;
const height = 16;
const inset = 2.5;

/** How the customer has sounded, turn by turn, as a small line; and what made the talk urgent. */
export function SentimentTrend(props: {
  points: readonly TrendPoint[];
  direction: Direction;
  urgency?: readonly UrgencyReason[];
}): ReactNode {
  const { direction, urgency = [] } = props;
  const id = useId();
  const points = props.points.slice(-most);
  // One turn is not a trend; its chip says it already.
  const line = points.length > 1;
  if (!line && urgency.length === 0) return null;
  const text = trendText(points, direction);
  const step = (width - 2 * inset) / Math.max(1, points.length - 1);
  const at = points.map(({ score }, index) => ({
    x: inset + index * step,
    y: inset + ((1 - Math.max(-1, Math.min(1, score))) / 2) * (height - 2 * inset),
  }));
  const end = at.at(-1);
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      {line ? (
        <span
          className={`inline-flex items-center gap-1 ${directionColour[direction]}`}
          title={text}
        >
          <svg
            role="img"
            aria-labelledby={id}
            viewBox={`0 0 ${width} ${height}`}
            className="h-4 w-11 shrink-0"
            fill="none"
          >
            <title id={id}>{`Customer: ${text}`}</title>
            <path d={`M0 ${height / 2}h${width}`} className="stroke-line" strokeDasharray="2 2" />
            <polyline
              points={at.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
            {end === undefined ? null : <circle cx={end.x} cy={end.y} r="2" fill="currentColor" />}
          </svg>
          {direction === 'steady' ? null : (
            <span
              className="hidden text-xs whitespace-nowrap @min-[90rem]/console:inline"
              aria-hidden="true"
            >
              {directionTitle[direction]}
            </span>
          )}
        </span>
      ) : null}
      {urgency.length === 0 ? null : (
        <span className="hidden min-w-0 @4xl/console:inline-flex">
          <Chip tone="warn" label="Urgency" title={urgency.map(plain).join(', ')}>
            {urgency.map(plain).join(', ')}
          </Chip>
        </span>
      )}
    </div>
  );
}
