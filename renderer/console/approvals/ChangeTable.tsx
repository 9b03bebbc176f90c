import type { ReactNode } from 'react';
import type { RecordChange } from '#domain/connector.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { fieldValue } from '#renderer/ui/format.ts';

/** One record and what changes on it: field, old value, new value. */
export function ChangeTable(props: { change: RecordChange }): ReactNode {
  const { change } = props;
  const creates = change.operation === 'create';
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="mb-1 text-start">
        <span className="flex items-center gap-1.5">
          <Chip tone={creates ? 'good' : 'accent'}>{creates ? 'New' : 'Changes'}</Chip>
          <span className="truncate font-medium" dir="auto">
            {change.label}
          </span>
        </span>
      </caption>
      <thead className="text-xs text-subtle">
        <tr>
          <th scope="col" className="w-[30%] pb-0.5 text-start font-normal">
            Field
          </th>
          {creates ? null : (
            <th scope="col" className="pb-0.5 text-start font-normal">
              Now
            </th>
          )}
          <th scope="col" className="pb-0.5 text-start font-normal">
            {creates ? 'Value' : 'After'}
          </th>
        </tr>
      </thead>
      <tbody>
        {change.fields.map((field) => (
          <tr key={field.field} className="border-t border-line align-top">
            <th scope="row" className="py-1 pe-2 text-start font-normal wrap-anywhere text-muted">
              {field.title}
            </th>
            {creates ? null : (
              <td className="py-1 pe-2 wrap-anywhere text-subtle" dir="auto">
                <del className="decoration-edge">{fieldValue(field.before)}</del>
              </td>
            )}
            <td className="py-1 font-medium wrap-anywhere" dir="auto">
              {fieldValue(field.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
