import { useState, type ReactNode } from 'react';
import type { ModelFigure } from '#domain/model-listing.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { count } from '../amounts.ts';
import { figureValue } from './modelText.ts';

const few = 4;

/** What was measured, on what, with how many. */
export function FigureTable(props: {
  title: string;
  figures: readonly ModelFigure[];
  empty: string;
  action?: ReactNode;
}): ReactNode {
  const [all, setAll] = useState(false);
  const shown = all ? props.figures : props.figures.slice(0, few);
  return (
    <div className="min-w-0">
      <div className="mb-1 flex min-h-7 flex-wrap items-center gap-2">
        <h4 className="text-xs font-semibold text-muted">{props.title}</h4>
        <div className="ml-auto">{props.action}</div>
      </div>
      {shown.length === 0 ? (
        <p className="text-sm text-subtle">{props.empty}</p>
      ) : (
        <ul aria-label={props.title} className="text-sm">
          {shown.map((figure) => (
            <li
              key={`${figure.what} ${figure.metric}`}
              className="flex items-baseline gap-3 border-t border-line py-1 first:border-t-0"
            >
              <span className="min-w-0 flex-1 wrap-anywhere">
                {figure.what}
                <span className="block text-xs text-subtle">
                  {figure.metric}, n = {count(figure.n)}
                </span>
              </span>
              <span className="font-semibold whitespace-nowrap tabular-nums">
                {figureValue(figure)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {props.figures.length <= few ? null : (
        <Button look="quiet" className="-ms-2.5" onClick={() => setAll(!all)}>
          {all ? `Show ${few} only` : `Show all ${props.figures.length}`}
        </Button>
      )}
    </div>
  );
}
