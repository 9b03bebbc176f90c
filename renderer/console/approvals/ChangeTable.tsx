import type { ReactNode } from 'react';
import type { FieldValue, RecordChange } from '#domain/connector.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { calendarDay, capital, fieldValue } from '#renderer/ui/format.ts';

export interface NamedCustomer {
  readonly id: string;
  readonly name: string;
}

/** Titles that say too little once they stand alone in a table. */
const clearTitle: Readonly<Record<string, string>> = { at: 'Date' };

/** What will be written, as a person says it; what the CRM gets instead is the tooltip. */
function Value(props: { value: FieldValue; customer: NamedCustomer | undefined }): ReactNode {
  const { value, customer } = props;
  if (customer !== undefined && value === customer.id)
    return (
      <>
        {customer.name}{' '}
        <span className="inline-block text-xs font-normal text-subtle">{customer.id}</span>
      </>
    );
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return <span title={value}>{calendarDay(value)}</span>;
  return fieldValue(value);
}

/** One record and what changes on it: field, old value, new value. */
export function ChangeTable(props: {
  change: RecordChange;
  customer?: NamedCustomer | undefined;
}): ReactNode {
  const { change, customer } = props;
  const creates = change.operation === 'create';
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="mb-1 text-start">
        <span className="flex items-center gap-1.5">
          <Chip tone={creates ? 'good' : 'accent'}>{creates ? 'New' : 'Changes'}</Chip>
          <span className="truncate font-medium" dir="auto">
            {creates ? capital(change.record) : change.label}
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
              {clearTitle[field.field] ?? field.title}
            </th>
            {creates ? null : (
              <td className="py-1 pe-2 wrap-anywhere text-subtle" dir="auto">
                <del className="decoration-edge">
                  <Value value={field.before} customer={customer} />
                </del>
              </td>
            )}
            <td className="py-1 font-medium wrap-anywhere whitespace-pre-line" dir="auto">
              <Value value={field.after} customer={customer} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
