import type { ReactNode } from 'react';
import { CustomerRecord } from '#domain/customer.ts';
import { Form } from '#domain/form.ts';
import { CustomerPanel, type CustomerPanelProps } from '../console/customer/CustomerPanel.tsx';
import { FormPanel } from '../console/form/FormPanel.tsx';
import { Trail, Verdict } from '../console/record/RecordSheet.tsx';
import { trail } from './fixtures-app.ts';
import { form, record } from './fixtures-beside.ts';
import { model, words } from './fixtures.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const nobody = async () => [];

const customer = (name: string, change: Partial<CustomerPanelProps>): Story => ({
  group: 'customer',
  name,
  render: () => (
    <CustomerPanel
      record={record}
      evidence={[words(2, '#12345')]}
      search={nobody}
      onChoose={nothing}
      {...change}
    />
  ),
});

const long = CustomerRecord.parse({
  customer: {
    ...record.customer,
    name: 'Wilhelmina Featherstonehaugh-Cholmondeley of the Very Long Estate',
    tier: undefined,
    lifetimeValue: undefined,
    status: 'suspended',
  },
  orders: Array.from({ length: 9 }, (_, index) => ({
    ...record.orders[0],
    id: `order-${index}`,
    number: `1234${index}`,
  })),
  subscriptions: [],
  tickets: [],
  notes: [],
});

const rtl = CustomerRecord.parse({
  ...record,
  customer: { ...record.customer, name: 'ليلى الحداد', address: 'شارع النيل ١٨، القاهرة' },
  notes: [],
  orders: [],
});

const emptyForm = Form.parse({
  ...form,
  fields: form.fields.map(({ name, title, required }) => ({
    name,
    title,
    required,
    sources: [],
    state: 'empty',
  })),
});
const longForm = Form.parse({
  ...form,
  title: 'Return, replacement or repair of a part of a set',
  fields: form.fields.map((field) => ({
    ...field,
    title: `${field.title} as the customer described it`,
    display: field.display?.concat(' and so on'.repeat(8)),
  })),
});

const reading = (content: ReactNode): ReactNode => <div className="bg-surface p-4">{content}</div>;

export const besideStories: readonly Story[] = [
  customer('known', {}),
  customer('unknown', { record: undefined, evidence: [] }),
  customer('chosen by hand', { evidence: [] }),
  customer('long text, many orders', { record: long }),
  customer('right to left', { record: rtl }),
  {
    group: 'form',
    name: 'filling',
    render: () => <FormPanel form={form} offline={false} onDecide={nothing} />,
  },
  {
    group: 'form',
    name: 'none',
    render: () => <FormPanel form={undefined} offline={false} onDecide={nothing} />,
  },
  {
    group: 'form',
    name: 'nothing said yet',
    render: () => <FormPanel form={emptyForm} offline={false} onDecide={nothing} />,
  },
  {
    group: 'form',
    name: 'offline',
    render: () => <FormPanel form={form} offline onDecide={nothing} />,
  },
  {
    group: 'form',
    name: 'long text',
    render: () => <FormPanel form={longForm} offline={false} onDecide={nothing} />,
  },
  { group: 'record', name: 'trail', render: () => reading(<Trail entries={trail} />) },
  {
    group: 'record',
    name: 'intact',
    render: () =>
      reading(<Verdict verdict={{ ok: true, entries: 122, head: model.sha256, heads: 4 }} />),
  },
  {
    group: 'record',
    name: 'changed',
    render: () =>
      reading(
        <Verdict
          verdict={{
            ok: false,
            entries: 122,
            sequence: 87,
            problem: 'its hash does not match its content.',
          }}
        />,
      ),
  },
];
