import { useState, type ReactNode } from 'react';
import type { Confusion } from '#domain/taxonomy.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { count, counted } from '../amounts.ts';
import { labelTitle } from './meaning.ts';

const few = 6;

/** Which label was taken for which, with some of the texts. */
export function ConfusionList(props: { confusions: readonly Confusion[] }): ReactNode {
  const [all, setAll] = useState(false);
  const shown = all ? props.confusions : props.confusions.slice(0, few);
  if (shown.length === 0)
    return <p className="text-sm text-subtle">No label was taken for another.</p>;
  return (
    <>
      <ul className="divide-y divide-line text-sm">
        {shown.map((confusion) => (
          <li key={`${confusion.label} ${confusion.taken}`} className="py-2 first:pt-0">
            <p className="wrap-anywhere">
              <bdi className="font-medium">{labelTitle(confusion.label)}</bdi>
              <span className="text-muted"> taken for </span>
              <bdi className="font-medium">{labelTitle(confusion.taken)}</bdi>
              <span className="text-muted">, {counted(confusion.count, 'time')}</span>
            </p>
            <ul className="mt-0.5 space-y-0.5 text-muted">
              {confusion.texts.map((text) => (
                <li
                  key={text}
                  dir="auto"
                  className="line-clamp-3 border-s-2 border-line ps-2 wrap-anywhere"
                >
                  {text}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {props.confusions.length <= few ? null : (
        <Button look="quiet" className="mt-1" onClick={() => setAll(!all)}>
          {all ? `Show ${few} only` : `Show all ${count(props.confusions.length)}`}
        </Button>
      )}
    </>
  );
}
