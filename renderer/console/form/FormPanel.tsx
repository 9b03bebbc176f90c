import type { ReactNode } from 'react';
import type { Form } from '#domain/form.ts';
import { Empty, Panel } from '#renderer/ui/Panel.tsx';
import { FieldRow, type Decision } from './FieldRow.tsx';

export interface FormPanelProps {
  readonly form: Form | undefined;
  readonly offline: boolean;
  readonly onDecide: (field: string, decision: Decision) => void;
}

/** The form the talk asks for, filling itself; the agent has the last word on each field. */
export function FormPanel(props: FormPanelProps): ReactNode {
  const { form } = props;
  if (form === undefined)
    return (
      <Panel title="Form" icon="form">
        <Empty icon="form" title="No form yet">
          It appears once it is clear what the customer wants, and fills from their words.
        </Empty>
      </Panel>
    );
  const filled = form.fields.filter(({ value }) => value !== undefined).length;
  return (
    <Panel
      title={form.title}
      icon="form"
      aside={
        <span className="text-xs text-subtle tabular-nums">
          {filled} of {form.fields.length} filled
        </span>
      }
    >
      <ul aria-label={form.title} className="pb-2">
        {form.fields.map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            offline={props.offline}
            onDecide={(decision) => props.onDecide(field.name, decision)}
          />
        ))}
      </ul>
    </Panel>
  );
}
