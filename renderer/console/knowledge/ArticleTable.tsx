import type { AlignType, Table, TableCell, TableRow } from 'mdast';
import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/classes.ts';

const sides: Readonly<Record<NonNullable<AlignType>, string>> = {
  left: 'text-start',
  center: 'text-center',
  right: 'text-end',
};

/** A table of an article; scrolls by itself when it is wider than the page. */
export function ArticleTable(props: {
  table: Table;
  cited: ReadonlySet<TableRow>;
  cell: (cell: TableCell) => ReactNode;
}): ReactNode {
  const { cited, table } = props;
  const [head, ...rows] = table.children;
  const side = (column: number): string => sides[table.align?.[column] ?? 'left'];
  return (
    <div
      className="mb-2.5 overflow-x-auto rounded-md border border-line"
      tabIndex={0}
      role="group"
      aria-label="Table"
    >
      <table className="w-full text-sm">
        <thead className="bg-sunken text-muted">
          <tr>
            {head?.children.map((cell, column) => (
              <th key={column} scope="col" className={cx('px-2.5 py-1 font-medium', side(column))}>
                {props.cell(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={index}
              data-cited={cited.has(row) || undefined}
              className={cx('border-t border-line align-top', cited.has(row) && 'bg-cited')}
            >
              {row.children.map((cell, column) => (
                <td key={column} className={cx('px-2.5 py-1', side(column))}>
                  {props.cell(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
