import type { ReactNode } from 'react';
import type { PipeTable } from './table.ts';

/** A table of an article; scrolls by itself when it is wider than the page. */
export function ArticleTable(props: { table: PipeTable }): ReactNode {
  const { head, rows } = props.table;
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
            {head.map((title, index) => (
              <th key={index} scope="col" className="px-2.5 py-1 text-start font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="border-t border-line align-top">
              {row.map((cell, column) => (
                <td key={column} className="px-2.5 py-1">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
