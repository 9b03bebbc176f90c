import { useState, type ReactNode } from 'react';
import type { LabelReport } from '#domain/taxonomy.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { percent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { count } from '../amounts.ts';
import { labelTitle } from './meaning.ts';

type Column = 'label' | 'examples' | 'recall' | 'precision';

const columns: readonly {
  readonly column: Column;
  readonly title: string;
  readonly hint: string;
}[] = [
  { column: 'label', title: 'Label', hint: '' },
  { column: 'examples', title: 'Examples', hint: '' },
  { column: 'recall', title: 'Found', hint: 'Recall: share of its examples that get this label' },
  {
    column: 'precision',
    title: 'Right',
    hint: 'Precision: share of texts that got this label and deserve it',
  },
];

/** Rows in the order of one column; ties by label, so that the order is always the same. */
export function sorted(
  rows: readonly LabelReport[],
  column: Column,
  descending: boolean,
): readonly LabelReport[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const first = column === 'label' ? a.label.localeCompare(b.label) : a[column] - b[column];
    return sign * first || a.label.localeCompare(b.label);
  });
}

const columnLook: Readonly<Record<Column, string>> = {
  label: 'text-start',
  examples: 'w-[4.4rem] pe-3 text-end',
  recall: 'w-[3.6rem] pe-3 text-end @md/console:w-29',
  precision: 'w-[3.4rem] pe-3 text-end @md/console:w-29',
};

/** Rows shown before somebody asks for the rest. */
const few = 12;

function Share(props: { value: number }): ReactNode {
  return (
    <div className="flex items-center justify-end gap-2">
      <div className="hidden h-1.5 w-14 overflow-hidden rounded-full bg-sunken @md/console:block">
        <div
          className={props.value < 0.6 ? 'h-full bg-warn' : 'h-full bg-accent'}
          style={{ width: `${props.value * 100}%` }}
        />
      </div>
      <span className="w-10 text-end tabular-nums">{percent(props.value)}</span>
    </div>
  );
}

/** How each label did, worst found first. */
export function LabelTable(props: { rows: readonly LabelReport[] }): ReactNode {
  const [order, setOrder] = useState<{ column: Column; descending: boolean }>({
    column: 'recall',
    descending: false,
  });
  const [filter, setFilter] = useState('');
  const [all, setAll] = useState(false);
  const wanted = filter.trim().toLocaleLowerCase();
  const matching = sorted(props.rows, order.column, order.descending).filter(({ label }) =>
    labelTitle(label).toLocaleLowerCase().includes(wanted),
  );
  const shown = all ? matching : matching.slice(0, few);
  return (
    <div>
      {props.rows.length <= few ? null : (
        <TextField
          label="Find a label"
          quietLabel
          type="search"
          placeholder="Find a label"
          className="mb-2 max-w-64"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <table className="w-full table-fixed text-sm">
        <caption className="sr-only">Labels and how well they are told apart</caption>
        <thead className="text-xs text-muted">
          <tr className="align-bottom">
            {columns.map(({ column, title, hint }) => {
              const active = order.column === column;
              return (
                <th
                  key={column}
                  scope="col"
                  aria-sort={!active ? 'none' : order.descending ? 'descending' : 'ascending'}
                  className={columnLook[column]}
                >
                  <button
                    type="button"
                    title={hint === '' ? undefined : hint}
                    onClick={() =>
                      setOrder({
                        column,
                        // Names and shares from the bottom, counts from the top: what is asked first.
                        descending: active ? !order.descending : column === 'examples',
                      })
                    }
                    className={`relative inline-flex min-h-6 items-center gap-0.5 rounded-sm hover:text-ink ${active ? 'font-semibold text-ink' : 'font-medium'}`}
                  >
                    {title}
                    {active ? (
                      <Icon
                        name="chevron"
                        className={`absolute inset-s-full size-3 ${order.descending ? '' : 'rotate-180'}`}
                      />
                    ) : null}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.label} className="border-t border-line">
              <th scope="row" className="py-1 pe-3 text-start font-normal wrap-anywhere">
                <bdi>{labelTitle(row.label)}</bdi>
              </th>
              <td className="py-1 pe-3 text-end tabular-nums">{count(row.examples)}</td>
              <td className="py-1 pe-3">
                <Share value={row.recall} />
              </td>
              <td className="py-1 pe-3">
                <Share value={row.precision} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? (
        <p className="py-3 text-sm text-subtle">No label has that in its name.</p>
      ) : null}
      {matching.length <= few ? null : (
        <Button look="quiet" className="mt-1" onClick={() => setAll(!all)}>
          {all ? `Show ${few} only` : `Show all ${count(matching.length)} labels`}
        </Button>
      )}
    </div>
  );
}
